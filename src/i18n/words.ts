import { Converter } from 'opencc-js';
import { type Bilingual, isTraditional, place } from '../paper/locale.ts';
import type { Site } from '../paper/schema.ts';
import * as en from './en.json';
import * as zh from './zh.json';

type Paired<T> = T extends string ? Bilingual : { readonly [K in keyof T]: Paired<T[K]> };

/** Convert an interface text to the script of the paper. */
const convert = isTraditional ? Converter({ from: 'cn', to: place }) : (text: string) => text;

/** Pair the texts of a feature; a text missing in one language is a type error. */
function pair<T extends object>(chinese: T, english: NoInfer<T>): Paired<T> {
  return Object.fromEntries(
    Object.entries(chinese).map(([key, text]) => {
      const other = english[key as keyof T];
      const paired =
        typeof text === 'string' ? { zh: convert(text), en: other } : pair(text, other as never);
      return [key, paired];
    }),
  ) as Paired<T>;
}

// One export for each feature, so that a script loads only the texts of its feature.
export const pageWords = /* @__PURE__ */ pair(zh.page, en.page);
export const searchWords = /* @__PURE__ */ pair(zh.search, en.search);
export const termWords = /* @__PURE__ */ pair(zh.terms, en.terms);
export const citeWords = /* @__PURE__ */ pair(zh.cite, en.cite);
export const downloadWords = /* @__PURE__ */ pair(zh.downloads, en.downloads);
export const settingWords = /* @__PURE__ */ pair(zh.settings, en.settings);
export const speechWords = /* @__PURE__ */ pair(zh.speech, en.speech);
export const offlineWords = /* @__PURE__ */ pair(zh.offline, en.offline);
export const aboutWords = /* @__PURE__ */ pair(zh.about, en.about);
export const formerWords = /* @__PURE__ */ pair(zh.former, en.former);
export const reviewWords = /* @__PURE__ */ pair(zh.review, en.review);

/** Return the name of a site, or the default one. */
export function nameOf({ name }: Site): Bilingual {
  return name ?? pageWords.site;
}

/** The names of the views, each in its leading language. */
export const viewNames = {
  zh: convert(zh.views.zh),
  bilingual: convert(zh.views.bilingual),
  en: en.views.en,
} as const;
