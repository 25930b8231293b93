import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { argv, execPath, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { toIsoDate } from '../paper/locale.ts';
import { ContentError, formatWarnings } from '../paper/report.ts';
import { latestOf, type Permalinks } from '../paper/schema.ts';
import type { Paper } from '../paper/tree.ts';
import { formatPermalinks } from '../permalinks/file.ts';
import { listAnchors, listRecorded } from '../permalinks/match.ts';
import type { Change } from '../permalinks/reconcile.ts';
import { compareByHistory } from '../read/git.ts';
import { readPaper, readVersion } from '../read/index.ts';
import { contentFolder } from '../site/config.ts';
import { describeChanges } from './review.ts';

/** The files of a version to keep for reading and comparing later. */
const keptFiles = ['zh', 'en', 'images', 'paper.yaml', 'terms.yaml', 'permalinks.json'];

const file = `${contentFolder}/permalinks.json`;
const versionFolder = (version: number) => `${contentFolder}/versions/${version}`;

try {
  await publish();
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}

/** Check the text, show what changed, number the new version, keep its text, and build the site. */
async function publish(): Promise<void> {
  const reading = readVersion(contentFolder, { compare: compareByHistory(file) });
  const { permalinks } = reading.paper;
  if (!permalinks) return;
  console.log(formatWarnings(reading.warnings));
  const last = latestOf(permalinks).version;
  const isKept = existsSync(versionFolder(last));
  const text = readVersionText(last);
  const known = new Set(reading.changes.map(({ what, address }) => what + address));
  const since = listSince(permalinks, text?.permalinks);
  const changes = [
    ...reading.changes,
    ...since.filter(({ what, address }) => !known.has(what + address)),
  ];
  const isSame = isKept ? isTextOf(last) : last > 0 && changes.length === 0;
  const version = isSame ? last : last + 1;
  const date = permalinks.versions[version] ?? toIsoDate(new Date());
  console.log(
    isSame
      ? `The text is the same as in version ${version} (${date}).`
      : describeChanges({ ...reading, changes }, text),
  );
  if (!isSame && !(await confirm(`Publish this as version ${version}? (y/N) `))) return;
  const before = existsSync(file) ? readFileSync(file) : undefined;
  const versions = { ...permalinks.versions, [version]: date };
  writeFileSync(file, formatPermalinks({ ...permalinks, versions }));
  if (!existsSync(versionFolder(version))) keep(version);
  const build = fileURLToPath(new URL('build.ts', import.meta.url));
  const { status } = spawnSync(execPath, [build], { stdio: 'inherit' });
  if (status === 0) {
    console.log(`Commit ${file} and ${versionFolder(version)}/ with the text.`);
    return;
  }
  process.exitCode = 1;
  if (isSame) return;
  rmSync(versionFolder(version), { recursive: true, force: true });
  if (before) writeFileSync(file, before);
  else rmSync(file);
}

/** Read the text of a version, unless it was not kept or fails a newer check. */
function readVersionText(version: number): Paper | undefined {
  try {
    return existsSync(versionFolder(version)) ? readPaper(versionFolder(version)) : undefined;
  } catch {
    return undefined;
  }
}

/** List what changed since the last version, whether or not `npm run permalinks` has recorded it. */
function listSince(permalinks: Permalinks, last?: Permalinks): Change[] {
  const { version } = latestOf(permalinks);
  const list = ({ sections }: Permalinks) => [...Object.keys(sections), ...listAnchors(sections)];
  const known = new Set(last && list(last));
  const added = last || version === 0 ? list(permalinks).filter((one) => !known.has(one)) : [];
  const edited = listRecorded(permalinks.sections).filter(({ changed = 0 }) => changed > version);
  return [
    ...added.map((address) => ({ what: 'added' as const, address })),
    ...edited.map(({ anchor }) => ({ what: 'edited' as const, address: anchor })),
    ...Object.entries(permalinks.aliases).flatMap(([address, { why: what, to, version: since }]) =>
      since > version ? [{ what, address, to }] : [],
    ),
  ];
}

/** Tell whether the text equals that of a version, file by file. */
function isTextOf(version: number): boolean {
  const list = (folder: string) =>
    ['zh', 'en'].flatMap((name) =>
      readdirSync(`${folder}/${name}`)
        .map((one) => `${name}/${one}`)
        .filter((one) => one.endsWith('.md')),
    );
  const [now, then] = [contentFolder, versionFolder(version)];
  const names = list(now);
  const isEqual = (name: string) =>
    existsSync(`${then}/${name}`) &&
    readFileSync(`${now}/${name}`).equals(readFileSync(`${then}/${name}`));
  return names.length === list(then).length && names.every(isEqual);
}

function keep(version: number): void {
  for (const name of keptFiles.filter((one) => existsSync(`${contentFolder}/${one}`))) {
    cpSync(`${contentFolder}/${name}`, `${versionFolder(version)}/${name}`, { recursive: true });
  }
}

async function confirm(question: string): Promise<boolean> {
  if (argv.includes('--yes')) return true;
  if (!stdin.isTTY) {
    console.error('Cannot ask without a terminal: run “npm run publish -- --yes”');
    process.exitCode = 1;
    return false;
  }
  const terminal = createInterface({ input: stdin, output: stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return /^y/i.test(answer);
}
