import { view } from '../../ui/page.ts';

// A search result leads to a page with what is to be marked in its address.
const marked = new URLSearchParams(location.search).get('mark');
if (marked) {
  import('./search-marks.ts').then((marks) => marks.markOccurrences(marked, view)).catch(() => {});
}
