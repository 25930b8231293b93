import { locales, mapLocales, otherOf } from '../paper/locale.ts';
import type { Line, LineFault } from './index.ts';

/** Matches a marker of the source, or the number of a note. */
export const markerPattern = /\[\d{1,3}\]/g;

/** Find markers and notes that one language has and the other has not, whatever their order. */
export function* checkMarkers(line: Line): Generator<LineFault> {
  const lists = mapLocales((locale) => line[locale].text.match(markerPattern) ?? []);
  for (const locale of locales) {
    const other = otherOf(locale);
    const left: string[] = [...lists[locale]];
    const missing = lists[other].find((sign) => {
      const at = left.indexOf(sign);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    if (missing === undefined) continue;
    yield {
      locale,
      expected: `${missing}, as in ${line.places[other]}`,
      found: lists[locale].join(' ') || 'no such marker',
      fix: 'give both languages the same markers and notes',
    };
  }
}
