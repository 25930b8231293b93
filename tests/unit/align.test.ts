import { describe, expect, test } from 'vitest';
import { prepareLines } from '../../src/check/line-rules.ts';
import { type Locale, mapLocales } from '../../src/paper/locale.ts';
import { formatMessages } from '../../src/paper/report.ts';
import { alignSection, giveAnchors } from '../../src/read/align.ts';
import { makeProcessor, parseSection } from '../../src/read/markdown/index.ts';

function align(texts: Record<Locale, string>) {
  const { zh, en } = mapLocales((locale) => {
    const source = { path: `content/${locale}/3.1.md`, value: `# T\n\n${texts[locale]}` };
    const processor = makeProcessor({ locale, hasMarkers: false, images: new Map() });
    const { result, messages } = parseSection(source, processor);
    if (!result) throw new Error(formatMessages(messages));
    return result;
  });
  const { result, messages } = alignSection(zh, en, '3.1', (one, other) =>
    prepareLines([], 'zh').misfit(one, other, () => undefined),
  );
  const { paragraphs = [] } = result ? giveAnchors(result) : {};
  return { paragraphs, problems: formatMessages(messages) };
}

describe('alignSection', () => {
  test('pairs lines by their order, which gives their anchors', () => {
    const { paragraphs, problems } = align({ zh: '甲。\n乙。\n\n丙。\n', en: 'A.\nB.\n\nC.\n' });
    expect(problems).toBe('');
    expect(
      paragraphs.map(({ anchor, segments }) => [
        anchor,
        ...segments.map((segment) => `${segment.anchor} ${segment.zh.text} ${segment.en.text}`),
      ]),
    ).toEqual([
      ['3.1-p1', '3.1-p1s1 甲。 A.', '3.1-p1s2 乙。 B.'],
      ['3.1-p2', '3.1-p2s1 丙。 C.'],
    ]);
  });

  test('pairs blocks of different length', () => {
    const { paragraphs } = align({ zh: '> 甲\n> 乙\n\n丙。', en: '> A\n\nC.' });
    expect(paragraphs.map(({ prose }) => prose)).toEqual([false, true]);
    expect(paragraphs[1]?.segments[0]?.anchor).toBe('3.1-p2s1');
  });

  test('reports the line whose translation is missing at the end', () => {
    expect(align({ zh: '甲。\n乙。\n', en: 'A.\n' }).problems).toMatchInlineSnapshot(`
      "content/en/3.1.md:4:1
        expected: the counterpart of content/zh/3.1.md:4 “乙。”
        found: the end of the file
        fix: write it here, or delete that line; each line has its counterpart on the same line"
    `);
  });

  test('reports text against a blank line', () => {
    expect(align({ zh: '甲。\n乙。\n丙。', en: 'A.\n\nB.\nC.' }).problems).toMatchInlineSnapshot(`
      "content/en/3.1.md:5:1
        expected: no blank line before it, as before content/zh/3.1.md:4 “乙。”
        found: one before “B.”
        fix: keep blank lines at the same places in both languages"
    `);
  });

  test('reports a line of the translation that translates nothing', () => {
    const { problems } = align({ zh: '甲。\n\n丙。', en: 'A.\nB.\n\nC.' });
    expect(problems).toMatch(
      /^content\/zh\/3\.1\.md:4:1\n {2}expected: .*content\/en\/3\.1\.md:4 “B\.”/,
    );
  });

  test('reports a paragraph that has no counterpart', () => {
    const { problems } = align({ zh: '甲。', en: 'A.\n\nB.' });
    expect(problems).toMatch(/^content\/zh\/3\.1\.md:4:1\n.*content\/en\/3\.1\.md:5 “B\.”/);
  });

  test('reports running text against a block', () => {
    expect(align({ zh: '甲。', en: '- A.' }).problems).toMatchInlineSnapshot(`
      "content/en/3.1.md:3:1
        expected: running text, as in content/zh/3.1.md:3 “甲。”
        found: a block “A.”
        fix: use the same kind of Markdown (a list, a table, a paragraph) in both languages"
    `);
  });
});
