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
  console.log(`${contentFolder}/ is sound: ${sections} sections, ${lines} aligned lines`);
  if (changes.length > 0) {
    const many = `${changes.length} address${changes.length === 1 ? ' differs' : 'es differ'}`;
    console.log(`${many} from permalinks.json: run “npm run permalinks” before you publish`);
  }
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}
