import type { Emphasis, Root } from 'mdast';
import { findAndReplace } from 'mdast-util-find-and-replace';
import { type Locale, langs } from '../../paper/locale.ts';

const kana = String.raw`\p{Script=Hira}\p{Script=Kana}ー`;
const korean = String.raw`\p{Script=Hang}+(?: \p{Script=Hang}+)*`;

/** In Chinese a single Latin word may be a name or a symbol, and Han characters do not indicate Japanese. */
const others: Readonly<Record<Locale, RegExp>> = {
  zh: new RegExp(`[${kana}]+|${korean}|[A-Za-z’'-]+(?:,? [A-Za-z’'-]+)+`, 'gu'),
  en: new RegExp(String.raw`[${kana}\p{Script=Han}々]+|${korean}`, 'gu'),
};

/** Mark words in the script of another language with its `lang`, so that fonts and voices fit them. */
export function remarkScripts({ locale }: { locale: Locale }) {
  return (tree: Root): void => {
    const mark = (value: string): Emphasis => ({
      type: 'emphasis',
      data: { hName: 'span', hProperties: { lang: toLang(value) } },
      children: [{ type: 'text', value }],
    });
    findAndReplace(tree, [others[locale], mark]);
  };
}

function toLang(text: string): string {
  if (/\p{Script=Hang}/u.test(text)) return 'ko';
  if (/[\p{Script=Hira}\p{Script=Kana}]/u.test(text)) return 'ja';
  return /[A-Za-z]/.test(text) ? langs.en : langs.zh;
}
