import type { Parsed } from '../../src/paper/report.ts';
import {
  type MarkdownOptions,
  makeProcessor,
  type ParsedSection,
  parseSection,
} from '../../src/read/markdown/index.ts';

/** Parse the Markdown of a section of an English file with markers, unless the options say otherwise. */
export function parseText(
  text: string,
  options: Partial<MarkdownOptions> = {},
): Parsed<ParsedSection> {
  const { locale = 'en', hasMarkers = true, images = new Map() } = options;
  const source = { path: `content/${locale}/1.md`, value: text };
  return parseSection(source, makeProcessor({ locale, hasMarkers, images }));
}
