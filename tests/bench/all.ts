/**
 * Run the benchmarks of pages and builds, and write the results to `tests/bench/RESULTS.md`.
 *
 * `npm ci --prefix tests/bench && npm run bench -- [--sections 18,180,900,4500]`
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { findProgram } from '../support/hosts.ts';
import { measureBuilds } from './build.ts';
import { measureEdits } from './dev.ts';
import { printTables, type Table, toMarkdown } from './figures.ts';
import { measureInteractions } from './interaction.ts';
import { measureNextPage } from './next-page.ts';
import { measurePages } from './page.ts';

const { values } = parseArgs({
  options: { sections: { type: 'string', default: '18,180,900,4500' } },
});
const tables: Table[] = [];
for (const measure of [
  measurePages,
  async () => [await measureNextPage()],
  () => measureInteractions([900]),
  async () => [await measureEdits([900])],
  async () => [measureBuilds(values.sections.split(',').map(Number))],
]) {
  const measured = await measure();
  printTables(measured);
  tables.push(...measured);
}

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(`tests/bench/node_modules/${name}/package.json`, 'utf8')).version;
const hugo = findProgram('hugo');
const versions = [
  `Node ${process.version}`,
  `Astro ${versionOf('astro')}`,
  `Starlight ${versionOf('@astrojs/starlight')}`,
  `VitePress ${versionOf('vitepress')}`,
  ...(hugo ? [execFileSync(hugo, ['version'], { encoding: 'utf8' }).slice(0, 40).trim()] : []),
];
const [core] = cpus();
const machine = `${cpus().length} cores (${core?.model.trim()}), ${Math.round(totalmem() / 1e9)} GB`;
const notes = readFileSync('tests/bench/NOTES.md', 'utf8');
writeFileSync(
  'tests/bench/RESULTS.md',
  [
    '# Results',
    '',
    `${new Date().toISOString().slice(0, 10)}; ${machine}; ${versions.join(', ')}.`,
    'Written by `npm run bench`.',
    '',
    ...tables.map(toMarkdown),
    notes,
  ].join('\n'),
);
