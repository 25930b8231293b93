import type { Bilingual } from '../../paper/locale.ts';

/** The keys that press a control of the page, if the page has it. */
export const presses: Readonly<Record<string, string>> = {
  j: '.pager [rel=next]',
  k: '.pager [rel=prev]',
  '1': '.toggle :nth-child(1)',
  '2': '.toggle :nth-child(2)',
  '3': '.toggle :nth-child(3)',
  c: '.contents-button',
  s: '.settings-button',
};

/** The keys on which the reader's tools act themselves. */
export const toolKeys = ['t', 'r', 'q', '?'] as const;

/** All keys that do something on every page, in the order in which they are listed. */
export const shortcuts: readonly { key: string; text: Bilingual }[] = [
  { key: 'j', text: { zh: '下一节', en: 'Next section' } },
  { key: 'k', text: { zh: '上一节', en: 'Previous section' } },
  { key: '1', text: { zh: '中文', en: 'Chinese' } },
  { key: '2', text: { zh: '双语', en: 'Both languages' } },
  { key: '3', text: { zh: '英文', en: 'English' } },
  { key: 'c', text: { zh: '目录', en: 'Contents' } },
  { key: '/', text: { zh: '搜索', en: 'Search' } },
  { key: 's', text: { zh: '阅读设置', en: 'Reading settings' } },
  { key: 't', text: { zh: '换颜色', en: 'Next theme' } },
  { key: 'r', text: { zh: '朗读', en: 'Read aloud' } },
  {
    key: 'q',
    text: { zh: '引用所选或正在读的一句', en: 'Cite what is selected, or this sentence' },
  },
  { key: '?', text: { zh: '显示快捷键', en: 'List of shortcuts' } },
];
