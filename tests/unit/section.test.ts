import { describe, expect, test } from 'vitest';
import { formatProblem, type Problem } from '../../src/lib/problem.ts';
import { parseSection } from '../../src/lib/section.ts';

function parse(text: string) {
  const problems: Problem[] = [];
  const section = parseSection({ file: 'content/en/1.md', text }, true, (found) =>
    problems.push(found),
  );
  return { section, problems: problems.map(formatProblem).join('\n') };
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

  test('takes a line that ends with a hard break as a line', () => {
    expect(linesOf('# T\n\nOne.  \nTwo.\\\nThree.\n')).toEqual([
      [true, '3 One.', '4 Two.', '5 Three.'],
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

  test.each(['约3~5年，增长10~20%。', 'snake_case_name', '2 * 3 * 4', 'a [b] (c)'])(
    'leaves %s as it is',
    (line) => {
      expect(linesOf(`# T\n\n${line}\n`)).toEqual([[true, `3 ${line}`]]);
    },
  );

  test('leaves brackets alone where the paper has no markers', () => {
    const section = parseSection({ file: '', text: '# T\n\nA[1].\n' }, false, () => {});
    expect(section?.paragraphs[0]?.segments[0]?.nodes).toMatchObject([{ value: 'A[1].' }]);
  });

  test('takes markup over lines in a quotation as part of its unit', () => {
    expect(linesOf('# T\n\n> **a\n> b**\n')).toEqual([[false, '3 a\nb']]);
  });

  test.each([
    ['# T\n\n> # U\n', 'another one'],
    ['# T\n\nA[^1].\n\n[^1]: B.\n', 'a footnote'],
    ['# T\n\n![a](map.png)\n', 'map.png'],
    ['# T\n\n![a](https://example.org/map.png)\n', 'https://example.org/map.png'],
    ['#\n\nA.\n', 'text without one'],
  ])('refuses %j', (text, found) => {
    expect(parse(text).problems).toContain(`found: ${found}`);
  });

  test('reports text before the title', () => {
    expect(parse('Text.\n').problems).toMatchInlineSnapshot(`
      "content/en/1.md:1
        expected: a heading “# …” before the text
        found: text without one
        mend: write the title of the section after “# ” on the first line"
    `);
  });

  test('reports an empty file', () => {
    expect(parse('\n').problems).toContain('found: an empty file');
  });

  test('reports a second heading', () => {
    expect(parse('# T\n\nOne.\n\n## U\n').problems).toMatchInlineSnapshot(`
      "content/en/1.md:5
        expected: one heading in a file
        found: another one
        mend: move it and what follows to a file of its own, such as 3.1.1.md beside 3.1.md"
    `);
  });

  test('reports raw HTML', () => {
    expect(parse('# T\n\nA <b>b</b>.\n').problems).toContain('found: the HTML <b>');
  });

  test('reports markup that runs over the end of a line', () => {
    expect(parse('# T\n\nA **b\nc** d.\n').problems).toMatchInlineSnapshot(`
      "content/en/1.md:3
        expected: markup that ends on its line
        found: markup that goes on in the next line
        mend: close it at the end of the line and open it again in the next"
    `);
  });
});
