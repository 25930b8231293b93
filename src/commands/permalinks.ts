import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { toIsoDate } from '../paper/locale.ts';
import { ContentError, quote } from '../paper/report.ts';
import { latestOf } from '../paper/schema.ts';
import { listSegments } from '../paper/tree.ts';
import { formatPermalinks } from '../permalinks/file.ts';
import type { Change } from '../permalinks/reconcile.ts';
import { type Reading, readVersion } from '../read/index.ts';
import { contentFolder } from '../site/config.ts';

const file = `${contentFolder}/permalinks.json`;

try {
  const reading = readVersion(contentFolder, toIsoDate(new Date()));
  const { paper, changes } = reading;
  const { permalinks } = paper;
  if (!permalinks || changes.length === 0) {
    console.log(`${file} has every address as the text has it.`);
  } else {
    console.log(describe(reading));
    const { version, date } = latestOf(permalinks);
    if (argv.includes('--dry-run')) {
      console.log(`\n${file} is as it was: this would be version ${version}.`);
    } else {
      writeFileSync(file, formatPermalinks(permalinks));
      console.log(`\n${file} has version ${version} of ${date}: commit it with the text.`);
    }
  }
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}

function describe({ paper: { root, permalinks }, changes }: Reading): string {
  if (Object.keys(permalinks?.versions ?? {}).length === 1) return `${changes.length} addresses`;
  const texts = new Map(listSegments(root).map(({ anchor, zh }) => [anchor, quote(zh.text)]));
  const toLine = ({ what, address, to }: Change): string => {
    const place = to !== undefined && to !== address ? ` → ${to || 'the whole paper'}` : '';
    return `${what.padEnd(10)} ${address}${place}  ${texts.get(to ?? address) ?? ''}`.trimEnd();
  };
  return changes.map(toLine).join('\n');
}
