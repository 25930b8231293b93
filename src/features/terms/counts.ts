import { fillBoth, fillText, termWords } from '../../i18n/words.ts';
import { type Bilingual, mapLocales } from '../../paper/locale.ts';
import type { Counts } from './concordance.ts';

/** Say how often a term is found, and where. */
export function describeCounts({ sentences, headings, ...counts }: Counts): Bilingual {
  const places = [
    { text: termWords.sentences, count: sentences },
    { text: termWords.headings, count: headings },
  ].filter(({ count }) => count > 0);
  return mapLocales((locale) =>
    fillText(termWords.counts[locale], {
      ...counts,
      places: places
        .map(({ text, count }) => fillBoth(text, { count })[locale])
        .join(termWords.and[locale]),
    }),
  );
}
