import type { View } from '../lib/view.ts';

// A search result leads to a page with what is to be marked in its address.
const marked = new URLSearchParams(location.search).get('mark');
if (marked) {
  const view = document.querySelector('language-toggle')?.getAttribute('view') as View;
  import('./search-marks.ts').then(({ markOccurrences }) => markOccurrences(marked, view));
}
