import { describe, expect, test } from 'vitest';
import type { Locale } from '../../src/paper/locale.ts';
import { formatMessages } from '../../src/paper/report.ts';
import type { MarkdownOptions } from '../../src/read/markdown/index.ts';
import { readCases } from '../support/cases.ts';
import { parseText } from '../support/parse.ts';

const sections = readCases<{
  joined: [locale: Locale, text: string, joined: string][];
  kept: string[];
  refused: Record<string, string>;
}>('sections');

function parse(text: string, options: Partial<MarkdownOptions> = {}) {
  const { result: section, messages } = parseText(text, options);
  return { section, problems: formatMessages(messages) };
}

function linesOf(text: string) {
  const { section, problems } = parse(text);
  expect(problems).toBe('');
  return section?.paragraphs.map(({ prose, segments }) => [
    prose,
    ...segments.map((segment) => `${segment.line} ${segment.text}`),
  ]);
}

describe('parseSection', () => {
  test('makes a segment of each line and a paragraph of each run', () => {
    expect(linesOf('# T\n\nOne.\nTwo.\n\nThree.\n')).toEqual([
      [true, '3 One.', '4 Two.'],
      [true, '6 Three.'],
    ]);
  });

  test('reads the title with its readable id', () => {
    expect(parse('# Natural *resources*\n').section?.heading).toMatchObject({
      line: 1,
      text: 'Natural resources',
      slug: 'natural-resources',
    });
  });

  test.each([
    ['a list', '- one\n- two'],
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |'],
    ['a quotation', '> one\n> two'],
    ['code', '```js\none\n\ntwo\n```'],
  ])('makes one segment of %s', (_kind, block) => {
    const units = linesOf(`# T\n\n${block}\n\nAfter.\n`);
    expect(units?.map((unit) => [unit[0], unit.length])).toEqual([
      [false, 2],
      [true, 2],
    ]);
  });

  test('keeps inline Markdown and GFM inside a line', () => {
    const { section } = parse('# T\n\nA **b** ~~c~~ `d`.\nNext.\n');
    const [first, second] = section?.paragraphs[0]?.segments ?? [];
    expect(first?.text).toBe('A b c d.');
    expect(first?.nodes.map((node) => (node.type === 'element' ? node.tagName : ''))).toEqual([
      ...['', 'strong', '', 'del', '', 'code', ''],
    ]);
    expect(second?.text).toBe('Next.');
  });

  test('continues on the next line after a backslash', () => {
    expect(linesOf('# T\n\nOne,\\\ntwo.\nThree.\nFour.\n')).toEqual([
      [true, '3 One, two.', '5 Three.', '6 Four.'],
    ]);
  });

  test.each(sections.joined)('joins lines: %s %j', (locale, text, joined) => {
    const { section } = parse(`# T\n\n${text}\n`, { locale });
    expect(section?.paragraphs[0]?.segments).toMatchObject([{ line: 3, text: joined }]);
  });

  test('keeps the lines of verse, each a segment', () => {
    expect(linesOf('# T\n\nRed,\\\n*blue*,\\\ntwo.\\\n\nNext.\n')).toEqual([
      [true, '3 Red,', '4 blue,', '5 two.'],
      [true, '7 Next.'],
    ]);
  });

  test('superscripts a marker and keeps its text', () => {
    const [segment] =
      parse('# T\n\nPower[1]. “Quoted” -- text...\n').section?.paragraphs[0]?.segments ?? [];
    expect(segment?.text).toBe('Power[1]. “Quoted” -- text...');
    expect(segment?.nodes[1]).toMatchObject({
      properties: { className: ['marked'] },
      children: [{ value: 'r' }, { tagName: 'sup' }],
    });
  });

  test.each(sections.kept)('leaves %s unchanged', (line) => {
    expect(linesOf(`# T\n\n${line}\n`)).toEqual([[true, `3 ${line}`]]);
  });

  test('leaves brackets alone if the paper has no markers', () => {
    const { section } = parse('# T\n\nA[1].\n', { hasMarkers: false });
    expect(section?.paragraphs[0]?.segments[0]?.nodes).toMatchObject([{ value: 'A[1].' }]);
  });

  test('allows markup across lines in a quotation', () => {
    expect(linesOf('# T\n\n> **a\n> b**\n')).toEqual([[false, '3 a b']]);
  });

  test.each(Object.entries(sections.refused))('refuses %j', (text, found) => {
    expect(parse(text).problems).toContain(`found: ${found}`);
  });
});
