import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openCanvas } from '../../src/features/previews/canvas.ts';
import { balanceLines } from '../../src/features/previews/lines.ts';
import {
  type PictureText,
  pictureColors,
  pictureSize,
  placeLines,
} from '../../src/features/previews/picture.ts';
import { drawPicture } from '../../src/features/previews/picture-files.ts';
import {
  findByPicturePath,
  findPictured,
  listPictured,
  toPicturePath,
} from '../../src/features/previews/pictured.ts';
import { encodePng } from '../../src/features/previews/png.ts';
import { mapLocales } from '../../src/paper/locale.ts';
import { flatten, type Section } from '../../src/paper/tree.ts';
import { splitWords } from '../../src/text/html.ts';
import { paper } from '../support/paper.ts';

const sections = flatten(paper.root);
const words = paper.terms.map(({ zh }) => zh);
const { measure, outline } = await openCanvas();
const titleOf = ({ title }: Section) => mapLocales((locale) => title[locale].text);

function place(text: Partial<PictureText>) {
  const site = { zh: '对读', en: 'Duidu' };
  const title = { zh: '新疆', en: 'Xinjiang' };
  return placeLines({ number: '', title, site, words, ...text }, measure);
}

const longZh = sections.map((section) => titleOf(section).zh).join('、');
const longEn = sections.map((section) => titleOf(section).en).join(', ');
const cases: [string, Partial<PictureText>][] = [
  ...sections.map((section): [string, Partial<PictureText>] => [
    section.number || 'the whole paper',
    { number: section.number, title: titleOf(section), paper: titleOf(paper.root) },
  ]),
  ['a title far too long', { title: { zh: longZh, en: longEn }, number: '1.10.2' }],
  ['a paper’s title far too long', { paper: { zh: longZh, en: longEn } }],
  ['one long word', { title: { zh: '新'.repeat(200), en: 'Pneumono'.repeat(30) } }],
];

describe('placeLines', () => {
  test.each(cases)('keeps %s inside the margins and its lines apart', (_name, text) => {
    const lines = place(text);
    const main = lines.filter(({ y }) => y < 520).sort((a, b) => a.y - b.y);
    for (const { text, cut, size, x, y } of lines) {
      expect(text).not.toBe('');
      expect(x).toBeGreaterThanOrEqual(88);
      expect(x + measure(text, cut) * size).toBeLessThanOrEqual(pictureSize.width - 88);
      expect(y - size).toBeGreaterThanOrEqual(40);
      expect(y).toBeLessThanOrEqual(pictureSize.height - 40);
    }
    for (const [index, { y, size }] of main.entries()) {
      if (index > 0)
        expect(y - size).toBeGreaterThanOrEqual((main[index - 1]?.y ?? 0) - 0.05 * size);
    }
  });

  test.each(sections.map((section) => [section.number, section] as const))(
    'tears no word of the title of “%s”',
    (number, section) => {
      const { zh, en } = titleOf(section);
      const lines = place({ number, title: { zh, en }, paper: titleOf(paper.root) });
      const chinese = lines.filter(({ cut, y }) => cut === 'hanBold' && y < 520);
      const english = lines.filter(({ cut, size }) => cut === 'latin' && size > 22.5);
      expect(chinese.map(({ text }) => text).join('')).toBe(zh);
      expect(english.map(({ text }) => text).join(' ')).toBe(en);
      const pieces = new Set(splitWords(zh, words));
      for (const { text } of chinese) {
        for (const word of splitWords(text, words)) expect(pieces).toContain(word);
      }
    },
  );

  test('ends what is too long with an ellipsis', () => {
    const texts = place({ title: { zh: longZh, en: longEn } }).map(({ text }) => text);
    expect(texts.filter((text) => text.endsWith('…'))).toHaveLength(2);
  });
});

test.each([
  [['aa ', 'bb ', 'cc ', 'dd'], 60, ['aa bb', 'cc dd']],
  [['aaaa ', 'b'], 100, ['aaaa b']],
  [[], 100, []],
])('balanceLines breaks %j at %i into %j', (pieces, limit, lines) => {
  const widthOf = (text: string) => 10 * text.trimEnd().length;
  expect(balanceLines(pieces, limit, widthOf)).toEqual(lines);
});

describe('listPictured', () => {
  test('has every section of this paper, each with a path of its own', () => {
    expect(listPictured(paper.root)).toHaveLength(sections.length);
    expect(new Set(sections.map(toPicturePath)).size).toBe(sections.length);
    for (const section of sections) {
      expect(findByPicturePath(paper.root, toPicturePath(section))).toBe(section);
    }
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

test('a character that a font lacks comes from the other one', () => {
  for (const [cut, other, character] of [
    ['hanBold', 'latinBold', '…'],
    ['latin', 'han', '新'],
  ] as const) {
    expect(outline(character, cut)).toBe(outline(character, other));
    expect(outline(`${character}1`, cut)).not.toBe(outline(`1${character}`, cut));
  }
});

test('the colours of a picture are those of the light theme', () => {
  const tokens = readFileSync('src/styles/tokens.css', 'utf8');
  for (const [name, color] of Object.entries(pictureColors)) {
    expect(tokens).toContain(`--${name}: light-dark(${color},`);
  }
});

test('a picture is drawn alike each time, and is small', async () => {
  const first = await drawPicture(paper, paper.root);
  expect(first.length).toBeLessThan(60_000);
  expect(Buffer.compare(first, await drawPicture(paper, paper.root))).toBe(0);
});

describe('encodePng', () => {
  const decode = (png: Buffer) => {
    const palette = png.indexOf('PLTE') + 4;
    const data = png.indexOf('IDAT') + 4;
    const rows = inflateSync(png.subarray(data, data + png.readUInt32BE(data - 8)));
    return {
      rows,
      colorAt: (index: number) => [...png.subarray(palette + 3 * index).subarray(0, 3)],
    };
  };

  test('keeps each pixel of a picture of few colours', () => {
    const colors = [
      [1, 2, 3],
      [250, 251, 252],
      [1, 2, 3],
      [9, 9, 9],
    ];
    const png = encodePng(Uint8Array.from(colors.flatMap((color) => [...color, 255])), 2, 2);
    const { rows, colorAt } = decode(png);
    expect([rows.length, rows[0], rows[3]]).toEqual([6, 0, 0]);
    const pixels = [1, 2, 4, 5].map((at) => colorAt(rows[at] ?? -1));
    expect(pixels).toEqual(colors);
  });

  test('makes like colours one where there are too many', () => {
    const colors = Array.from({ length: 1024 }, (_, at) => [at & 0xff, at >> 2, 0, 255]);
    const { rows, colorAt } = decode(encodePng(Uint8Array.from(colors.flat()), 1024, 1));
    for (const [at, [red = 0, green = 0]] of colors.entries()) {
      const [shownRed = 0, shownGreen = 0] = colorAt(rows[at + 1] ?? -1);
      expect(Math.abs(shownRed - red)).toBeLessThan(32);
      expect(Math.abs(shownGreen - green)).toBeLessThan(32);
    }
  });
});
