import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mapLocales } from '../../src/paper/locale.ts';
import { flatten, type Section } from '../../src/paper/tree.ts';
import { drawPicture, drawSvg, pictureColors } from '../../src/site/previews/picture.ts';
import {
  findPictured,
  listPictured,
  pictureSize,
  toPicturePath,
} from '../../src/site/previews/pictured.ts';
import { splitWords } from '../../src/text/html.ts';
import { paper } from '../support/paper.ts';

const sections = flatten(paper.root);
const words = paper.terms.map(({ zh }) => zh);
const [first = paper.root] = paper.root.children;

/** Give a section another title. */
function entitle(section: Section, zh: string, en: string): Section {
  const title = mapLocales((locale) => ({ line: 1, nodes: [], text: { zh, en }[locale] }));
  return { ...section, title };
}

/** A run of text in a picture, and its box. */
interface Run {
  text: string;
  font: string;
  size: number;
  x: number;
  right: number;
  baseline: number;
}

/** List the texts of a picture line by line. */
async function listLines(section: Section, root = paper.root): Promise<Run[][]> {
  const svg = await drawSvg({ ...paper, root }, section, false);
  const lines = new Map<number, Run[]>();
  for (const [, attributes = '', text = ''] of svg.matchAll(/<text ([^>]*)>([^<]*)</g)) {
    const read = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    const [x, baseline] = [Number(read('x')), Number(read('y'))];
    const run = {
      ...{ text: text.replaceAll('\u2060', ''), size: Number(read('font-size')), x, baseline },
      ...{ font: read('font-family'), right: x + Number(read('width')) },
    };
    lines.set(baseline, [...(lines.get(baseline) ?? []), run]);
  }
  return [...lines.values()];
}

const join = (line: readonly Run[]) => line.map(({ text }) => text).join('');

const longZh = sections.map(({ title }) => title.zh.text).join('、');
const longEn = sections.map(({ title }) => title.en.text).join(', ');
const cases: [string, Section, Section?][] = [
  ...sections.map((each): [string, Section] => [each.number || 'the whole paper', each]),
  ['a title far too long', entitle({ ...first, number: '1.10.2' }, longZh, longEn)],
  ['a paper’s title far too long', first, entitle(paper.root, longZh, longEn)],
  ['one long word', entitle(first, '新'.repeat(200), 'Pneumono'.repeat(30))],
];

describe('a picture', () => {
  test.each(cases)(
    'keeps %s inside the margins and its lines apart',
    async (_name, section, root) => {
      const lines = await listLines(section, root);
      for (const { text, size, x, right, baseline } of lines.flat()) {
        expect(x).toBeGreaterThanOrEqual(88);
        expect(right, text).toBeLessThanOrEqual(pictureSize.width - 87);
        expect(baseline - size).toBeGreaterThanOrEqual(40);
        expect(baseline).toBeLessThanOrEqual(pictureSize.height - 40);
      }
      const first = lines.flatMap(([run]) => run ?? []).filter(({ baseline }) => baseline < 520);
      for (const [index, { baseline, size }] of first.entries()) {
        expect(baseline - 0.95 * size).toBeGreaterThanOrEqual(first[index - 1]?.baseline ?? 0);
      }
    },
  );

  test.each(sections.map((section) => [section.number, section] as const))(
    'breaks no word of the title of “%s”',
    async (_number, section) => {
      const { zh, en } = mapLocales((locale) => section.title[locale].text);
      const lines = await listLines(section);
      const main = lines.filter(([run]) => run && run.baseline < 520);
      const chinese = main.filter(([run]) => run?.font.startsWith('han-bold'));
      const english = main.filter(
        ([run]) => run?.font.startsWith('latin-regular') && run.size > 22,
      );
      expect(chinese.map(join).join('')).toBe(zh);
      expect(english.map((line) => join(line).trim()).join(' ')).toBe(en);
      const pieces = new Set(splitWords(zh, words));
      for (const word of chinese.flatMap((line) => splitWords(join(line), words))) {
        expect(pieces).toContain(word);
      }
    },
  );

  test('shortens long text with an ellipsis, and is small and reproducible', async () => {
    const lines = await listLines(entitle(first, longZh, longEn));
    expect(lines.map(join).filter((text) => text.endsWith('…'))).toHaveLength(2);
    const png = await drawPicture(paper, paper.root);
    expect(png.length).toBeLessThan(100_000);
    expect(png.equals(await drawPicture(paper, paper.root))).toBe(true);
  });

  test('takes missing characters from another font', async () => {
    const draw = async (zh: string, en: string) =>
      (await drawSvg(paper, entitle(first, zh, en))).match(/ d="[^"]+"/g)?.join() ?? '';
    const blank = await draw('\ue000', '\ue000');
    expect(await draw('\ue000', '新')).not.toBe(blank);
    expect(await draw('é', '\ue000')).not.toBe(blank);
  });

  test('has the colors of the light theme', () => {
    const tokens = readFileSync('src/styles/tokens.css', 'utf8').replace(
      /var\(--link, (#\w+)\)/,
      '$1',
    );
    for (const [name, color] of Object.entries(pictureColors)) {
      expect(tokens).toContain(`--${name}: light-dark(${color},`);
    }
  });
});

describe('listPictured', () => {
  test('has every section of this paper, each with its own path', () => {
    expect(listPictured(paper.root)).toHaveLength(sections.length);
    expect(new Set(sections.map(toPicturePath)).size).toBe(sections.length);
  });

  test.each([
    [19, '3.1', '3.1'],
    [18, '3.1', '3'],
    [8, '3.1', '3'],
    [7, '3.1', ''],
    [7, '', ''],
  ])('with at most %i pictures shows “%s” as “%s”', (most, number, expected) => {
    const section = sections.find((section) => section.number === number);
    expect(section && findPictured(paper.root, section, most).number).toBe(expected);
  });
});
