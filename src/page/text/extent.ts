import { pageWords } from '../../i18n/words.ts';
import { type Bilingual, fillText, type Locale, mapLocales } from '../../paper/locale.ts';
import { listSegments, type Section } from '../../paper/tree.ts';

/** Characters and words a minute in careful reading; easy prose is about a quarter faster. */
const pace: Readonly<Record<Locale, number>> = { zh: 300, en: 200 };

const units: Readonly<Record<Locale, RegExp>> = {
  zh: /\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+/gv,
  en: /[\p{L}\p{N}]+(?:[-’'.,][\p{L}\p{N}]+)*/gu,
};

/** Measure a section with its subsections: Chinese characters, English words, and minutes. */
export function measureExtent(section: Section) {
  return mapLocales((locale) => {
    const text = listSegments(section)
      .map((segment) => segment[locale].text)
      .join(' ');
    const { length } = text.match(units[locale]) ?? [];
    return { length, minutes: Math.max(1, Math.round(length / pace[locale])) };
  });
}

/** Describe the reading time in each language. */
export function describeExtent({ zh, en }: ReturnType<typeof measureExtent>): Bilingual {
  const { extent } = pageWords;
  return {
    zh: fillText(extent.zh, zh),
    en: fillText(extent.en, en),
  };
}
