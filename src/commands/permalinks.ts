import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { ContentError } from '../paper/report.ts';
import { formatPermalinks } from '../permalinks/file.ts';
import { compareByHistory } from '../read/git.ts';
import { readVersion } from '../read/index.ts';
import { contentFolder } from '../site/config.ts';
import { describeChanges } from './review.ts';

const file = `${contentFolder}/permalinks.json`;

try {
  const compare = compareByHistory(file);
  const reading = readVersion(contentFolder, { compare, isNew: argv.includes('--new') });
  const { permalinks } = reading.paper;
  const text = permalinks ? formatPermalinks(permalinks) : '';
  console.log(describeChanges(reading));
  if (text === readText()) console.log(`${file} is up to date.`);
  else if (argv.includes('--dry-run')) console.log(`\n${file} was not changed.`);
  else {
    writeFileSync(file, text);
    console.log(`\n${file} was updated: commit it with the text.`);
  }
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}

function readText(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
