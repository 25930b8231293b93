import { run, type Tab } from '../support/engines/tab.ts';
import { median, quantile } from './figures.ts';
import { type Request, sumBytes, type Traffic } from './traffic.ts';

/** The cost of a visitor's first search. */
export interface ColdSearch {
  /** From the first request for the index, when the box gets the focus, to the results. */
  latency: number;
  /** The requests until then. */
  before: Request[];
  /** All requests, including those that let search continue offline. */
  all: Request[];
}

/**
 * Search with an empty cache, once for each address of a search page.
 *
 * @param host a page without scripts from the same origin
 * @param folder the path of all index files
 */
export async function searchCold(
  tab: Tab,
  traffic: Traffic,
  host: string,
  folder: string,
  addresses: readonly string[],
): Promise<ColdSearch[]> {
  const searches: ColdSearch[] = [];
  for (const address of addresses) {
    await tab.open(host);
    await traffic.take('/');
    const shown = await run(tab, showResults, address);
    const all = await traffic.take(folder);
    const before = all.filter(({ at }) => at <= shown);
    searches.push({ latency: shown - (all[0]?.at ?? Number.NaN), before, all });
  }
  return searches;
}

/** Sum up cold searches: requests and bytes are medians. */
export function summarize(searches: readonly ColdSearch[]) {
  const middle = (of: (search: ColdSearch) => number) => median(searches.map(of));
  return {
    requests: middle(({ before }) => before.length),
    bytes: middle(({ before }) => sumBytes(before)),
    allRequests: middle(({ all }) => all.length),
    allBytes: middle(({ all }) => sumBytes(all)),
    median: middle(({ latency }) => latency),
    p95: quantile(
      searches.map(({ latency }) => latency),
      0.95,
    ),
  };
}

/** Open a search page in a frame and return the time of its results. It runs in the browser. */
async function showResults(address: string): Promise<number> {
  const frame = document.createElement('iframe');
  frame.src = address;
  document.body.append(frame);
  const query = new URL(address).searchParams.get('q');
  const end = Date.now() + 60_000;
  for (;;) {
    const list = frame.contentDocument?.querySelector('#search-results');
    const isAnswered = list?.getAttribute('data-query') === query;
    if (isAnswered && list?.getAttribute('aria-busy') === 'false') return Date.now();
    if (Date.now() > end) throw new Error(`${address}: no answer in 60 s`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
