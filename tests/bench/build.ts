/**
 * Measure builds of the paper and of generated books, with this project and with other tools.
 *
 * `npm ci --prefix tests/bench && npm run bench:build -- [--sections 18,180,900,4500]`
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contentFolder } from '../../src/site/config.ts';
import { findProgram } from '../support/hosts.ts';
import { writeBook } from './book.ts';
import { median, printTables, type Table } from './figures.ts';
import {
  hasPeers,
  hugo,
  makePeerFolder,
  ownFolder,
  type Peer,
  starlight,
  vitePress,
} from './peers.ts';

/** The time limit of a build in seconds. */
const patience = 1200;
/** How often each tool builds a text, in turn with the others. */
const turns = 3;
/** The most sections of a book that is built more than once. */
const mostRepeated = 180;
const sentences = 17;
const seed = 20261123;

/** The cost of a build: seconds, and the peak memory of its largest process in MB; and its output. */
interface Cost {
  seconds: number;
  memory: number | undefined;
  pages: number;
}

/** Build the paper, and books of some sizes, with each tool, and return the costs. */
export function measureBuilds(sizes: readonly number[]): Table {
  const peers = [
    ...(hasPeers ? [starlight, vitePress] : []),
    ...(findProgram('hugo') ? [hugo] : []),
  ];
  const paper = measureTurns('the paper', 0, peers, (to) =>
    cpSync(contentFolder, to, { recursive: true }),
  );
  const books = sizes.flatMap((size) =>
    measureTurns(String(size), size, peers, (to) => writeBook(to, size, seed, sentences)),
  );
  return {
    title: `Builds without PDFs, with the fonts cut before, books of ${sentences} sentences a section in two languages, medians of ${turns} in turn, over ${mostRepeated} sections once`,
    head: [
      ...['', 'sections', 'pages', 'seconds', 'range', 'ms a page', 'memory'],
      ...['ours of theirs', 'a page'],
    ],
    rows: [...paper, ...books],
  };
}

/** Build a text with each tool in turn; Duidu builds it a second time, unchanged. */
function measureTurns(
  label: string,
  size: number,
  peers: readonly Peer[],
  write: (folder: string) => void,
): string[][] {
  process.stderr.write(`${label} …\n`);
  const tried = peers.filter(({ most = size }) => size <= most);
  const costs = new Map<string, (Cost | undefined)[]>();
  const note = (name: string, cost: Cost | undefined) =>
    costs.set(name, [...(costs.get(name) ?? []), cost]);
  for (let turn = 0; turn < (size > mostRepeated ? 1 : turns); turn++) {
    const work = makePeerFolder();
    const content = `${work}/content`;
    write(content);
    try {
      const settings = { CONTENT_DIR: content, OUT_DIR: ownFolder, PDF: '0' };
      const build = () =>
        run([process.execPath, 'src/commands/build.ts'], '.', ownFolder, settings);
      note('Duidu', build());
      note('Duidu, unchanged', build());
      for (const peer of tried) {
        const project = `${work}/${peer.name}`;
        peer.write(content, project);
        note(peer.name, run(peer.command(project), project, join(project, peer.output)));
      }
    } finally {
      for (const folder of [work, ownFolder]) rmSync(folder, { recursive: true, force: true });
    }
  }
  const own = toMedian(costs.get('Duidu') ?? []);
  return [...costs].map(([name, all]) => toRow(name, label, all, own));
}

/** Return the median time and the largest memory of some builds, or undefined if one of them failed. */
function toMedian(costs: readonly (Cost | undefined)[]): Cost | undefined {
  const all = costs.filter((cost) => cost !== undefined);
  const [first] = all;
  if (!first || all.length < costs.length) return undefined;
  const memory = first.memory && Math.max(...all.map((cost) => cost.memory ?? 0));
  return { ...first, seconds: median(all.map(({ seconds }) => seconds)), memory };
}

function toRow(name: string, label: string, all: (Cost | undefined)[], own: Cost | undefined) {
  const cost = toMedian(all);
  if (!cost) return [name, label, '', 'failed', '', '', '', '', ''];
  const { seconds, memory, pages } = cost;
  const times = all.map((one) => one?.seconds ?? 0);
  return [
    name,
    label,
    String(pages),
    seconds.toFixed(1),
    times.length > 1
      ? [Math.min(...times), Math.max(...times)].map((time) => time.toFixed(1)).join('–')
      : '',
    ((1000 * seconds) / pages).toFixed(1),
    memory === undefined ? '' : `${memory.toFixed(0)} MB`,
    own ? `× ${(own.seconds / seconds).toFixed(2)}` : '',
    own ? `× ${(own.seconds / own.pages / (seconds / pages)).toFixed(2)}` : '',
  ];
}

/** Run a build in a folder; there is no cost if it fails or exceeds the limit. */
function run(
  command: readonly string[],
  folder: string,
  output: string,
  settings: Readonly<Record<string, string>> = {},
): Cost | undefined {
  const time = findProgram('time');
  const [program = '', ...args] = time ? [time, '-f', '%M', ...command] : command;
  const begun = performance.now();
  const { status, stderr } = spawnSync(program, args, {
    cwd: resolve(folder),
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...settings },
    encoding: 'utf8',
    // A book of random words has thousands of warnings.
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: patience * 1000,
    killSignal: 'SIGKILL',
  });
  const seconds = (performance.now() - begun) / 1000;
  if (status !== 0) {
    process.stderr.write(`${command.join(' ')}: ${stderr.slice(-300)}\n`);
    return undefined;
  }
  return {
    seconds,
    memory: time ? Number(stderr.trim().split('\n').at(-1)) / 1000 : undefined,
    pages: readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.html'),
    ).length,
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { sections: { type: 'string', default: '18,180,900' } },
  });
  printTables([measureBuilds(values.sections.split(',').map(Number))]);
}
