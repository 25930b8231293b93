import { describe, expect, test } from 'vitest';
import { formatMessages } from '../../src/paper/report.ts';
import type { MarkdownOptions } from '../../src/read/markdown/index.ts';
import { parseText } from '../support/parse.ts';

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
  ])('takes %s as one unit, whatever its lines', (_kind, block) => {
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

  test('goes on in the next line after a backslash', () => {
    expect(linesOf('# T\n\nOne,\\\ntwo.\nThree.\nFour.\n')).toEqual([
      [true, '3 One, two.', '5 Three.', '6 Four.'],
    ]);
    const { section } = parse('# 甲\n\n一，\\\n二。\n', { locale: 'zh' });
    expect(section?.paragraphs[0]?.segments).toMatchObject([{ line: 3, text: '一，二。' }]);
  });

  test('raises a marker and leaves its text as it is', () => {
    const [segment] =
      parse('# T\n\nPower[1]. “Quoted” -- text...\n').section?.paragraphs[0]?.segments ?? [];
    expect(segment?.text).toBe('Power[1]. “Quoted” -- text...');
    expect(segment?.nodes[1]).toMatchObject({
      properties: { className: ['marked'] },
      children: [{ value: 'r' }, { tagName: 'sup' }],
    });
  });

  test.each(['约3~5年，增长10~20%。', 'snake_case_name', '2 * 3 * 4', 'a [b] (c)'])(
    'leaves %s as it is',
    (line) => {
      expect(linesOf(`# T\n\n${line}\n`)).toEqual([[true, `3 ${line}`]]);
    },
  );

  test('leaves brackets alone where the paper has no markers', () => {
    const { section } = parse('# T\n\nA[1].\n', { hasMarkers: false });
    expect(section?.paragraphs[0]?.segments[0]?.nodes).toMatchObject([{ value: 'A[1].' }]);
  });

  test('takes markup over lines in a quotation as part of its unit', () => {
    expect(linesOf('# T\n\n> **a\n> b**\n')).toEqual([[false, '3 a\nb']]);
  });

  test.each([
    ['# T\n\n> # U\n', 'another one'],
    ['# T\n\nA[^1].\n', 'none in this file'],
    ['# T\n\nA.\n\n[^1]: B.\n', 'no such place'],
    ['# T\n\nA[^1].\n\n[^1]: B.\n\n[^1]: C.\n', 'a second note'],
    ['# T\n\nA[^1].\n\n- a\n\n  [^1]: C.\n', 'one inside another block'],
    ['# [T](2.md)\n', 'a link, a note or an image in it'],
    ['# T\n\nA\\\n', 'a \\ at the end of the paragraph'],
    ['# T\n\n    A.\n', 'one that is indented, which Markdown takes for code'],
    ['# T\n\nA.\n\n***\n\nB.\n', 'a line across the page'],
    ['# T\n\n-\n', 'markup without any'],
    ['# T\n\n[a](javascript:alert(1))\n', 'javascript:alert(1)'],
    ['# T\n\n[a](JAVA\\\nscript:x)\n\n[b]: data:text/html,x\n', 'data:text/html,x'],
    ['# T\n\n<vbscript:x>\n', 'vbscript:x'],
    ['# T\n\n[a](//example.org)\n', '//example.org'],
    ['# T\n\nSee https://example.org，而后。\n', 'https://example.org，而后。'],
    ['# T\n\n$$\\frac{1$$\n', 'Unexpected end of input'],
    ['# T\n\n![a](map.png)\n', 'map.png'],
    ['# T\n\n![a](../images/map.png)\n', 'none of that name'],
    ['# T\n\n![a][b]\n\n[b]: https://example.org\n', 'one that names a definition'],
    ['# T\n\n![a](https://example.org/map.png)\n', 'https://example.org/map.png'],
    ['#\n\nA.\n', 'text without one'],
  ])('refuses %j', (text, found) => {
    expect(parse(text).problems).toContain(`found: ${found}`);
  });

  test('reports text before the title', () => {
    expect(parse('Text.\n').problems).toMatchInlineSnapshot(`
      "content/en/1.md:1:1
        expected: a heading “# …” before the text
        found: text without one
        fix: write the title of the section after “# ” on the first line"
    `);
  });

  test('reports an empty file', () => {
    expect(parse('\n').problems).toContain('found: an empty file');
  });

  test('reports a second heading', () => {
    expect(parse('# T\n\nOne.\n\n## U\n').problems).toMatchInlineSnapshot(`
      "content/en/1.md:5:1
        expected: one heading in a file
        found: another one
        fix: move it and what follows to a file of its own, such as 3.1.1.md beside 3.1.md"
    `);
  });

  test('reports raw HTML', () => {
    expect(parse('# T\n\nA <b>b</b>.\n').problems).toContain('found: the HTML <b>');
  });

  test('reports markup that runs over the end of a line', () => {
    expect(parse('# T\n\nA **b\nc** d.\n').problems).toMatchInlineSnapshot(`
      "content/en/1.md:3:3
        expected: markup that ends on its line
        found: markup that goes on in the next line
        fix: close it at the end of the line and open it again in the next"
    `);
  });
});
