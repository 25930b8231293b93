import { VFile } from 'vfile';
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { core, ZodType } from 'zod';
import { type CheckedFile, checkFile } from '../check/index.ts';
import { remember } from '../paper/memoize.ts';
import { type Fault, type Parsed, report } from '../paper/report.ts';
import { recordSchema, termsSchema } from '../paper/schema.ts';
import type { Source } from './sources.ts';

/** Read a YAML file by a schema whose error texts say what was expected. */
export function parseYaml<T>(source: Source, schema: ZodType<T>): Parsed<T> {
  const file = new VFile(source);
  let { text, document, lines, malformed } = parse(source.value);
  if (malformed || source.value.includes('：')) {
    // A line whose slip is plain is read as it was meant, so that the others are looked at too.
    const repaired = source.value.split('\n').map((line, index) => {
      const { fault, meant } = findSlip(line, malformed !== undefined) ?? {};
      if (fault) report(file, 'yaml', { line: index + 1, ...fault });
      return meant ?? line;
    });
    if (file.messages.length > 0)
      ({ text, document, lines, malformed } = parse(repaired.join('\n')));
  }
  const hasSlips = file.messages.length > 0;
  const toPlace = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
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
  const result = schema.safeParse(document.toJS());
  const faults = result.error?.issues.flatMap(toFaults) ?? [];
  const meant = new Set(faults.map((fault) => fault.meant));
  for (const { path, expected, found, fix } of faults) {
    const value = document.getIn(path);
    // What is missing stands there under another name.
    if (value === undefined && found === undefined && meant.has(String(path.at(-1)))) continue;
    const field = path.length > 0 ? `the field ${path.join('.')}` : 'the file';
    report(file, 'yaml', {
      ...toPlace(findOffset(document, path)),
      expected,
      found: found ?? describe(value),
      fix: fix ?? `correct ${field}; content/README.md names every field`,
    });
  }
  return { result: hasSlips ? undefined : result.data, messages: file.messages };
}

function parse(text: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  return { text, document, lines, malformed: findMalformed(document) };
}

const name = String.raw`^(\s*(?:- )?(?:\{ ?)?)([A-Za-z][\w.-]*)`;

/** Find what editors often write in the place of `name: value`, and what the line was meant to be. */
function findSlip(line: string, isMalformed: boolean): { fault: Fault; meant: string } | undefined {
  const toSlip = (expected: string, found: string, meant: string) => ({
    fault: { expected, found, fix: `write ${meant.trim()}` },
    meant,
  });
  const form = 'a field as name: value, with a colon and a space';
  if (wideColon.test(line)) {
    return toSlip(form, 'the full-width colon ：', line.replace(/ ?： ?/, ': '));
  }
  if (!isMalformed) return undefined;
  const [, before, key = '', rest] =
    new RegExp(String.raw`${name}(?::(?=\S)|[ =]+(?!.*: ))(\S.*)$`).exec(line) ?? [];
  if (fieldNames.includes(key)) return toSlip(form, line.trim(), `${before}${key}: ${rest}`);
  const [, start, value] = /^(\s*(?:- )?[\w.-]+: )([^"'{[|>#&*\s].*?: .*?)\s*$/.exec(line) ?? [];
  if (value) {
    const quotes = 'quotation marks around a value that has a colon';
    return toSlip(quotes, value, `${start}${JSON.stringify(value)}`);
  }
  if (/\{[^"]*，/.test(line)) {
    return toSlip('a comma between fields', 'the full-width comma ，', line.replace(/， ?/g, ', '));
  }
  if (!/^ *\t/.test(line)) return undefined;
  return toSlip('spaces before a field', 'a tab', line.replaceAll('\t', '  '));
}

interface Malformed {
  offset: number;
  found: string;
  fix: string;
}

function findMalformed(document: Document.Parsed): Malformed | undefined {
  const [fault] = document.errors;
  if (fault?.code === 'DUPLICATE_KEY') {
    return { offset: fault.pos[0], found: 'a field once more', fix: 'delete one of the two' };
  }
  if (fault?.code === 'BLOCK_AS_IMPLICIT_KEY') {
    const found = 'a field that does not begin below the one before it';
    return { offset: fault.pos[0], found, fix: 'indent fields of one kind alike, by spaces' };
  }
  if (fault) {
    const [found = ''] = fault.message.split('\n');
    const fix = 'correct the indentation, the brackets or the quotation marks here';
    return { offset: fault.pos[0], found: found.replace(/ at line \d+.*$/, ''), fix };
  }
  let alias: Malformed | undefined;
  visit(document, {
    Alias(_key, { source, range }) {
      const found = `*${source}, which YAML takes for an alias`;
      alias ??= { offset: range?.[0] ?? 0, found, fix: 'put the value in quotation marks' };
    },
  });
  return alias;
}

interface Mismatch {
  path: PropertyKey[];
  expected: string;
  found?: string;
  fix?: string | undefined;
  /** The field that one it does not know is likely to be. */
  meant?: string | undefined;
}

const fieldNames = [
  ...Object.keys(recordSchema.shape),
  ...['zh', 'en', 'by', 'default', 'aliases', 'rule', 'at'],
];

const wideColon = new RegExp(`(?:^\\s*(?:- )?|[{,] ?)(?:${fieldNames.join('|')}) ?：`);

/** Say what a schema found amiss; each field that it does not know is a fault of its own. */
function toFaults(issue: core.$ZodIssue): Mismatch[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, expected: issue.message }];
  return issue.keys.map((key) => {
    const meant = fieldNames.find((name) => isSlip(key.toLowerCase(), name));
    return {
      path: [...issue.path, key],
      expected: 'a field that is known here',
      found: `the field ${key}`,
      fix: meant && `did you mean ${meant}?`,
      meant,
    };
  });
}

/** Tell whether a name has the letters of another but for one, as misspelt names do. */
function isSlip(found: string, name: string): boolean {
  const count = (a: string, b: string) => [...a].filter((letter) => !b.includes(letter)).length;
  const isNear = found[0] === name[0] && Math.abs(found.length - name.length) < 2;
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
  const shown = JSON.stringify(value);
  return shown !== undefined && shown.length <= 60 ? shown : 'another kind of value';
}

/** Read and check `paper.yaml`. */
export const parseRecord = remember((source: Source) => parseYaml(source, recordSchema));

/** Read and check `terms.yaml`. */
export const parseTerms = remember((source: Source) => parseYaml(source, termsSchema));
