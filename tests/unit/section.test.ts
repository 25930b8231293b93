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
  });

  test.each([
    ['zh', '一，\\\n二。\\\n三\\\n“四”\\\n…', '一，二。三“四”…'],
    ['zh', 'LeanCloud\\\nAVObject\\\n类', 'LeanCloud AVObject类'],
    ['zh', '> 甲\n> **乙** A\n> *B*\n> ', '甲乙 A B'],
    ['en', 'Stay\\\n“hungry”\\\n—and 新质\\\n生产力\\\nstay', 'Stay “hungry” —and 新质生产力 stay'],
    ['en', '- one\n  two[1]\n  three', 'one two[1] three'],
    ['zh', '　　甲', '甲'],
  ] as const)('joins lines: %s %j', (locale, text, joined) => {
    const { section } = parse(`# T\n\n${text}\n`, { locale });
    expect(section?.paragraphs[0]?.segments).toMatchObject([{ line: 3, text: joined }]);
  });

  test('keeps the lines of verse, each a segment', () => {
    expect(linesOf('# T\n\nRed,\\\n*blue*,\\\ntwo.\\\n\nNext.\n')).toEqual([
      [true, '3 Red,', '4 blue,', '5 two.'],
      [true, '7 Next.'],
    ]);
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

  test.each([
    ...['约3~5年，增长10~20%。', 'snake_case_name', '2 * 3 * 4', 'a [b] (c)'],
    ...[
      '价格为 $5 到 $8',
      '$5到$8，US$9',
      '每件$5，约合A$，',
      '10$和20$',
      '变量$HOME和$PATH',
      'https://。',
    ],
  ])('leaves %s as it is', (line) => {
    expect(linesOf(`# T\n\n${line}\n`)).toEqual([[true, `3 ${line}`]]);
  });

  test('leaves brackets alone where the paper has no markers', () => {
    const { section } = parse('# T\n\nA[1].\n', { hasMarkers: false });
    expect(section?.paragraphs[0]?.segments[0]?.nodes).toMatchObject([{ value: 'A[1].' }]);
  });

  test('takes markup over lines in a quotation as part of its unit', () => {
    expect(linesOf('# T\n\n> **a\n> b**\n')).toEqual([[false, '3 a b']]);
  });

  test.each([
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
    ['# T\n\nSee https://example.org/路，而后。\n', 'https://example.org/路'],
    ['# T\n\n$$\\frac{1$$\n', 'Unexpected end of input'],
    ['# T\n\n$\\frac{1$\n', 'Unexpected end of input'],
    ['# T\n\n$\\href{https://example.org}{x}$\n', '\\href'],
    ['# T\n\n$$\n\\htmlData{a=b}{x}\n$$\n', '\\htmlData'],
    ['# T\n\n$$\nx\n', 'none'],
    ['# T\n\n```\nx\n', 'none'],
    ['# T\n\n> ````\n> x\n> ```\n', 'none'],
    ['# T\n\nA.\n1. Thus B.\n', 'a sentence that begins with 1.'],
    ['# T\n\n1) Thus A.\nB.\n', 'a sentence that begins with 1)'],
    ['# T\n\n1998. A year.\n', 'a sentence that begins with 1998.'],
    ['#　T\n', '“#” with U+3000 (ideographic space) after it'],
    ['#T\n', '“#” with no space after it'],
    ['# T\n\n> A\\\n', 'a \\ at the end of the paragraph'],
    ['# T\n\n![a](map.png)\n', 'map.png'],
    ['# T\n\n![a](../images/map.png)\n', 'none of that name'],
    ['# T\n\n![a][b]\n\n[b]: https://example.org\n', 'one that names a definition'],
    ['# T\n\n![a](https://example.org/map.png)\n', 'https://example.org/map.png'],
    ['#\n\nA.\n', 'text without one'],
    ['Text.\n', 'text without one'],
    ['\n', 'an empty file'],
    ['# T\n\nOne.\n\n## U\n', 'another one'],
    ['# T\n\nA <b>b</b>.\n', 'the HTML <b>'],
  ])('refuses %j', (text, found) => {
    expect(parse(text).problems).toContain(`found: ${found}`);
  });

  test('reports markup that runs over the end of a line', () => {
    expect(parse('# T\n\nA **b\nc** d.\n').problems).toMatchInlineSnapshot(`
      "content/en/1.md:3:3
        expected: markup that ends on its line
        found: markup that continues on the next line
        fix: close it at the end of the line and open it again in the next"
    `);
  });
});
