import { VFile } from 'vfile';
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { core, ZodType } from 'zod';
import { type CheckedFile, checkFile } from '../check/index.ts';
import { remember } from '../paper/memoize.ts';
import { type Parsed, report } from '../paper/report.ts';
import { recordSchema, termsSchema } from '../paper/schema.ts';
import type { Source } from './sources.ts';

/** Read a YAML file by a schema whose error texts say what was expected. */
export function parseYaml<T>(source: Source, schema: ZodType<T>): Parsed<T> {
  const file = new VFile(source);
  const text = source.value;
  const lines = new LineCounter();
  const toPlace = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  const malformed = findMalformed(document);
  const values: CheckedFile['values'][number][] = [];
  visit(document, {
    Scalar(_key, { value, range }) {
      const [start = 0, end = 0] = range ?? [];
      values.push({ value, raw: text.slice(start, end), ...toPlace(start) });
    },
  });
  checkFile(file, { text, values: malformed ? [] : values });
  if (malformed) {
    const fix = 'correct the indentation, the brackets or the quotation marks here';
    const { offset, found } = malformed;
    report(file, 'yaml', { ...toPlace(offset), expected: 'well-formed YAML', found, fix });
    return { result: undefined, messages: file.messages };
  }
  const result = schema.safeParse(document.toJS());
  for (const { path, expected, found } of result.error?.issues.flatMap(toFaults) ?? []) {
    const field = path.length > 0 ? `the field ${path.join('.')}` : 'the file';
    report(file, 'yaml', {
      ...toPlace(findOffset(document, path)),
      expected,
      found: found ?? describe(document.getIn(path)),
      fix: `correct ${field}; the README’s “Content” names every field`,
    });
  }
  return { result: result.data, messages: file.messages };
}

function findMalformed(document: Document.Parsed): { offset: number; found: string } | undefined {
  const [fault] = document.errors;
  if (fault) {
    const [found = ''] = fault.message.split('\n');
    return { offset: fault.pos[0], found: found.replace(/ at line \d+.*$/, '') };
  }
  let alias: { offset: number; found: string } | undefined;
  visit(document, {
    Alias(_key, { source, range }) {
      alias ??= { offset: range?.[0] ?? 0, found: `*${source}, which YAML takes for an alias` };
    },
  });
  return alias;
}

/** Each unknown field is a fault of its own. */
function toFaults(
  issue: core.$ZodIssue,
): { path: PropertyKey[]; expected: string; found?: string }[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, expected: issue.message }];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    expected: 'a field that is known here',
    found: `the field ${key}`,
  }));
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
