import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import type { CompareLines } from '../permalinks/file.ts';

/** Return the lines that git prints in a folder; none without git or a repository. */
function ask(folder: string, ...words: string[]): string[] {
  const { stdout } = spawnSync('git', words, { cwd: folder, encoding: 'utf8' });
  return (stdout ?? '').split('\n').filter(Boolean);
}

/** Find the last commit that has `permalinks.json` in a content folder. */
export function findRecorded(folder: string): string | undefined {
  const history = ['log', '-1', '--format=%h', '--diff-filter=AM', '--', 'permalinks.json'];
  return ask(folder, ...history)[0];
}

/** The branches that may be published, before the current one. */
const branches = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master', 'HEAD'];

/** Make a comparison of a file's lines by the date when they reached the published branch. */
export function compareByHistory(file: string): CompareLines {
  const [folder, name] = [dirname(file), basename(file)];
  const known = branches.filter(
    (branch) => ask(folder, 'rev-parse', '--verify', '--quiet', `${branch}^{commit}`).length > 0,
  );
  const findTime = (branch: string, text: string): number => {
    const history = ['log', '--first-parent', '--diff-merges=first-parent', '--reverse'];
    const [time] = ask(folder, ...history, '--format=%ct', `-S${text}`, branch, '--', name);
    return time === undefined ? Number.MAX_SAFE_INTEGER : Number(time);
  };
  return (a, b) => {
    for (const branch of known) {
      const difference = findTime(branch, a) - findTime(branch, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}
