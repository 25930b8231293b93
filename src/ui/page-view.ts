import type { View } from '../paper/locale.ts';

/** Return the view that the page is in. */
export function readView(): View {
  return document.querySelector('language-toggle')?.getAttribute('view') as View;
}
