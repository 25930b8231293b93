import './json-modules.ts';
import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from 'fontverter';
import { Blob, Face } from 'harfbuzzjs';
import subsetFont from 'subset-font';
import type { Locale } from '../paper/locale.ts';
import { ContentError } from '../paper/report.ts';
import { readPaper } from '../read/index.ts';
import { contentFolder } from '../site/config.ts';
import { type Charset, listCharacters } from './charset.ts';
import { renameFont } from './sfnt.ts';

/** Where a language’s font comes from, and what is kept of it. */
interface Source {
  locale: Locale;
  /** What the cut font is called: one of the names that these fonts have is reserved. */
  family: string;
  /** The npm package that has it; far too large to be a dependency. */
  pack: string;
  version: string;
  files: Record<keyof Charset, string>;
  features: string[];
  /** Tables for what the site never does, such as writing from the top down. */
  dropTables: string[];
}

const sources: Source[] = [
  {
    locale: 'zh',
    family: 'Duidu Han',
    pack: '@expo-google-fonts/noto-serif-sc',
    version: '0.4.3',
    files: {
      regular: '400Regular/NotoSerifSC_400Regular.ttf',
      bold: '700Bold/NotoSerifSC_700Bold.ttf',
    },
    // Without the first two, Chromium cannot set two marks closer that meet.
    features: ['halt', 'chws', 'kern', 'locl', 'liga', 'ccmp'],
    dropTables: ['vhea', 'vmtx', 'STAT'],
  },
  {
    locale: 'en',
    family: 'Duidu Latin',
    pack: '@expo-google-fonts/source-serif-4',
    version: '0.4.1',
    files: {
      regular: '400Regular/SourceSerif4_400Regular.ttf',
      // Its bold is blacker than the Chinese one beside it.
      bold: '600SemiBold/SourceSerif4_600SemiBold.ttf',
    },
    features: ['kern', 'liga', 'locl'],
    dropTables: ['STAT'],
  },
];

const target = 'src/fonts';
const cache = '.build/fonts';

try {
  const paper = readPaper(contentFolder);
  mkdirSync(target, { recursive: true });
  for (const source of sources) {
    const folder = unpack(source);
    const charset = listCharacters(paper, source.locale);
    for (const style of ['regular', 'bold'] as const) {
      await cut(source, folder, style, charset[style]);
    }
  }
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}

/** Get what is needed of a font’s package, once, and return the folder that it is in. */
function unpack({ pack, version, files }: Source): string {
  const folder = join(cache, `${toFileName(pack)}-${version}`);
  if (existsSync(folder)) return folder;
  console.log(`Getting ${pack}@${version} …`);
  mkdirSync(cache, { recursive: true });
  const run = (command: string) => execSync(command, { cwd: cache, encoding: 'utf8' }).trim();
  const archive = run(`npm pack --silent ${pack}@${version}`);
  const paths = ['LICENSE_FONT', ...Object.values(files)].map((file) => `package/${file}`);
  run(`tar -xzf ${archive} ${paths.join(' ')}`);
  renameSync(join(cache, 'package'), folder);
  rmSync(join(cache, archive));
  return folder;
}

/** Write a font with some of its characters, and its licence, into the sources of the site. */
async function cut(
  { family, files, features, dropTables }: Source,
  folder: string,
  style: keyof Charset,
  characters: string,
): Promise<void> {
  const font = readFileSync(join(folder, files[style]));
  const names = toNames(new Face(new Blob(font)), family, style);
  const part = await subsetFont(font, characters, {
    targetFormat: 'sfnt',
    keepFeatures: features,
    dropTables,
  });
  const packed = await convert(renameFont(part, names), 'woff2');
  const file = join(target, toFileName(family));
  writeFileSync(`${file}-${style}.woff2`, packed);
  const licence = readFileSync(join(folder, 'LICENSE_FONT'), 'utf8');
  writeFileSync(`${file}-OFL.txt`, `${names[0]}\n\n${licence}`);
  console.log(
    `${file}-${style}.woff2: ${[...characters].length} characters, ${packed.length} bytes`,
  );
}

/** Name a font anew, and keep its notice of copyright, its version and its licence. */
function toNames(face: Face, family: string, style: string) {
  const nameOf = (id: number) => face.getName(id, 'en');
  return {
    0: nameOf(0),
    1: family,
    2: style === 'bold' ? 'Bold' : 'Regular',
    3: `${family} ${style}, ${nameOf(5)}`,
    4: `${family} ${style}`,
    5: nameOf(5),
    6: `${family.replace(' ', '')}-${style}`,
    13: nameOf(13),
    14: nameOf(14),
  };
}

function toFileName(name: string): string {
  return name.replace(/^.*\//, '').replace(' ', '-').toLowerCase();
}
