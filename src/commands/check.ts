import { argv } from 'node:process';
import { readCorrections } from '../features/pinyin/pinyin.ts';
import { ContentError, formatWarnings } from '../paper/report.ts';
import { flatten, listSegments } from '../paper/tree.ts';
import { readVersion } from '../read/index.ts';
import { contentFolder } from '../site/config.ts';

try {
  const { paper, changes, warnings } = readVersion(contentFolder, {});
  readCorrections(contentFolder);
  const sections = flatten(paper.root).length - 1;
  const lines = listSegments(paper.root).length;
  if (warnings.length > 0) console.log(formatWarnings(warnings));
  const isRefused = argv.includes('--strict') && warnings.length > 0;
  if (isRefused) process.exitCode = 1;
  const besides = warnings.length > 0 ? `, warnings: ${warnings.length}` : '';
  const outcome = isRefused ? 'has warnings, which --strict does not allow' : 'has no errors';
  console.log(
    `${contentFolder}/ ${outcome}: ${sections} sections, ${lines} aligned lines${besides}`,
  );
  if (changes.length > 0) {
    const many = `${changes.length} address${changes.length === 1 ? ' differs' : 'es differ'}`;
    console.log(`${many} from permalinks.json: run “npm run permalinks” before you publish`);
  }
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}
