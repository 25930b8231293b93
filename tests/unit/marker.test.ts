import { describe, expect, test } from 'vitest';
import { listMarkers } from '../../src/paper/citation-marker.ts';
import { mapLocales } from '../../src/paper/locale.ts';
import type { Section } from '../../src/paper/tree.ts';
import { paper } from '../support/paper.ts';
import { parseText } from '../support/parse.ts';

describe('listMarkers', () => {
  test('lists the five places of this paper', () => {
    const places = listMarkers(paper.root).map(({ label, section, segment }) => [
      label,
      section.number,
      segment.zh.text.includes(label) && segment.en.text.includes(label),
    ]);
    expect(places).toEqual([
      ['[1]', '2', true],
      ['[2]', '3.2', true],
      ['[3]', '3.3', true],
      ['[4]', '4.1', true],
      ['[5]', '4.3', true],
    ]);
  });

  const long = `${'word '.repeat(20)}end[2] and more ${'words '.repeat(9)}`.trim();
  test.each([
    ['A short one[1].', '短句[1]。', ['[1]']],
    ['None.', '无。', []],
    ['A[5–6, 9], b[1-3].', '甲[5-6，9]，乙[1-3]。', ['[5-6，9]', '[1-3]']],
    ['Code `a[1]`.', '代码 `a[1]`。', []],
    ['Two[1] in one[2].', '一句[1]二处[2]。', ['[1]', '[2]']],
    [long, '长句[2]。', ['[2]'], `…${'word '.repeat(11)}end[2] and more words words…`],
  ])('finds the markers of “%s”', (en, zh, labels, excerpt = en) => {
    const markers = listMarkers(toSection(en, zh, true));
    expect(markers.map(({ label }) => label)).toEqual(labels);
    expect(markers.slice(0, 1).map((marker) => marker.excerpt)).toEqual(
      labels.slice(0, 1).map(() => ({ zh, en: excerpt })),
    );
  });

  test('quotes the start of a sentence that lacks the marker', () => {
    const [marker] = listMarkers(toSection('One two[1].', '一二三四五六七八九十。', true));
    expect(marker?.excerpt.zh).toMatch(/^一/);
  });

  test('lists nothing where markers are plain text', () => {
    expect(listMarkers(toSection('One[1].', '一[1]。', false))).toEqual([]);
  });
});

function toSection(en: string, zh: string, hasMarkers: boolean): Section {
  const sources = { zh: `# 1\n\n${zh}\n`, en: `# 1\n\n${en}\n` };
  const parsed = mapLocales((locale) => {
    const { result: section } = parseText(sources[locale], { locale, hasMarkers });
    if (!section) throw new Error('no section');
    return section;
  });
  const [chinese, english] = [parsed.zh, parsed.en].map(
    ({ paragraphs }) => paragraphs[0]?.segments[0],
  );
  if (!chinese || !english) throw new Error('no segment');
  const segment = { anchor: '1-p1s1', zh: chinese, en: english };
  return {
    number: '1',
    title: mapLocales((locale) => parsed[locale].heading),
    paragraphs: [{ anchor: '1-p1', prose: true, segments: [segment] }],
    children: [],
  };
}
