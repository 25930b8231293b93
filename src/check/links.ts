import { decodeAnchor } from '../paper/anchor.ts';
import { locales } from '../paper/locale.ts';
import { readRangeAnchor } from '../paper/range.ts';
import type { Fault } from '../paper/report.ts';
import { flatten, listAddresses, listLines, type Section } from '../paper/tree.ts';
import { listLinks } from '../text/html.ts';
import { type CheckedPaper, type PaperFault, toPath } from './index.ts';

/** The pages of the site that a text can link to by a Markdown name: `about.md`. */
const pages: readonly string[] = ['about', 'terms', 'search', 'settings'];

/** Find links to sections and anchors that do not exist. */
export function* checkLinks(paper: CheckedPaper): Generator<PaperFault> {
  const { sections, root, numbers, folder, isDoubtful } = paper;
  // A section with errors has a page once they are fixed.
  const anchors = new Map<string, Set<string>>([
    ...numbers.map((number) => [number, new Set<string>()] as const),
    ...root.children.flatMap(flatten).map((section) => [section.number, listIds(section)] as const),
  ]);
  for (const section of sections) {
    for (const pair of listLines(section)) {
      for (const locale of locales) {
        const { line } = pair[locale];
        for (const href of listLinks(pair[locale])) {
          const fault = findFault(href, section.number, anchors, isDoubtful);
          if (fault) yield { path: toPath(folder, locale, section.number), line, ...fault };
        }
      }
    }
  }
}

/** List the ids on the page of a section: those of its own text and of the sections below it. */
function listIds(section: Section): Set<string> {
  return new Set(
    flatten(section).flatMap((each) => [
      ...listAddresses(each).map(([address]) => address),
      ...locales.flatMap((locale) => each.title[locale].slug ?? []),
    ]),
  );
}

function findFault(
  href: string,
  own: string,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
  isDoubtful: CheckedPaper['isDoubtful'],
): Fault | undefined {
  // Another rule reports a link to an image.
  if (/^(?:[a-z][a-z0-9+.-]*:|\.\.\/images\/[\w.-]+$)/i.test(href)) return undefined;
  const path = /^(?:\.\/)?(?:([\w.-]+)\.md)?(?:#(.*))?$/.exec(href || '/');
  const [, name = own, id] = path ?? [];
  if (path && pages.includes(name)) return undefined;
  const ids = path && anchors.get(name);
  if (!ids) {
    const expected = 'a link to a section (3.2.md) or a page of the site (about.md, terms.md)';
    const fix =
      'write the name of a file in the same folder or of one of these pages, or https:// first';
    return { expected, found: href || 'no address', fix };
  }
  if (id === undefined || isDoubtful(name)) return undefined;
  const anchor = decodeAnchor(id);
  const [first, last] = readRangeAnchor(anchor) ?? [anchor];
  const isForward = last === undefined || countOf(first) < countOf(last);
  if (isForward && ids.has(first) && ids.has(last ?? first)) return undefined;
  const fix = 'copy the anchor from the page of the section, or leave it out';
  return { expected: `an anchor of section ${name}`, found: `#${id}`, fix };
}

function countOf(anchor: string): number {
  return Number(/\d+$/.exec(anchor)?.[0]);
}
