import { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { isError, type RuleId } from './rules.ts';

/** A fault at a place in a file, and its fix. */
export interface Fault {
  /** Counted from 1; the first line by default. */
  line?: number;
  /** Counted from 1 in UTF-16 units, as in editors. */
  column?: number;
  expected: string;
  found: string;
  fix: string;
}

/** The parsed content of a file, undefined if it is unreadable, and its faults. */
export interface Parsed<T> {
  result: T | undefined;
  messages: VFileMessage[];
}

/** Add a fault to the messages of a file. */
export function report(file: VFile, ruleId: RuleId, fault: Fault): void {
  const { line = 1, column = 1, expected, found, fix } = fault;
  const place = { line, column };
  const reason = `Expected ${expected}, found ${found}`;
  const message = file.message(reason, { place, ruleId, source: 'duidu' });
  const url = 'content/README.md#what-the-check-finds';
  Object.assign(message, { expected: [expected], actual: found, note: fix, url });
  message.fatal = isError(ruleId);
}

/** Collects the faults of one reading of the content. */
export class Report {
  messages: VFileMessage[];
  readonly #files = new Map<string, VFile>();

  constructor(messages: readonly VFileMessage[] = []) {
    this.messages = [...messages];
  }

  add(path: string, ruleId: RuleId, fault: Fault): void {
    const file = this.#files.get(path) ?? new VFile({ path });
    this.#files.set(path, file);
    report(file, ruleId, fault);
    this.messages.push(...file.messages.slice(-1));
  }

  /** Remove messages, and return their number. */
  drop(isDropped: (message: VFileMessage) => boolean): number {
    const before = this.messages.length;
    this.messages = this.messages.filter((message) => !isDropped(message));
    return before - this.messages.length;
  }

  /** Add the faults of a file, and return its content. */
  take<T>({ result, messages }: Parsed<T>): T | undefined {
    this.messages.push(...messages);
    return result;
  }

  /** Tell whether a line of a file has a fault of a rule. */
  has(rule: RuleId, path: string, place = 1): boolean {
    return this.messages.some(
      ({ ruleId, file, line }) => ruleId === rule && file === path && line === place,
    );
  }

  /** Tell whether any of these files has an error that hides its lines. */
  hasErrorIn(paths: readonly string[]): boolean {
    return this.messages.some(
      ({ file = '', ruleId }) =>
        paths.includes(file) && /^(?:alignment|files|markdown)$/.test(ruleId ?? ''),
    );
  }

  /** Tell whether there is an error. */
  get hasErrors(): boolean {
    return this.messages.some(({ fatal }) => fatal);
  }
}

/** Stops the build with all messages about the content, by file and line. */
export class ContentError extends Error {
  override name = 'ContentError';

  /** The first error, for the overlay of the development server. */
  readonly loc: { file: string; line: number; column: number };

  constructor(messages: readonly VFileMessage[]) {
    const errors = sortMessages(messages).filter(({ fatal }) => fatal);
    const warnings = messages.length - errors.length;
    const besides = warnings > 0 ? ` and ${count(warnings, 'warning')}` : '';
    super(
      `The content has ${count(errors.length, 'error')}${besides}:\n\n${formatMessages(messages)}`,
    );
    const { file = '', line, column } = errors[0] ?? {};
    this.loc = { file, line: line ?? 1, column: column ?? 1 };
    // A stack trace would point at the program, but the fault is in the content.
    this.stack = this.message;
  }
}

/** Format the warnings of valid content; '' if there are none. */
export function formatWarnings(warnings: readonly VFileMessage[]): string {
  const many = count(warnings.length, 'warning');
  if (warnings.length === 0) return '';
  const accept = 'accept: [{ rule: numbers, at: 3.1-p1s4 }]';
  return `The content has ${many}:\n\n${formatMessages(warnings)}

If a line is right, accept its warning in paper.yaml by the anchor of the line: ${accept}\n`;
}

/**
 * Format messages as `file:line:column`, expected, found and fix; vfile-reporter omits the expectation, and its
 * places cannot be opened from a terminal.
 */
export function formatMessages(messages: readonly VFileMessage[]): string {
  const toText = ({ file, line, column, fatal, ruleId, expected, actual, note }: VFileMessage) =>
    [
      `${file}:${line}:${column}${fatal ? '' : ` (warning: ${ruleId})`}`,
      `expected: ${toLine(expected?.join())}`,
      `found: ${toLine(actual)}`,
      `fix: ${toLine(note)}`,
    ].join('\n  ');
  return sortMessages(messages).map(toText).join('\n\n');
}

/** Quote the start of a text, at most 24 characters. */
export function quote(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return `“${characters.slice(0, 24).join('')}${characters.length > 24 ? '…' : ''}”`;
}

/** Return the line of the first occurrence of a string in a text, counted from 1; 1 without an occurrence. */
export function findLine(text: string, found: string): number {
  return text.slice(0, Math.max(0, text.indexOf(found))).split('\n').length;
}

/** Put a quotation on one line and remove control characters, for the terminal. */
function toLine(text = ''): string {
  const line = text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '�');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function sortMessages(messages: readonly VFileMessage[]): VFileMessage[] {
  return messages.toSorted(
    (a, b) =>
      (a.file ?? '').localeCompare(b.file ?? '', 'en', { numeric: true }) ||
      (a.line ?? 1) - (b.line ?? 1) ||
      (a.column ?? 1) - (b.column ?? 1),
  );
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}
