import type { Bilingual } from '../paper/locale.ts';

/** The texts of what cites a sentence or a selection. */
export const quoteStrings = {
  cite: { zh: '引用', en: 'Cite' },
  citeSelection: { zh: '引用所选', en: 'Cite selection' },
  copy: { zh: '复制', en: 'Copy' },
  copyLink: { zh: '复制链接', en: 'Copy link' },
  copyQuotation: { zh: '复制引文与出处', en: 'Copy quotation with citation' },
  copyBoth: { zh: '复制中英对照与出处', en: 'Copy both languages with citation' },
  style: { zh: '著录格式', en: 'Citation style' },
  copied: { zh: '已复制', en: 'Copied' },
  notCopied: {
    zh: '未能复制：浏览器不允许。',
    en: 'Not copied: the browser does not allow it.',
  },
  notLoaded: {
    zh: '未能载入出处，请检查网络后再试。',
    en: 'The citation did not load. Check the connection and try again.',
  },
} as const satisfies Record<string, Bilingual>;
