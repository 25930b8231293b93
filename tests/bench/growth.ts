import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IndexFile } from 'pagefind';
import { serveFolder } from '../../src/commands/serve.ts';
import { makeIndex } from '../../src/features/search/search-index.ts';
import { readPaper } from '../../src/read/index.ts';
import { run, type Tab } from '../support/engines/tab.ts';
import { type Answer, askAll } from './ask.ts';
import { type Book, writeBook } from './book.ts';
import { searchCold, summarize } from './cold.ts';
import { median, printTable, quantile, toKilobytes, toPercent } from './figures.ts';
import { sumBytes, Traffic } from './traffic.ts';
import { listSubstrings, makeTruth, sample, score } from './truth.ts';

/** A figure of one book: its name, value and format. */
type Figure = [label: string, value: number, write: (value: number) => string];

const seed = 20261123;
const [coldSearches, warmSearches] = [12, 100];

/** Print how the index, and the part of it that a query loads, grow with the number of sections. */
export async function measureGrowth(
  tab: Tab,
  site: string,
  work: string,
  sizes: readonly number[],
): Promise<void> {
  const books: Figure[][] = [];
  for (const size of sizes) {
    process.stderr.write(`A book of ${size} sections …\n`);
    const book = writeBook(join(work, `book-${size}`), size, seed);
    books.push(await measureBook(tab, site, join(work, `site-${size}`), book, size));
  }
  const [first = []] = books;
  const last = books.at(-1) ?? [];
  console.log('\nBooks that nobody wrote; the last column is the last book against the first\n');
  printTable([
    ['', ...sizes.map((size) => `${size} sections`), 'growth'],
    ...first.map(([label, value, write], at) => [
      label,
      ...books.map((figures) => write(figures[at]?.[1] ?? Number.NaN)),
      `× ${((last[at]?.[1] ?? Number.NaN) / value).toFixed(1)}`,
    ]),
  ]);
}

async function measureBook(
  tab: Tab,
  site: string,
  folder: string,
  book: Book,
  sections: number,
): Promise<Figure[]> {
  const begun = performance.now();
  const files = await makeIndex(readPaper(book.folder), readVersion(site));
  const seconds = (performance.now() - begun) / 1000;
  putSite(site, folder, files);
  const { server, url } = await serveFolder(folder, '/', 0);
  const traffic = new Traffic(server);
  try {
    return [
      ['text of both languages', book.textSize, toKilobytes],
      ['files of the index', files.length, String],
      ...listSizes(files),
      ...(await measureUse(tab, traffic, url, book)),
      ['time to index', seconds, (value) => `${value.toFixed(1)} s`],
      ['  a section', (seconds / sections) * 1000, (value) => `${value.toFixed(1)} ms`],
    ];
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Put the site's search page beside the index of a book. */
function putSite(site: string, folder: string, files: readonly IndexFile[]): void {
  for (const path of ['404.html', 'blank.html', 'assets', join('zh', 'search')]) {
    cpSync(join(site, path), join(folder, path), { recursive: true });
  }
  for (const { path, content } of files) {
    const file = join(folder, 'pagefind', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Read the version of a site from a name: `data.0123456789.json`. */
function readVersion(site: string): string {
  const names = readdirSync(join(site, 'pagefind'));
  return names.find((name) => name.startsWith('data.'))?.split('.')[1] ?? '';
}

function listSizes(files: readonly IndexFile[]): Figure[] {
  const sum = (pattern: RegExp) =>
    files
      .filter(({ path }) => pattern.test(path))
      .reduce((total, { content }) => total + content.length, 0);
  return [
    ['index, all files', sum(/./), toKilobytes],
    ['  chunks', sum(/^index\//), toKilobytes],
    [
      '  the biggest chunk',
      Math.max(...files.filter(isChunk).map(({ content }) => content.length)),
      toKilobytes,
    ],
    ['  number of chunks', files.filter(isChunk).length, String],
    ['  texts of sections', sum(/^fragment\//), toKilobytes],
    ['  data.json', sum(/^data\./), toKilobytes],
  ];
}

/** Measure the requests of the site's own search, cold and for each further query, and its exactness. */
async function measureUse(tab: Tab, traffic: Traffic, url: string, book: Book): Promise<Figure[]> {
  const [host, page] = [`${url}blank.html`, `${url}zh/search/`];
  const addresses = chooseQueries(book, coldSearches).map((query) => `${page}?q=${query}`);
  const searches = await searchCold(tab, traffic, host, '/pagefind/', addresses);
  const cold = summarize(searches);
  await tab.open(host);
  // This query loads the common files and no section text.
  await run(tab, askAll, { queries: ['qqqqqq'], page });
  await traffic.take('/');
  const queries = chooseQueries(book, warmSearches);
  const answers: Answer[] = [];
  for (const query of queries) {
    answers.push(...(await run(tab, askAll, { queries: [query], page })));
  }
  const further = await traffic.take('/pagefind/');
  const byQuery = new Map(answers.map((answer) => [answer.query, answer]));
  const { exact, recall, precision, asked } = score('sentences', byQuery, makeTruth(book.passages));
  return [
    ['first search of the site: requests', cold.requests, String],
    ['  bytes until the result', cold.bytes, toKilobytes],
    ['  bytes in all', cold.allBytes, toKilobytes],
    ['  latency, median', cold.median, toMs],
    ['a further query: bytes, mean', sumBytes(further) / queries.length, toKilobytes],
    ['  latency without the pause, median', median(answers.map(({ searched }) => searched)), toMs],
    [
      '  latency without the pause, p95',
      quantile(
        answers.map(({ searched }) => searched),
        0.95,
      ),
      toMs,
    ],
    ['queries answered exactly', exact / asked, toPercent],
    ['recall, sentences', recall, toPercent],
    ['precision, sentences', precision, toPercent],
  ];
}

/** Choose runs of 2 to 6 characters, weighted by their frequency in the text. */
function chooseQueries({ passages }: Book, count: number): string[] {
  const chosen = sample(passages, count, seed);
  return [
    ...new Set(
      chosen.flatMap((passage, at) => sample(listSubstrings([passage], [2 + (at % 5)]), 1, at)),
    ),
  ];
}

function isChunk({ path }: { path: string }): boolean {
  return path.includes('index/');
}

function toMs(value: number): string {
  return `${value.toFixed(0)} ms`;
}
