import type { Server } from 'node:http';
import { run, type Tab } from '../support/engines/tab.ts';
import { type Answer, askAll } from './ask.ts';
import { baseline, makeBaseline } from './baseline.ts';
import { searchCold, summarize } from './cold.ts';
import { median, printTable, quantile, toKilobytes, toPercent } from './figures.ts';
import { Traffic } from './traffic.ts';
import {
  type Finding,
  listAbsent,
  listSubstrings,
  makeTruth,
  type Passage,
  readPassages,
  sample,
  score,
} from './truth.ts';

/** A built site with a running server. */
export interface ServedSite {
  folder: string;
  server: Server;
  url: string;
}

/** A search page and the folder of its index. */
interface Engine {
  name: string;
  page: string;
  folder: string;
}

const seed = 20261123;
/** The number of frames, the size of a batch, and the number of queries to time one by one. */
const [frames, batch, timed] = [6, 200, 300];
const coldSearches = 15;

/** Print the exactness, speed and cost of the site's search and of default Pagefind. */
export async function measureExactness(tab: Tab, site: ServedSite): Promise<void> {
  const traffic = new Traffic(site.server);
  const passages = readPassages(site.folder);
  const sections = listSections(passages);
  await makeBaseline(site.folder, sections.leaves);
  const queries = listQueries(passages);
  const own: Engine = { name: 'Duidu', page: 'zh/search/', folder: '/pagefind/' };
  const other: Engine = { name: 'Pagefind', page: baseline.page, folder: `/${baseline.folder}` };
  const truth = makeTruth(passages);
  const leafTruth = (query: string): Finding => ({
    sections: truth(query).sections.filter((number) => sections.leaves.includes(number)),
    sentences: [],
  });
  console.log(
    `${passages.length} sentences and headings in ${sections.all.length} sections; the index of default` +
      ` Pagefind has the ${sections.leaves.length} pages of sections without sections in them\n`,
  );
  const a = await measureEngine(tab, traffic, site.url, own, queries, truth);
  const b = await measureEngine(tab, traffic, site.url, other, queries, leafTruth);
  printFigures(a, b);
  printFaults(a);
}

type Figures = Awaited<ReturnType<typeof measureEngine>>;

async function measureEngine(
  tab: Tab,
  traffic: Traffic,
  url: string,
  { name, page, folder }: Engine,
  queries: readonly string[],
  truth: (query: string) => Finding,
) {
  const host = `${url}blank.html`;
  const addresses = sample(queries, coldSearches, 1).map((query) => `${url}${page}?q=${query}`);
  const cold = summarize(await searchCold(tab, traffic, host, folder, addresses));
  await tab.open(host);
  const warm = await ask(tab, name, `${url}${page}`, sample(queries, timed, 2), 1);
  await tab.open(host);
  const answers = await ask(tab, name, `${url}${page}`, queries, frames);
  const byQuery = new Map(answers.map((answer) => [answer.query, answer]));
  return {
    cold,
    // The first query loads the index.
    warm: warm.slice(1),
    sections: score('sections', byQuery, truth),
    sentences: score('sentences', byQuery, truth),
  };
}

/** Ask all queries in batches, and print the progress. */
async function ask(
  tab: Tab,
  name: string,
  page: string,
  queries: readonly string[],
  frames: number,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < queries.length; at += batch) {
    answers.push(
      ...(await run(tab, askAll, { queries: queries.slice(at, at + batch), page, frames })),
    );
    process.stderr.write(`\r${name}: ${answers.length} of ${queries.length} queries `);
  }
  process.stderr.write('\n');
  return answers;
}

/** List the queries: every pair of characters, some longer runs, some pairs that do not occur. */
function listQueries(passages: readonly Passage[]): string[] {
  const pairs = listSubstrings(passages, [2]);
  const longer = sample(listSubstrings(passages, [3, 4, 5, 6, 7, 8]), 2000, seed);
  const absent = sample(listAbsent(passages), 200, seed);
  console.log(
    `Queries: all ${pairs.length} pairs of characters, ${longer.length} runs of 3 to 8 (seed ${seed}),` +
      ` ${absent.length} pairs that stand nowhere but across a mark`,
  );
  return sample([...pairs, ...longer, ...absent], Number.POSITIVE_INFINITY, seed);
}

function listSections(passages: readonly Passage[]) {
  const all = [...new Set(passages.map(({ section }) => section))];
  return {
    all,
    leaves: all.filter((number) => !all.some((other) => other.startsWith(`${number}.`))),
  };
}

function printFigures(a: Figures, b: Figures): void {
  const row = (
    label: string,
    of: (figures: Figures) => number,
    write: (value: number) => string,
  ) => [label, write(of(a)), write(of(b)), (of(a) / of(b)).toFixed(2)];
  const toMs = (value: number) => `${value.toFixed(0)} ms`;
  const seen = ({ warm }: Figures) => warm.map((answer) => answer.seen);
  const searched = ({ warm }: Figures) => warm.map((answer) => answer.searched);
  const { asked, exact, recall, precision } = a.sentences;
  printTable([
    ['', 'Duidu', 'Pagefind', 'ratio'],
    row('queries answered exactly (sections)', ({ sections }) => sections.exact, String),
    row('  of', ({ sections }) => sections.asked, String),
    row('recall, sections', ({ sections }) => sections.recall, toPercent),
    row('precision, sections', ({ sections }) => sections.precision, toPercent),
    ['queries answered exactly (sentences)', String(exact), '–', ''],
    ['  of', String(asked), '–', ''],
    ['recall, sentences', toPercent(recall), '–', ''],
    ['precision, sentences', toPercent(precision), '–', ''],
    row('first search: requests', ({ cold }) => cold.requests, String),
    row('first search: bytes', ({ cold }) => cold.bytes, toKilobytes),
    row('  requests, with what is fetched ahead', ({ cold }) => cold.allRequests, String),
    row('  bytes, with what is fetched ahead', ({ cold }) => cold.allBytes, toKilobytes),
    row('cold latency, median', ({ cold }) => cold.median, toMs),
    row('cold latency, p95', ({ cold }) => cold.p95, toMs),
    row('warm latency from the key, median', (figures) => median(seen(figures)), toMs),
    row('warm latency from the key, p95', (figures) => quantile(seen(figures), 0.95), toMs),
    row('  without the pause, median', (figures) => median(searched(figures)), toMs),
    row('  without the pause, p95', (figures) => quantile(searched(figures), 0.95), toMs),
  ]);
}

function printFaults({ sections, sentences }: Figures): void {
  for (const [kind, { faults }] of Object.entries({ sections, sentences })) {
    if (faults.length > 0) console.log(`\n${faults.length} queries with wrong ${kind}:`);
    for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  }
}
