import { type Permalinks, permalinksSchema } from '../paper/permalinks.ts';
import type { Report, Source } from '../paper/problem.ts';

const mend = 'take the file from the last commit, and run “npm run permalinks”';

/** Read and check `permalinks.json`. */
export function parsePermalinks({ file, text }: Source, report: Report): Permalinks | undefined {
  try {
    const result = permalinksSchema.safeParse(JSON.parse(text));
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const path = issue?.path.join('.') ?? '';
    const line = findLine(text, String(issue?.path.at(-1)));
    report({ file, line, expected: 'what npm run permalinks writes', found: path, mend });
  } catch {
    const line = text.split('\n').findIndex((each) => /^[<=>]{7}/.test(each)) + 1;
    const found = line > 0 ? 'the marks of a merge that has a conflict' : 'something else';
    report({ file, line: line || 1, expected: 'well-formed JSON', found, mend });
  }
  return undefined;
}

/** Write the addresses as JSON, a line for each segment. */
export function formatPermalinks(permalinks: Permalinks): string {
  const text = JSON.stringify(permalinks, null, 2);
  const lists = text.replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s*\n\s*/g, ' '));
  return `${lists.replaceAll('[ ', '[').replaceAll(' ]', ']')}\n`;
}

/** Return the line, counted from 1, on which an address stands in the file. */
export function findLine(text: string, address: string): number {
  return text.slice(0, Math.max(0, text.indexOf(`"${address}":`))).split('\n').length;
}
