import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { convert } from 'fontverter';
import subsetFont from 'subset-font';
import { type Locale, locales, mapLocales } from '../../paper/locale.ts';
import { listFiles, toDigest } from '../files.ts';
import { type Charset, type Lettered, listCharacters, listSigns } from './charset.ts';
import { fonts, mathFont, toFontFaces } from './font-faces.ts';
import { addGlyphs, listGlyphs } from './glyphs.ts';

const cache = '.build/fonts';

/** The folder of Source Serif 4 and of the punctuation and letters of Noto Serif SC with their features. */
const sourceFolder = 'src/site/fonts';

/** The packages with Han characters in slices; the first package that has a character provides it. */
const packages = ['noto-serif-sc', 'noto-serif-tc'];

/** Matches characters that are invisible or always rendered by a system font. */
const ofSystem = /[\p{DI}\p{Emoji_Presentation}\p{Extended_Pictographic}☐]/u;

// Chromium needs the first two to close up adjacent punctuation marks.
const keepFeatures = ['halt', 'chws', 'kern', 'locl', 'liga', 'ccmp'];

/** The folder of the cut fonts, and the characters that they lack. */
type CutFonts = { folder: string; missing: string };

const cutting = new Map<string, Promise<unknown>>();

/** Cut the fonts to a paper and the interface, once per set of characters. */
export async function cutFonts(paper: Lettered): Promise<CutFonts> {
  const charsets = mapLocales((locale) => listCharacters(paper, locale));
  const signs = listSigns(paper);
  const { chinese = '' } = paper.record ?? {};
  inputs ??= digestInputs();
  const folder = `${cache}/${toDigest(inputs + chinese + JSON.stringify(charsets) + signs)}`;
  if (!existsSync(folder)) {
    if (!cutting.has(folder)) cutting.set(folder, cutInto(folder, charsets, signs, chinese));
    await cutting.get(folder);
    cutting.delete(folder);
  }
  return { folder, missing: readFileSync(`${folder}/missing.txt`, 'utf8') };
}

/** Cut a face in TrueType with the characters of a text that the cut fonts of some languages lack. */
export function cutRest(
  paper: Lettered,
  text: string,
  shown: readonly Locale[] = locales,
): Promise<Buffer> {
  const known = new Set(shown.flatMap((locale) => [...listCharacters(paper, locale).regular]));
  const rest = [...new Set(text)].filter((sign) => !known.has(sign) && !ofSystem.test(sign));
  return cut('duidu-han-regular.woff2', rest.join(''), 400, paper.record?.chinese ?? '');
}

let inputs: string | undefined;

function digestInputs(): string {
  const files = listFiles(sourceFolder).map((file) => `${sourceFolder}/${file}`);
  return ['package-lock.json', ...files].map((file) => toDigest(readFileSync(file))).join();
}

async function cutInto(
  folder: string,
  charsets: Record<Locale, Charset>,
  signs: string,
  chinese: string,
): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const next = mkdtempSync(`${folder}-`);
  const missing = new Set<string>();
  for (const { file, locale, style, weight } of fonts) {
    const text = charsets[locale][style];
    const font = await cut(file, text, weight, chinese);
    for (const character of listMissing(font, text)) {
      if (!ofSystem.test(character)) missing.add(character);
    }
    writeFileSync(`${next}/${file}`, await convert(font, 'woff2'));
  }
  if (signs) writeFileSync(`${next}/${mathFont.file}`, await cutMath(signs));
  for (const [name, css] of Object.entries(toFontFaces(chinese, signs !== ''))) {
    writeFileSync(`${next}/${name}.css`, css);
  }
  writeFileSync(`${next}/missing.txt`, [...missing].join(''));
  try {
    renameSync(next, folder);
  } catch (error) {
    // Another build may have cut the same fonts meanwhile.
    rmSync(next, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

function listMissing(font: Buffer, text: string): string[] {
  const has = listGlyphs(font);
  return [...text].filter((character) => !has.has(character.codePointAt(0) ?? 0));
}

async function cut(file: string, text: string, weight: number, chinese: string): Promise<Buffer> {
  const whole = await convert(readFileSync(`${sourceFolder}/${file}`), 'sfnt');
  const preserveNameIds = [13, 14];
  const font = await subsetFont(whole, text, {
    targetFormat: 'sfnt',
    keepFeatures,
    preserveNameIds,
  });
  if (!file.includes('han')) return font;
  const slices: Buffer[] = [];
  const left = new Set(listMissing(whole, text));
  for (const { path, pattern } of listSlices(chinese)) {
    const own = [...left].filter((character) => pattern.test(character));
    if (own.length === 0) continue;
    for (const character of own) left.delete(character);
    slices.push(
      await subsetFont(readFileSync(path), own.join(''), {
        targetFormat: 'sfnt',
        keepFeatures: [],
        noHinting: true,
        variationAxes: { wght: weight },
      }),
    );
  }
  return addGlyphs(font, slices);
}

// cspell:ignore ssty dtls flac
/** Cut the font of formulas with the forms that stretch and those of exponents. */
async function cutMath(signs: string): Promise<Buffer> {
  const file = 'node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2';
  return subsetFont(readFileSync(file), signs, {
    targetFormat: 'woff2',
    keepFeatures: ['ssty', 'dtls', 'flac'],
    preserveNameIds: [13, 14],
  });
}

/** List the slices of the packages, each with a pattern that matches its characters. */
function* listSlices(chinese: string) {
  for (const name of chinese.includes('Hant') ? packages.toReversed() : packages) {
    const folder = `node_modules/@fontsource-variable/${name}`;
    const ranges = JSON.parse(readFileSync(`${folder}/unicode.json`, 'utf8'));
    for (const [slice, list] of Object.entries<string>(ranges)) {
      const path = `${folder}/files/${name}-${slice.replace(/[[\]]/g, '')}-wght-normal.woff2`;
      // The ranges are in CSS format: U+4e00-4e05,U+5000.
      const codes = list.replace(/(?:U\+)?([\da-f]+),?\s*/gi, '\\u{$1}');
      yield { path, pattern: new RegExp(`[${codes}]`, 'u') };
    }
  }
}
