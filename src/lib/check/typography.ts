import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Report } from '../problem.ts';
import type { Source } from '../source.ts';
import type { Locale } from '../view.ts';

interface Rule {
  pattern: RegExp;
  expected: string;
  mend: string;
}

const twoSpaces: Rule = {
  pattern: /(?<=\S) {2,}(?=\S)/gu,
  expected: 'one space',
  mend: 'delete the others',
};

const fullWidth: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  ';': '；',
  ':': '：',
  '!': '！',
  '?': '？',
  '(': '（',
  ')': '）',
};

/** The rules of each language: for Chinese, those of clreq, “Punctuation marks”, and GB/T 15834. */
const rules: Readonly<Record<Locale, readonly Rule[]>> = {
  zh: [
    twoSpaces,
    {
      pattern: /(?<=\p{Script=Han})(?:[,.;:!?](?=\p{Script=Han}|\s|$)|[()](?=\p{Script=Han}))/gu,
      expected: 'full-width punctuation between Chinese characters',
      mend: 'write',
    },
    {
      pattern: /"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])/gu,
      expected: 'the quotation marks “ ” and ‘ ’ in Chinese',
      mend: 'write the one that opens or the one that closes',
    },
  ],
  en: [twoSpaces],
};

/** Report punctuation and spaces in running text that its language does not have. */
export function checkTypography(
  { file, text }: Source,
  tree: Root,
  locale: Locale,
  report: Report,
): void {
  visit(tree, 'text', ({ position }) => {
    const start = position?.start;
    if (start?.offset === undefined) return;
    // As it stands in the file, where the value has lost what escapes its marks.
    const raw = text.slice(start.offset, position?.end.offset);
    for (const { pattern, expected, mend } of rules[locale]) {
      for (const { 0: found, index } of raw.matchAll(pattern)) {
        const before = raw.slice(0, index).split('\n');
        report({
          file,
          line: start.line + before.length - 1,
          column: (before.length > 1 ? 1 : start.column) + (before.at(-1)?.length ?? 0),
          expected,
          found: found.trim() ? found : `${found.length} spaces`,
          mend: mend === 'write' ? `write ${fullWidth[found]}` : mend,
        });
      }
    }
  });
}
