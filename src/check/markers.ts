import { toMarkerKey } from '../paper/citation-marker.ts';
import { locales, mapLocales, otherOf } from '../paper/locale.ts';
import { marker } from '../text/phrases.ts';
import type { Line, LineFault } from './index.ts';

/** Matches every marker in a text. */
export const markerPattern = new RegExp(marker, 'gu');

/** Find markers and notes that only one language has, regardless of order. */
export function* checkMarkers(line: Line): Generator<LineFault> {
  const lists = mapLocales((locale) => line[locale].text.match(markerPattern) ?? []);
  for (const locale of locales) {
    const other = otherOf(locale);
    const left = lists[locale].map(toMarkerKey);
    const missing = lists[other].find((sign) => {
      const at = left.indexOf(toMarkerKey(sign));
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
