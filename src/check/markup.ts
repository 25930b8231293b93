import type { Element } from 'hast';
import { visit } from 'unist-util-visit';
import { markerLink } from '../paper/citation-marker.ts';
import { locales, otherOf } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import { quote } from '../paper/report.ts';
import type { Segment } from '../paper/tree.ts';
import type { Line, LineFault } from './index.ts';

/** The marks that both languages of a line need, by element. */
const names: Readonly<Record<string, string>> = {
  ...{ a: 'a link', code: 'code', math: 'a formula', img: 'an image', del: 'deleted text' },
  ...{ strong: 'strong emphasis', figcaption: 'a caption ("…")' },
};

/** Matches other ways of emphasis: quotation marks, the marks of titles, capitals. */
const emphatic = /[“‘「『《〈"]|\b[A-Z]{2,}\b/;

/** Find links, code, formulas and the like that only one language of a line has. */
export function* checkMarkup(line: Line): Generator<LineFault> {
  for (const locale of locales) {
    const [own, other] = [line[locale], line[otherOf(locale)]];
    for (const mark of listMarks(other)) {
      const expected = names[mark] ?? (listMarks(own).has('a') && mark.includes(' ') && mark);
      if (!expected || listMarks(own).has(mark)) continue;
      // Either language may use italics, quotation marks or capitals instead.
      if (mark === 'strong' && (listMarks(own).has('em') || emphatic.test(own.text))) continue;
      yield {
        locale,
        expected: `${expected}, as in ${line.places[otherOf(locale)]} ${quote(other.text)}`,
        found: `none in ${quote(own.text)}`,
        fix: 'mark the same words in both languages',
      };
    }
  }
}

/** List the elements in a line and its links to sections, without markers and references to notes. */
const listMarks = remember(({ nodes }: Segment): Set<string> => {
  const marks = new Set<string>();
  visit({ type: 'root', children: nodes }, 'element', ({ tagName, properties }: Element) => {
    const { href, role } = properties;
    if (href === markerLink || role) return;
    marks.add(tagName);
    if (/^[\w.-]+\.md/.test(String(href))) marks.add(`a link to ${href}`);
  });
  return marks;
});
