import type { Bilingual } from '../paper/locale.ts';

/** The texts that say what a term is called, and where it is found. */
export const termStrings = {
  /** What stands before a term's aliases, in their language. */
  also: { zh: '又作：', en: 'also: ' },
  comma: { zh: '、', en: ', ' },
  everyPlace: { zh: '查看全部出处', en: 'See every occurrence' },
} as const satisfies Record<string, Bilingual>;
