import { readFileSync } from 'node:fs';
import { Font } from 'harfbuzzjs';
import { describe, expect, test } from 'vitest';
import { renameFont } from '../../src/commands/font-names.ts';
import { listSegments } from '../../src/paper/tree.ts';
import { fontNames, readFont } from '../support/fonts.ts';
import { paper, paperFolder } from '../support/paper.ts';

/** The fonts as they are committed. */
const fonts = {
  han: { regular: await readFont(fontNames[0]), bold: await readFont(fontNames[1]) },
  latin: { regular: await readFont(fontNames[2]), bold: await readFont(fontNames[3]) },
};

describe.each(['han', 'latin'] as const)('duidu-%s', (name) => {
  const { regular } = fonts[name];

  test.each(['regular', 'bold'] as const)('presents no reserved name in its %s', (style) => {
    const { face } = fonts[name][style];
    const ids = face.listNames().map(({ nameId }) => nameId);
    const names = new Map(ids.map((id) => [id, face.getName(id, 'en')]));
    expect(names.get(1)).toBe(`Duidu ${name === 'han' ? 'Han' : 'Latin'}`);
    expect(names.get(13)).toContain('SIL Open Font License');
    // The notice of copyright stays, and says which name is reserved.
    names.delete(0);
    expect([...names.values()].join()).not.toMatch(/Source|Noto/);
  });

  test('comes with its licence', () => {
    const licence = readFileSync(`${paperFolder}/fonts/duidu-${name}-OFL.txt`, 'utf8');
    expect(licence).toContain(regular.face.getName(0, 'en'));
    expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
    expect(licence).toContain('THE FONT SOFTWARE IS PROVIDED "AS IS"');
  });
});

test('the Chinese font can set two marks closer that meet', () => {
  const features = fonts.han.regular.face.getTableFeatureTags('GPOS');
  expect(features).toEqual(expect.arrayContaining(['chws', 'halt']));
});

test('the English font has kerning and ligatures', () => {
  const { face } = fonts.latin.regular;
  expect(face.getTableFeatureTags('GPOS')).toContain('kern');
  expect(face.getTableFeatureTags('GSUB')).toContain('liga');
});

/** The widths of characters in the faces that stand in, in thousandths of an em; Liberation has Times's. */
const advances: Record<string, Record<string, number>> = JSON.parse(
  readFileSync('tests/fixtures/advances.json', 'utf8'),
);

test.each(Object.entries(advances))('%s sets as many characters a line', (name, widths) => {
  const css = readFileSync(`${paperFolder}/fonts/fonts.css`, 'utf8');
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
  // The measure is tested with a margin of a character in 60.
  expect(theirs / own).toBeGreaterThan(1 - 1 / 75);
  expect(theirs / own).toBeLessThan(1 + 1 / 60);
});

test('renameFont changes the names and nothing else', async () => {
  const { sfnt, face, characters } = fonts.latin.bold;
  const { Blob, Face } = await import('harfbuzzjs');
  const renamed = new Face(new Blob(renameFont(sfnt, { 1: 'Ünlike', 4: 'Ünlike Bold' })));
  expect(renamed.listNames().map(({ nameId }) => nameId)).toEqual([1, 4]);
  expect(renamed.getName(4, 'en')).toBe('Ünlike Bold');
  expect(renamed.collectUnicodes()).toHaveLength(characters.size);
  expect(renamed.referenceTable('glyf')).toEqual(face.referenceTable('glyf'));
});
