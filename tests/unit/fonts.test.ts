import { readFileSync, rmSync } from 'node:fs';
import { Font } from 'harfbuzzjs';
import { describe, expect, test } from 'vitest';
import { listSegments } from '../../src/paper/tree.ts';
import { cutFonts } from '../../src/site/fonts/cut-fonts.ts';
import { toFontFaces } from '../../src/site/fonts/font-faces.ts';
import { fontNames, listMissing, readFont } from '../support/fonts.ts';
import { paper } from '../support/paper.ts';

/** The fonts of the paper of the tests. */
const fonts = {
  han: { regular: await readFont(fontNames[0]), bold: await readFont(fontNames[1]) },
  latin: { regular: await readFont(fontNames[2]), bold: await readFont(fontNames[3]) },
};

describe.each(['han', 'latin'] as const)('duidu-%s', (name) => {
  const { regular } = fonts[name];

  test.each(['regular', 'bold'] as const)('has no reserved font name in its %s', (style) => {
    const { face } = fonts[name][style];
    const ids = face.listNames().map(({ nameId }) => nameId);
    const names = new Map(ids.map((id) => [id, face.getName(id, 'en')]));
    expect(names.get(1)).toBe(`Duidu ${name === 'han' ? 'Han' : 'Latin'}`);
    expect(names.get(13)).toContain('SIL Open Font License');
    // The copyright notice stays, and names the reserved name.
    names.delete(0);
    expect([...names.values()].join()).not.toMatch(/Source|Noto/);
  });

  test('comes with its license', () => {
    const license = readFileSync(`src/site/fonts/duidu-${name}-OFL.txt`, 'utf8');
    expect(license).toContain(regular.face.getName(0, 'en'));
    expect(license).toContain('SIL OPEN FONT LICENSE Version 1.1');
    expect(license).toContain('THE FONT SOFTWARE IS PROVIDED "AS IS"');
  });
});

test('the Chinese font can close up adjacent marks', () => {
  const features = fonts.han.regular.face.getTableFeatureTags('GPOS');
  expect(features).toEqual(expect.arrayContaining(['chws', 'halt']));
});

test('the English font has kerning and ligatures', () => {
  const { face } = fonts.latin.regular;
  expect(face.getTableFeatureTags('GPOS')).toContain('kern');
  expect(face.getTableFeatureTags('GSUB')).toContain('liga');
});

/** The widths of characters in the fallback fonts, in thousandths of an em; Liberation has those of Times. */
const advances: Record<string, Record<string, number>> = JSON.parse(
  readFileSync('tests/fixtures/advances.json', 'utf8'),
);

test.each(Object.entries(advances))('%s fits as many characters a line', (name, widths) => {
  const { latin: css } = toFontFaces('', false);
  const size = new RegExp(`"Duidu ${name}";\\s+src: [^}]*400;\\s+size-adjust: ([\\d.]+)%`).exec(
    css,
  );
  const text = listSegments(paper.root).flatMap(({ en }) =>
    [...en.text].filter((each) => each in widths),
  );
  const { face } = fonts.latin.regular;
  const font = new Font(face);
  const widthOf = (each: string) =>
    font.glyphHAdvance(font.nominalGlyph(each.codePointAt(0) ?? 0) ?? 0);
  const sum = (list: number[]) => list.reduce((all, width) => all + width, 0);
  const own = (1000 * sum(text.map(widthOf))) / face.upem;
  const theirs = (sum(text.map((each) => widths[each] ?? 0)) * Number(size?.[1])) / 100;
  // Tests of the measure allow one character in 60.
  expect(theirs / own).toBeGreaterThan(1 - 1 / 75);
  expect(theirs / own).toBeLessThan(1 + 1 / 60);
});

/** The paper of the tests with an extra sentence in each language. */
function withText(zh: string, en: string): typeof paper {
  const [section, ...others] = paper.root.children;
  const texts = { zh: { line: 1, text: zh, nodes: [] }, en: { line: 1, text: en, nodes: [] } };
  const paragraph = { anchor: 'x', prose: true, segments: [{ anchor: 'x', ...texts }] };
  const edited = { ...section, paragraphs: [paragraph] } as (typeof paper.root.children)[number];
  return { ...paper, root: { ...paper.root, children: [edited, ...others] } };
}

describe('an edit', () => {
  const edited = withText('龘靐鑫邈，縱橫捭闔。Ωβ①', 'Ωμέγα and Čapek');

  test('with new characters needs no other step', async () => {
    expect((await cutFonts(edited)).missing).toBe('');
    const han = await readFont('duidu-han-regular', edited);
    expect(listMissing(han, '龘靐鑫邈縱橫捭闔，。Ωβ①')).toEqual([]);
    expect(listMissing(await readFont('duidu-latin-regular', edited), 'Ωέč')).toEqual([]);
    // Added glyphs look as in their source font.
    const font = new Font(han.face);
    const glyph = font.nominalGlyph('龘'.codePointAt(0) ?? 0) ?? 0;
    expect(font.glyphHAdvance(glyph)).toBe(1000);
    expect(font.glyphToPath(glyph).length).toBeGreaterThan(1000);
  });

  test('makes the same fonts each time', async () => {
    const { folder } = await cutFonts(edited);
    const read = () => fontNames.map((name) => readFileSync(`${folder}/${name}.woff2`));
    const first = read();
    rmSync(folder, { recursive: true });
    await cutFonts(edited);
    expect(read()).toEqual(first);
  });

  test('reports characters that no font has', async () => {
    expect((await cutFonts(withText('𰻝面。', '𐎀😀\u200d'))).missing).toBe('𰻝𐎀');
  });
});
