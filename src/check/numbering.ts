import { isSectionNumber, parentOf } from '../paper/number.ts';
import type { Report } from '../paper/problem.ts';

/**
 * Report names that cannot be the number of a section, sections without the one around them, and gaps:
 * below each section, and at the top, numbers go on from 1 (or from 0).
 *
 * @param folder the content folder, for messages
 */
export function checkNumbers(numbers: ReadonlySet<string>, folder: string, report: Report): void {
  if (numbers.size === 0) {
    report({
      file: `${folder}/zh`,
      line: 1,
      expected: 'sections, such as zh/1.md and en/1.md',
      found: 'no Markdown file',
      mend: 'add the text, a section a file',
    });
  }
  for (const number of numbers) {
    const at = { file: `${folder}/zh/${number}.md`, line: 1 };
    const parent = parentOf(number);
    if (parent && !numbers.has(parent)) {
      const mend = `add ${parent}.md in both languages; a title is enough`;
      report({ ...at, expected: `the section ${parent} around it`, found: 'none', mend });
    }
    if (!isSectionNumber(number)) {
      const mend = 'rename the file in both languages';
      const expected = 'a number such as 3.1, or a small-letter name that no page of the site has';
      report({ ...at, expected, found: number, mend });
    }
    const plain = number.replace(/(?<=^|\.)0+(?=\d)/g, '');
    const before = toPrevious(plain);
    if (plain !== number) {
      const found = numbers.has(plain) ? `the same number as ${plain}` : 'zeros before it';
      const mend = `name it ${plain}.md in both languages, or give it a number of its own`;
      report({ ...at, expected: `the number ${plain}`, found, mend });
    } else if (before && !numbers.has(before)) {
      const mend = `add ${before}.md in both languages, or number on without a gap`;
      report({ ...at, expected: `the section ${before} before it`, found: 'a gap', mend });
    }
  }
}

/** Return the number that goes before a number: `3.1` before `3.2`; a first one has none. */
function toPrevious(number: string): string | undefined {
  const [, above = '', last] = /^((?:\d+\.)*)(\d+)$/.exec(number) ?? [];
  return last !== undefined && Number(last) > 1 ? `${above}${Number(last) - 1}` : undefined;
}
