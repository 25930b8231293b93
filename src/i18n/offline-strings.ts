import type { Bilingual } from '../paper/locale.ts';

/** The texts of what keeps the site for reading without a network. */
export const offlineStrings = {
  name: { zh: '离线', en: 'Offline' },
  use: {
    zh: '在此浏览器中，断网也能读、能搜',
    en: 'To read and search in this browser without a network',
  },
  save: { zh: '保存以离线阅读', en: 'Save for offline' },
  saving: { zh: '正在保存', en: 'Saving' },
  saved: { zh: '全文已保存，可离线阅读', en: 'All of it is saved, and can be read offline' },
  remove: { zh: '移除', en: 'Remove' },
  removed: { zh: '已移除，不再保存任何页面', en: 'Removed; nothing is kept any more' },
  noRoom: { zh: '未能保存：此浏览器没有空间了。', en: 'Not saved: this browser has no room left.' },
  changed: {
    zh: '未能保存：网站已更新，请重新载入本页后再试。',
    en: 'Not saved: the site has changed. Reload the page and try again.',
  },
  failed: {
    zh: '未能保存，请检查网络后再试。',
    en: 'Not saved. Check the connection and try again.',
  },
  title: { zh: '未连网', en: 'Offline' },
  text: {
    zh: '此页没有保存在这个浏览器中，而现在没有网络。',
    en: 'This page is not kept in this browser, and there is no network now.',
  },
  kept: { zh: '这些页面已经保存：', en: 'These pages are kept:' },
} as const satisfies Record<string, Bilingual>;
