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
import { listRecorded } from '../permalinks/match.ts';
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
  const changes = describeChanges(reading, readVersionText(last));
  const isSame = isKept
    ? isTextOf(last)
    : last > 0 && reading.changes.length === 0 && !isAhead(permalinks);
  const version = isSame ? last : last + 1;
  const date = permalinks.versions[version] ?? toIsoDate(new Date());
  console.log(isSame ? `The text is the same as in version ${version} (${date}).` : changes);
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

/** Tell whether there are changes since the last version. */
function isAhead(permalinks: Permalinks): boolean {
  const { version } = latestOf(permalinks);
  return (
    Object.values(permalinks.aliases).some((alias) => alias.version > version) ||
    listRecorded(permalinks.sections).some(({ changed = 0 }) => changed > version)
  );
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
  if (!stdin.isTTY) throw new Error('Cannot ask without a terminal: add “-- --yes” to publish');
  const terminal = createInterface({ input: stdin, output: stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return /^y/i.test(answer);
}
