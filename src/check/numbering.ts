import { locales } from '../paper/locale.ts';
import { isSectionNumber, parentOf } from '../paper/number.ts';
import { type CheckedPaper, type PaperFault, toPath } from './index.ts';

/** Find file names that are not section numbers, sections without a parent, gaps, and numbers in titles. */
export function* checkNumbering(paper: CheckedPaper): Generator<PaperFault> {
  const { numbers, folder } = paper;
  yield* checkTitles(paper);
  const all = new Set(numbers);
  const missing = new Set<string>();
  for (const number of all) {
    const path = toPath(folder, 'zh', number);
    const parent = parentOf(number);
    if (parent && !all.has(parent) && !missing.has(parent)) {
      missing.add(parent);
      const fix = `add ${parent}.md in both languages; a title is enough`;
      yield { path, expected: `its parent section ${parent}`, found: 'none', fix };
    }
    if (!isSectionNumber(number)) {
      const expected = 'a number such as 3.1, or a name in lowercase letters that is not reserved';
      yield { path, expected, found: number, fix: 'rename the file in both languages' };
    }
    const plain = number.replace(/(?<=^|\.)0+(?=\d)/g, '');
    const before = toPrevious(plain);
    if (plain !== number) {
      const found = all.has(plain) ? `the same number as ${plain}` : 'leading zeros';
      const fix = `name it ${plain}.md in both languages, or give it another number`;
      yield { path, expected: `the number ${plain}`, found, fix };
    } else if (before && !all.has(before) && !missing.has(before)) {
      const fix = `add ${before}.md in both languages, or renumber without a gap`;
      yield { path, expected: `the section ${before} before it`, found: 'a gap', fix };
    }
  }
}

/** Find titles that start with the number of their section. */
function* checkTitles({ sections, folder }: CheckedPaper): Generator<PaperFault> {
  for (const { number, title } of sections) {
    for (const locale of locales) {
      const { text } = title[locale];
      const rest = text.startsWith(number) ? text.slice(number.length) : '';
      // A title such as “3 Ways” may start with a number of its own.
      if (!(number.includes('.') ? /^[\s.．、]/ : /^[.．、]/).test(rest)) continue;
      const fix = `delete ${number} from the title`;
      const path = toPath(folder, locale, number);
      yield { path, expected: 'a title without its number, which the site adds', found: text, fix };
    }
  }
}

/** Return the number before a number: `3.1` for `3.2`; undefined for a first one. */
function toPrevious(number: string): string | undefined {
  const [, above = '', last] = /^((?:\d+\.)*)(\d+)$/.exec(number) ?? [];
  return last !== undefined && Number(last) > 1 ? `${above}${Number(last) - 1}` : undefined;
}
