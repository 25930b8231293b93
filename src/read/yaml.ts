import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { core, ZodType } from 'zod';
import { findHidden } from '../check/characters.ts';
import type { Report, Source } from '../paper/problem.ts';
import { type PaperRecord, recordSchema } from '../paper/record.ts';
import { type Term, termsSchema } from '../paper/term.ts';

/**
 * Read a YAML file that has to fit a schema; what does not fit is reported with its field and line.
 *
 * @param schema its error texts name what was expected
 * @returns the value, or undefined if there was a problem
 */
export function parseYaml<T>(source: Source, schema: ZodType<T>, report: Report): T | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, stringKeys: true });
  const malformed = findMalformed(document);
  if (malformed) {
    report({
      file: source.file,
      ...placeOf(lines, malformed.offset),
      expected: 'well-formed YAML',
      found: malformed.found,
      mend: 'mend the indentation, the brackets or the quotation marks here',
    });
    return undefined;
  }
  visit(document, {
    Scalar(_key, { value, range }) {
      const [start = 0, end = 0] = range ?? [];
      const hidden = findHidden(value, source.text.slice(start, end));
      if (hidden) report({ file: source.file, ...placeOf(lines, start), ...hidden });
    },
  });
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  for (const { path, expected, found } of result.error.issues.flatMap(toFaults)) {
    report({
      file: source.file,
      ...placeOf(lines, findOffset(document, path)),
      expected,
      found: found ?? describe(document.getIn(path)),
      mend: `mend ${path.length > 0 ? `the field ${path.join('.')}` : 'the file'}; the README’s “Content” names every field`,
    });
  }
  return undefined;
}

function placeOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
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

interface Fault {
  path: PropertyKey[];
  expected: string;
  found?: string;
}

/** Say what a schema found amiss; each field that it does not know is a fault of its own. */
function toFaults(issue: core.$ZodIssue): Fault[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, expected: issue.message }];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    expected: 'a field that is known here',
    found: `the field ${key}`,
  }));
}

/** Find where a field, or the nearest one around it that is there, begins in the text. */
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

/** Read and check `paper.yaml`; each field that does not fit is reported with its line. */
export function parseRecord(source: Source, report: Report): PaperRecord | undefined {
  return parseYaml(source, recordSchema, report);
}

/** Read and check `terms.yaml`; each field that does not fit is reported with its line. */
export function parseTerms(source: Source, report: Report): Term[] | undefined {
  return parseYaml(source, termsSchema, report);
}
