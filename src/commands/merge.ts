import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { UnreadableError } from '../import/document.ts';
import { replaceFile } from '../import/folder.ts';
import { applyEdits, mergeUnits } from '../import/merging.ts';
import { readUnits } from '../import/reading.ts';
import type { Locale } from '../paper/locale.ts';
import { ContentError } from '../paper/report.ts';
import { readVersion } from '../read/index.ts';
import { contentFolder } from '../site/config.ts';

const usage = 'expected an edited .tmx, .xlf or .tsv, found none; run “npm run merge -- FILE”';

try {
  const [, , path] = argv;
  const units = path === undefined ? undefined : readUnits(path);
  if (!units) throw new UnreadableError(`${path ?? 'FILE'}: ${usage}`);
  const { edits, refused } = mergeUnits(readVersion(contentFolder, {}).paper, units);
  let count = 0;
  for (const [file, inside] of Map.groupBy(edits, (edit) => edit.file)) {
    const name = `${contentFolder}/${file}`;
    const result = applyEdits(readFileSync(name, 'utf8'), inside, file.slice(0, 2) as Locale);
    for (const { line } of result.refused) {
      refused.push(`${file}:${line}: the edited text drops this line’s Markdown; edit it here`);
    }
    count += inside.length - result.refused.length;
    replaceFile(name, result.text);
  }
  if (refused.length > 0)
    console.log(`Left alone:\n${refused.map((one) => `  ${one}\n`).join('')}`);
  const lines = `${count} line${count === 1 ? '' : 's'} of ${contentFolder}/`;
  console.log(`${lines} changed, ${refused.length} left alone`);
  if (count === 0 && refused.length > 0)
    console.log(`If the file is of another paper, run CONTENT_DIR=FOLDER npm run merge -- ${path}`);
} catch (error) {
  const isKnown = error instanceof UnreadableError || error instanceof ContentError;
  console.error(isKnown ? error.message : error);
  process.exitCode = 1;
}
