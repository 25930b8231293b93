import type { Bilingual } from '../paper/locale.ts';

/** The texts of the panel that cites a page. */
export const citeStrings = {
  cite: { zh: '引用', en: 'Cite' },
  permalink: { zh: '固定地址', en: 'Permanent address' },
  files: { zh: '文献管理软件', en: 'For reference managers' },
} as const satisfies Record<string, Bilingual>;

/** The formats of the files that cite a page, with their media types. */
export const citeFormats = [
  { name: 'BibTeX', extension: 'bib', type: 'application/x-bibtex' },
  { name: 'RIS', extension: 'ris', type: 'application/x-research-info-systems' },
  { name: 'CSL-JSON', extension: 'json', type: 'application/vnd.citationstyles.csl+json' },
] as const;
