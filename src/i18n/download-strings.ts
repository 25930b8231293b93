import type { Bilingual } from '../paper/locale.ts';

/** The texts of the block of downloads. */
export const downloadStrings = {
  epub: { zh: '电子书阅读器', en: 'For e-readers' },
  pdf: { zh: '打印', en: 'For print' },
  tmx: { zh: '翻译记忆库', en: 'Translation memory' },
  tsv: { zh: '电子表格', en: 'For spreadsheets' },
  json: { zh: '对齐的数据，及其说明', en: 'Aligned data, and its schema' },
  markdown: { zh: '可编辑的原始文件', en: 'The files themselves, to edit' },
  schema: { zh: '说明', en: 'Schema' },
} as const satisfies Record<string, Bilingual>;
