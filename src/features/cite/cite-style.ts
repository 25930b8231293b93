import type { View } from '../../paper/locale.ts';
import { keep, readKept } from '../../ui/storage.ts';
import { type CiteStyle, citeStyles } from './styles.ts';

const storageKey = 'duidu:style';

/** Return the style that the reader used last, or else the one that is usual in the view's language. */
export function readStyle(view: View): CiteStyle {
  const kept = readKept(storageKey);
  const known = citeStyles.find(({ id }) => id === kept);
  return known?.id ?? (view === 'en' ? 'apa' : 'gbt-2025-numeric');
}

/** Remember the style that the reader uses. */
export function keepStyle(style: string): void {
  keep(storageKey, style);
}
