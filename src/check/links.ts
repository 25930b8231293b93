import type { Element } from 'hast';
import { visit } from 'unist-util-visit';
import { decodeAnchor, readRangeAnchor } from '../paper/anchor.ts';
import { locales } from '../paper/locale.ts';
import { reservedNames } from '../paper/number.ts';
import type { Report } from '../paper/problem.ts';
import { remember } from '../paper/remember.ts';
import type { Segment } from '../paper/tree.ts';
import { flatten, type Section } from '../paper/tree.ts';

/** The pages of the site that a text can lead to by their Markdown name: `about.md`. */
const pages: readonly string[] = ['about', 'terms', 'search', 'settings'];

/**
 * Report links within the content that lead nowhere: to a section, or to an anchor, that is not there.
 *
 * @param root the paper with the anchors that it is published with
 * @param folder the content folder, for messages
 */
export function checkLinks(root: Section, folder: string, report: Report): void {
  const sections = root.children.flatMap(flatten);
  const anchors = new Map(sections.map((section) => [section.number, listIds(section)]));
  for (const section of sections) {
    const lines = section.paragraphs.flatMap(({ segments }) => segments);
    for (const line of [section.title, ...lines]) {
      for (const locale of locales) {
        for (const href of listLinks(line[locale])) {
          const fault = findFault(href, section.number, anchors);
          if (!fault) continue;
          const file = `${folder}/${locale}/${section.number}.md`;
          report({ file, line: line[locale].line, ...fault });
        }
      }
    }
  }
}

/** The ids that a page of a section has from its text: its own and those of all that is below it. */
function listIds(section: Section): Set<string> {
  return new Set(
    flatten(section).flatMap(({ number, title, paragraphs }) => [
      number,
      ...locales.flatMap((locale) => title[locale].slug ?? []),
      ...paragraphs.flatMap(({ anchor, segments }) => [
        anchor,
        ...segments.map((segment) => segment.anchor),
      ]),
    ]),
  );
}

const listLinks = remember(({ nodes }: Segment): string[] => {
  const links: string[] = [];
  visit({ type: 'root', children: nodes }, 'element', ({ properties }: Element) => {
    if (typeof properties['href'] === 'string') links.push(properties['href']);
  });
  return links;
});

function findFault(
  href: string,
  own: string,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): { expected: string; found: string; mend: string } | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined;
  const [, name = own, id] = /^(?:\.\/)?(?:([\w.-]+)\.md)?(?:#(.*))?$/.exec(href) ?? [];
  const isPath = !/^(?:\.\/)?(?:[\w.-]+\.md)?(?:#.*)?$/.test(href) || href === '';
  if (!isPath && pages.includes(name)) return undefined;
  const ids = anchors.get(name);
  if (isPath || !ids) {
    const expected = 'a link to a section (3.2.md) or a page of the site (about.md, terms.md)';
    const mend = reservedNames.includes(name)
      ? 'link to one of these'
      : 'write the name of a file in the same folder';
    return { expected, found: href || 'no address', mend };
  }
  if (id === undefined) return undefined;
  const anchor = decodeAnchor(id);
  const [first, last] = readRangeAnchor(anchor) ?? [anchor];
  const isForward = last === undefined || countOf(first) < countOf(last);
  if (isForward && ids.has(first) && ids.has(last ?? first)) return undefined;
  const mend = 'copy the anchor from the page of the section, or leave it out';
  return { expected: `an anchor of section ${name}`, found: `#${id}`, mend };
}

/** Return which of its paragraph's segments an anchor names. */
function countOf(anchor: string): number {
  return Number(/\d+$/.exec(anchor)?.[0]);
}
