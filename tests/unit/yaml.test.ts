import { describe, expect, test } from 'vitest';
import { formatMessages } from '../../src/paper/report.ts';
import { parseRecord, parseTerms } from '../../src/read/yaml.ts';

function problemsOf(parse: typeof parseRecord | typeof parseTerms, path: string, value: string) {
  const { result, messages } = parse({ path, value });
  return { value: result, problems: formatMessages(messages) };
}

const good = `title: { zh: 题, en: Title }
original: zh
site: https://example.org
source: { zh: 甲, en: A }
translations:
  default: { by: project, zh: 乙, en: B }
`;

const readRecord = (text: string) => problemsOf(parseRecord, 'content/paper.yaml', text);
const readTerms = (text: string) => problemsOf(parseTerms, 'content/terms.yaml', text);

describe('parseRecord', () => {
  test('reads a record without what is not known', () => {
    const { value, problems } = readRecord(good);
    expect(problems).toBe('');
    expect(value).not.toHaveProperty('authors');
  });

  test('reads a complete record', () => {
    const more =
      'authors: [{ zh: 王, en: Wang }]\njournal: { zh: 刊, en: J }\nyear: 2024\ndoi: 10.1234/x\n';
    expect(readRecord(good + more).value).toMatchObject({ year: 2024, doi: '10.1234/x' });
  });

  test('names the field and the line of a wrong value', () => {
    expect(readRecord(`${good}year: about 2024\n`).problems).toMatchInlineSnapshot(`
      "content/paper.yaml:7:1
        expected: a year in digits
        found: "about 2024"
        fix: correct the field year; content/README.md names every field"
    `);
  });

  test('names the line of the field around a missing one', () => {
    expect(readRecord(good.replace(', en: Title', '')).problems).toMatchInlineSnapshot(`
      "content/paper.yaml:1:1
        expected: a text
        found: nothing
        fix: correct the field title.en; content/README.md names every field"
    `);
  });

  test('names the line of a field that it does not know', () => {
    expect(readRecord(`${good}jornal: { zh: 刊, en: J }\n`).problems).toMatchInlineSnapshot(`
      "content/paper.yaml:7:1
        expected: a known field
        found: the field jornal
        fix: did you mean journal?"
    `);
  });

  test('names the line of malformed YAML', () => {
    expect(readRecord(`${good}year: [2024\n`).problems).toMatchInlineSnapshot(`
      "content/paper.yaml:8:1
        expected: well-formed YAML
        found: Flow sequence in block collection must be sufficiently indented and end with a ]
        fix: correct the indentation, the brackets or the quotation marks here"
    `);
  });

  test.each([
    ...['site: example.org', 'site: https://example.org/paper', 'site: ftp://example.org'],
    ...['original: fr', 'doi: x'],
  ])('refuses “%s”', (line) => {
    const [field] = line.split(':');
    const text = `${good.replace(new RegExp(`^${field}:.*\\n`, 'm'), '')}${line}\n`;
    expect(readRecord(text).problems).toMatch(/^content\/paper\.yaml:\d+/);
  });
});

test('names the line of what YAML takes for an alias', () => {
  expect(readTerms('- zh: 甲\n  en: *A*\n').problems).toMatchInlineSnapshot(`
    "content/terms.yaml:2:7
      expected: well-formed YAML
      found: *A*, which YAML takes for an alias
      fix: put the value in quotation marks"
  `);
});

test('names the line of a field whose name is a number', () => {
  const text = good.replace(
    '  default:',
    '  3.1:\n    by: author\n    zh: 乙\n    en: 5\n  default:',
  );
  expect(readRecord(text).problems).toMatch(/^content\/paper\.yaml:9:5\n.*\n {2}found: 5\n/);
});

describe('parseTerms', () => {
  test('reads terms with and without aliases', () => {
    expect(readTerms('- zh: 甲\n  en: A\n- { zh: 乙, en: B, aliases: [C] }\n').value).toEqual([
      { zh: '甲', en: 'A' },
      { zh: '乙', en: 'B', aliases: ['C'] },
    ]);
  });

  test('names the term that lacks a language', () => {
    expect(readTerms('- zh: 甲\n  en: A\n- zh: 乙\n').problems).toMatchInlineSnapshot(`
      "content/terms.yaml:3:3
        expected: a text
        found: nothing
        fix: correct the field 1.en; content/README.md names every field"
    `);
  });
});
