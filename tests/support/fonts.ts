import { readFileSync, statSync } from 'node:fs';
import { convert } from 'fontverter';
import { Blob, Face } from 'harfbuzzjs';
import type { Paper } from '../../src/paper/tree.ts';
import { cutFonts } from '../../src/site/fonts/cut-fonts.ts';
import { paper as ourPaper } from './paper.ts';

/** The cut fonts of the site. */
export const fontNames = [
  ...['duidu-han-regular', 'duidu-han-bold', 'duidu-latin-regular', 'duidu-latin-bold'],
] as const;

/** The file name of a cut font, without its extension. */
export type FontName = (typeof fontNames)[number];

/** A cut font. */
export interface Font {
  /** In bytes. */
  size: number;
  sfnt: Buffer;
  face: Face;
  characters: ReadonlySet<string>;
}

/** Read a font that the build cuts to a paper. */
export async function readFont(name: FontName, paper: Paper = ourPaper): Promise<Font> {
  const file = `${(await cutFonts(paper)).folder}/${name}.woff2`;
  const sfnt = await convert(readFileSync(file), 'sfnt');
  const face = new Face(new Blob(sfnt));
  const characters = new Set([...face.collectUnicodes()].map((code) => String.fromCodePoint(code)));
  return { size: statSync(file).size, sfnt, face, characters };
}

/** List the characters of a text that a font lacks. */
export function listMissing({ characters }: Font, text: Iterable<string>): string[] {
  return [...new Set(text)].filter((character) => !characters.has(character));
}
