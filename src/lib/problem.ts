/** One thing that is wrong with the content, where it is, and how to mend it. */
export interface Problem {
  /** The file's path as the editor knows it: `content/en/3.1.md`. */
  file: string;
  /** The line, counted from 1. */
  line: number;
  expected: string;
  found: string;
  mend: string;
}

/** Take note of a problem; reading goes on, so that all problems are found at once. */
export type Report = (problem: Problem) => void;

/** The content cannot be made into a site: says every problem that was found, by file and line. */
export class ContentError extends Error {
  override name = 'ContentError';

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const sorted = problems.toSorted(
      (a, b) => a.file.localeCompare(b.file, 'en', { numeric: true }) || a.line - b.line,
    );
    super(`The content has ${count}:\n\n${sorted.map(formatProblem).join('\n\n')}`);
  }
}

/** Format a problem as `file:line`, what was expected, what was found and how to mend it. */
export function formatProblem({ file, line, expected, found, mend }: Problem): string {
  return `${file}:${line}\n  expected: ${expected}\n  found: ${found}\n  mend: ${mend}`;
}

/** Quote the beginning of a text, at most 24 characters of it, for an error message. */
export function quote(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return `“${characters.slice(0, 24).join('')}${characters.length > 24 ? '…' : ''}”`;
}
