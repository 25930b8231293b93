import { locales, mapLocales, otherOf } from '../paper/locale.ts';
import { type CheckedPaper, type PaperFault, toPath } from './index.ts';
import { markerPattern } from './markers.ts';

const period = /[.。!！?？…]["'”’)）」』]*$/;

/** Find sentences without a period where their counterparts and most other lines have one. */
export function* checkEnds({ sections, folder }: CheckedPaper): Generator<PaperFault> {
  for (const { number, paragraphs } of sections) {
    const lines = paragraphs
      .filter(({ prose }) => prose)
      .flatMap(({ segments }) => segments)
      .map((pair) =>
        mapLocales((locale) => {
          const text = pair[locale].text.replace(markerPattern, '').trimEnd();
          return {
            ...pair[locale],
            isEnded: period.test(text),
            isOpen: /[\p{L}\p{N}]$/u.test(text),
          };
        }),
      );
    for (const locale of locales) {
      const open = lines.filter((line) => line[locale].isOpen && line[otherOf(locale)].isEnded);
      // In verse and lists of names many lines have none.
      if (4 * open.length > lines.filter((line) => line[locale].isEnded).length) continue;
      for (const line of open) {
        const other = otherOf(locale);
        yield {
          path: toPath(folder, locale, number),
          line: line[locale].line,
          expected: `punctuation at the end, as in ${toPath(folder, other, number)}:${line[other].line}`,
          found: `…${line[locale].text.slice(-20)}`,
          fix: `write ${locale === 'zh' ? '。' : 'a period'} at the end of the line`,
        };
      }
    }
  }
}
