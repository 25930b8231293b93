import type { Problem } from '../../src/paper/problem.ts';
import { type ParsedSection, parseSection, type SectionContext } from '../../src/read/section.ts';

/** A section as it was parsed, and what was reported of it. */
export interface Parsed {
  section: ParsedSection | undefined;
  problems: Problem[];
}

/** Parse the Markdown of a section of an English file with markers, unless the context is another. */
export function parseText(text: string, context: Partial<SectionContext> = {}): Parsed {
  const { locale = 'en', hasMarkers = true, images = new Map() } = context;
  const problems: Problem[] = [];
  const source = { file: `content/${locale}/1.md`, text };
  const section = parseSection(source, { locale, hasMarkers, images }, (found) =>
    problems.push(found),
  );
  return { section, problems };
}
