/** A file of the content as it was read. */
export interface Source {
  /** The path for messages, with forward slashes: `content/zh/3.1.md`. */
  file: string;
  text: string;
}

/** One thing that is wrong with the content, where it is, and how to mend it. */
export interface Problem {
  /** The file's path as the editor knows it: `content/en/3.1.md`. */
  file: string;
  /** The line, counted from 1. */
  line: number;
  /** The column, counted from 1 in UTF-16 units as editors do; the first one if it is not said. */
  column?: number;
  /** A warning is said and does not stop the build. */
  level?: 'warning';
  expected: string;
  found: string;
  mend: string;
}

/** Take note of a problem; reading goes on, so that all problems are found at once. */
export type Report = (problem: Problem) => void;

/** The content cannot be made into a site: says every problem that was found, by file and line. */
export class ContentError extends Error {
  override name = 'ContentError';

  /** Where the first one is, for a development server that shows the place. */
  readonly loc: Required<Pick<Problem, 'file' | 'line' | 'column'>>;

  constructor(problems: readonly Problem[]) {
    const sorted = sortProblems(problems);
    const errors = sorted.filter(isError);
    const warnings = problems.length - errors.length;
    const besides = warnings > 0 ? `, and ${count(warnings, 'warning')}` : '';
    super(
      `The content has ${count(errors.length, 'problem')}${besides}:\n\n${formatProblems(sorted)}`,
    );
    const { file = '', line = 1, column = 1 } = errors[0] ?? {};
    this.loc = { file, line, column };
    // The fault is in the content and not in the program.
    this.stack = this.message;
  }
}

/** Say what is to be looked at, though the content can be made into a site; nothing if there is none. */
export function formatWarnings(warnings: readonly Problem[]): string {
  return warnings.length === 0
    ? ''
    : `The content has ${count(warnings.length, 'warning')}:\n\n${formatProblems(sortProblems(warnings))}\n`;
}

/** Tell what stops the build from what does not. */
export function isError({ level }: Problem): boolean {
  return level === undefined;
}

/** Format a problem as `file:line:column`, what was expected, what was found and how to mend it. */
export function formatProblem(problem: Problem): string {
  const { file, line, column = 1, expected, found, mend } = problem;
  const sign = isError(problem) ? '' : ' (warning)';
  const [wanted, there, how] = [expected, found, mend].map(toLine);
  return `${file}:${line}:${column}${sign}\n  expected: ${wanted}\n  found: ${there}\n  mend: ${how}`;
}

/** Quote the beginning of a text, at most 24 characters of it, for an error message. */
export function quote(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return `“${characters.slice(0, 24).join('')}${characters.length > 24 ? '…' : ''}”`;
}

/** Keep what is quoted of a file to a line, and from giving orders to a terminal. */
function toLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '�');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) =>
      a.file.localeCompare(b.file, 'en', { numeric: true }) ||
      a.line - b.line ||
      (a.column ?? 1) - (b.column ?? 1),
  );
}

function formatProblems(sorted: readonly Problem[]): string {
  return sorted.map(formatProblem).join('\n\n');
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}
