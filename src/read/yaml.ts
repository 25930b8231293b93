import { VFile } from 'vfile';
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { core, ZodType } from 'zod';
import { type CheckedFile, checkFile } from '../check/index.ts';
import { remember } from '../paper/memoize.ts';
import { type Fault, type Parsed, report } from '../paper/report.ts';
import { recordSchema, siteSchema, termsSchema } from '../paper/schema.ts';
import type { Source } from './sources.ts';

/** Read a YAML file by a schema whose error texts name the expected value; a file without content gives `empty`. */
export function parseYaml<T>(source: Source, schema: ZodType<T>, empty: unknown = null): Parsed<T> {
  const file = new VFile(source);
  let { text, document, lines, malformed } = parse(source.value);
  if (malformed || text.includes('：')) {
    // Report and repair simple slips, so that the other lines are checked too.
    const repaired = text.split('\n').map((line, index) => {
      const { fault, meant } = findSlip(line, malformed !== undefined) ?? {};
      if (fault) report(file, 'yaml', { line: index + 1, ...fault });
      return meant ?? line;
    });
    ({ text, document, lines, malformed } = parse(repaired.join('\n')));
  }
  const hasSlips = file.messages.length > 0;
  const toPlace = (offset: number) => {
    const { line, col: column } = lines.linePos(offset);
    return { line, column };
  };
  const values: CheckedFile['values'][number][] = [];
  visit(document, {
    Scalar(_key, { value, range }) {
      const [start = 0, end = 0] = range ?? [];
      values.push({ value, raw: text.slice(start, end), ...toPlace(start) });
    },
  });
  checkFile(file, { text: source.value, values: malformed ? [] : values });
  if (malformed) {
    const { offset, found, fix } = malformed;
    report(file, 'yaml', { ...toPlace(offset), expected: 'well-formed YAML', found, fix });
    return { result: undefined, messages: file.messages };
  }
  const result = schema.safeParse(document.toJS() ?? empty);
  const faults = result.error?.issues.flatMap(toFaults) ?? [];
  const meant = new Set(faults.map((fault) => fault.meant));
  for (const { path, expected, found, fix } of faults) {
    const value = document.getIn(path);
    // Do not report a missing field that is present under a misspelled name.
    if (value === undefined && found === undefined && meant.has(String(path.at(-1)))) continue;
    const names = path.filter((part) => typeof part === 'string');
    const field = names.length > 0 ? `the field ${names.join('.')}` : 'the file';
    report(file, 'yaml', {
      ...toPlace(findOffset(document, path)),
      expected,
      found: found ?? describe(value),
      fix:
        fix ??
        `${value === undefined ? 'add' : 'correct'} ${field}; content/README.md names every field`,
    });
  }
  return { result: hasSlips ? undefined : result.data, messages: file.messages };
}

function parse(text: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  return { text, document, lines, malformed: findMalformed(document) };
}

const fieldNames = [
  ...[...Object.keys(recordSchema.shape), ...Object.keys(siteSchema.shape)],
  ...['zh', 'en', 'by', 'default', 'aliases', 'rule', 'at', 'light', 'dark', 'affiliation'],
];
const anyName = `(?:${fieldNames.join('|')})`;
const form = 'a field as name: value, with a colon and a space';

type Replace = (match: string, ...groups: string[]) => string;

