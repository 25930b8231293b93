/**
 * Measure cold builds of generated books, and of the same books with other tools.
 *
 * `npm ci --prefix tests/bench && npm run bench:build -- [--sections 18,180,900,4500]`
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram } from '../support/hosts.ts';
import { writeBook } from './book.ts';
import { printTables, type Table } from './figures.ts';
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
const patience = 400;
const sentences = 17;
const seed = 20261123;

/** The cost of a build: seconds, and the peak memory of its largest process in MB; and its output. */
interface Cost {
  seconds: number;
  memory: number | undefined;
  pages: number;
}

/** Build books of some sizes with each tool, and return the costs. */
export function measureBuilds(sizes: readonly number[]): Table {
  const peers = [
    ...(hasPeers ? [starlight, vitePress] : []),
    ...(findProgram('hugo') ? [hugo] : []),
  ];
  const rows = sizes.flatMap((size) => measureSize(size, peers));
  return {
    title: `Cold builds of books in two languages, ${sentences} sentences a section`,
    head: [
      ...['', 'sections', 'pages', 'seconds', 'ms a section', 'ms a page', 'memory'],
      ...['ours of theirs', 'a page'],
    ],
    rows,
  };
}

function measureSize(size: number, peers: readonly Peer[]): string[][] {
  process.stderr.write(`${size} sections …\n`);
  const work = makePeerFolder();
  const content = `${work}/content`;
  writeBook(content, size, seed, sentences);
  try {
    const own = run([process.execPath, 'src/commands/build.ts'], '.', ownFolder, {
      CONTENT_DIR: content,
      OUT_DIR: ownFolder,
    });
    const tried = peers.filter(({ most = size }) => size <= most);
    const costs = tried.map((peer) => {
      const project = `${work}/${peer.name}`;
      peer.write(content, project);
      const output = join(project, peer.output);
      return [peer.name, run(peer.command(project), project, output)] as const;
    });
    return [['Duidu', own] as const, ...costs].map(([name, cost]) => toRow(name, size, cost, own));
  } finally {
    for (const folder of [work, ownFolder]) rmSync(folder, { recursive: true, force: true });
  }
}

function toRow(name: string, size: number, cost: Cost | undefined, own: Cost | undefined) {
  if (!cost) return [name, String(size), '', `none in ${patience}`, '', '', '', '', ''];
  const { seconds, memory, pages } = cost;
  return [
    name,
    String(size),
    String(pages),
    seconds.toFixed(1),
    ((1000 * seconds) / size).toFixed(1),
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
