import { fillText } from '../../i18n/fill.ts';
import { pageWords } from '../../i18n/words.ts';
import { type Bilingual, type Locale, mapLocales } from '../../paper/locale.ts';
import { listSegments, type Section } from '../../paper/tree.ts';

/** How long a text is: in Chinese in characters, in English in words, and the minutes it takes. */
export interface Extent {
  length: number;
  minutes: number;
}

/**
 * How much is read in a minute, with care, as one reads a paper: Chinese characters and English words.
 * Silent reading of easy prose goes about a quarter faster.
 */
const pace: Readonly<Record<Locale, number>> = { zh: 300, en: 200 };

const units: Readonly<Record<Locale, RegExp>> = {
  zh: /\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+/gv,
  en: /[\p{L}\p{N}]+(?:[-’'.,][\p{L}\p{N}]+)*/gu,
};

/** Count what a section and all below it hold, in each language, and how long that takes to read. */
export function measureExtent(section: Section): Record<Locale, Extent> {
  return mapLocales((locale) => {
    const text = listSegments(section)
      .map((segment) => segment[locale].text)
      .join(' ');
    const { length } = text.match(units[locale]) ?? [];
    return { length, minutes: Math.max(1, Math.round(length / pace[locale])) };
  });
}

/** Say how long a text is in each language, and how long it takes to read. */
export function describeExtent({ zh, en }: Record<Locale, Extent>): Bilingual {
  const { extent } = pageWords;
  return {
    zh: fillText(extent.zh, { characters: zh.length, minutes: zh.minutes }),
    en: fillText(extent.en, { words: en.length.toLocaleString('en'), minutes: en.minutes }),
  };
}