/** Common slips in a line: its pattern, the line that was meant, and the texts of the error. */
const slips: readonly [pattern: RegExp, meant: Replace, expected: string, found?: string][] = [
  [
    new RegExp(`(^\\s*(?:- )?|[{,] ?)(${anyName}) ?： ?`),
    (_, before, name) => `${before}${name}: `,
    ...([form, 'the full-width colon ：'] as const),
  ],
  [
    new RegExp(`^(\\s*(?:- )?(?:\\{ ?)?${anyName})(?::|[ =]+(?!.*: ))(?=\\S)`),
    (_, name) => `${name}: `,
    form,
  ],
  [
    /^(\s*(?:- )?[\w.-]+: )([^"'{[|>#&*\s].*?: .*?)\s*$/,
    (_, name, value) => name + JSON.stringify(value),
    'quotation marks around a value that has a colon',
  ],
  [/^(\s*)-(?=[a-z]+: )/, (_, indent) => `${indent}- `, 'a space after - in a list'],
  [
    /(: )(#[\da-f]+)/gi,
    (_, colon, value) => `${colon}"${value}"`,
    'quotation marks around a color',
  ],
  [
    /(: )([@%`][^,}]*)/,
    (_, colon, value) => colon + JSON.stringify(value),
    'quotation marks around a value that starts with @, % or `',
  ],
  [/^zh: /, (start) => `- ${start}`, 'a - before each term'],
  [/^([^"]*"[^"]*)$/, (line) => `${line}"`, 'a closing quotation mark'],
  [/， ?(?=[^{"]*\})/, () => ', ', 'a comma between fields', 'the full-width comma ，'],
];

function findSlip(line: string, isMalformed: boolean): { fault: Fault; meant: string } | undefined {
  const likely = isMalformed ? slips : slips.slice(0, 1);
  for (const [pattern, replace, expected, found = line.trim()] of likely) {
    const meant = line.replace(pattern, replace);
    if (meant !== line) return { fault: { expected, found, fix: `write ${meant.trim()}` }, meant };
  }
  return undefined;
}

function findMalformed(document: Document.Parsed) {
  const [fault] = document.errors;
  const [offset = 0] = fault?.pos ?? [];
  if (fault?.code === 'DUPLICATE_KEY') {
    return { offset, found: 'the same field again', fix: 'delete one of the two' };
  }
  if (fault?.code === 'MULTIPLE_DOCS') {
    return { offset, found: 'a line ---, which ends the fields', fix: 'delete this line' };
  }
  if (fault) {
    const [, close] = /must be sufficiently indented and end with a (.)/.exec(fault.message) ?? [];
    if (close) {
      const fix = `write ${close} at the end of the value above`;
      return { offset, found: `no ${close} before this`, fix };
    }
    const [found = ''] = fault.message.replace(/ at line \d+.*$/s, '').split('\n');
    const fix = 'correct the indentation, the brackets or the quotation marks here';
    return { offset, found, fix };
  }
  let alias: { offset: number; found: string; fix: string } | undefined;
  visit(document, {
    Alias(_key, { source, range }) {
      const found = `*${source}, which YAML takes for an alias`;
      alias ??= { offset: range?.[0] ?? 0, found, fix: 'put the value in quotation marks' };
    },
  });
  return alias;
}

interface Mismatch extends Partial<Fault> {
  path: PropertyKey[];
  expected: string;
  /** The known field whose name is misspelled here. */
  meant?: string | undefined;
}

const unknown =
  'put a value with a comma in quotation marks, or delete the field; content/README.md names every field';

/** Turn an issue of a schema into faults, one for each unknown field. */
function toFaults(issue: core.$ZodIssue): Mismatch[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, expected: issue.message }];
  return issue.keys.map((key) => {
    const meant = fieldNames.find((name) => name !== key && isSlip(key.toLowerCase(), name));
    const file = key in siteSchema.shape ? 'site.yaml' : 'paper.yaml';
    const isElsewhere = issue.path.length === 0 && fieldNames.includes(key);
    return {
      ...{ path: [...issue.path, key], expected: 'a known field', found: `the field ${key}` },
      ...(meant && { meant }),
      fix: isElsewhere ? `move it to ${file}` : meant ? `did you mean ${meant}?` : unknown,
    };
  });
}

/** Tell whether a name is probably a misspelling of another: a beginning of it, or one letter different. */
function isSlip(found: string, name: string): boolean {
  const count = (a: string, b: string) => [...a].filter((letter) => !b.includes(letter)).length;
  const isNear = found[0] === name[0] && Math.abs(found.length - name.length) < 2;
  if (found.length > 3 && name.startsWith(found)) return true;
  return isNear && name.length > 2 && count(found, name) < 2 && count(name, found) < 2;
}

function findOffset(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth > 1 ? document.getIn(path.slice(0, depth - 1), true) : document.contents;
    const name = path[depth - 1];
    const key = isMap(parent)
      ? parent.items.map((pair) => pair.key).find((key) => isScalar(key) && key.value === name)
      : document.getIn(path.slice(0, depth), true);
    const range = (key as { range?: readonly number[] } | undefined)?.range;
    if (range) return range[0] ?? 0;
  }
  return 0;
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const shown = JSON.stringify(value) ?? '';
  if (shown.length > 60 && isMap(value))
    return `the fields ${value.items.map(({ key }) => key).join(', ')}`;
  return shown && shown.length <= 60 ? shown : 'another kind of value';
}

/** Read and check `paper.yaml`. */
export const parseRecord = remember((source: Source) => parseYaml(source, recordSchema));

/** Read and check `terms.yaml`. */
export const parseTerms = remember((source: Source) => parseYaml(source, termsSchema, []));

/** Read and check `site.yaml`. */
export const parseSite = remember((source: Source) => parseYaml(source, siteSchema, {}));
