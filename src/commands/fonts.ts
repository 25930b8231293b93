import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from 'fontverter';
import { Blob, Face } from 'harfbuzzjs';
import subsetFont from 'subset-font';
import { type Locale, locales } from '../paper/locale.ts';
import { ContentError } from '../paper/report.ts';
import type { Paper } from '../paper/tree.ts';
import { readPaper } from '../read/index.ts';
import { contentFolder } from '../site/config.ts';
import { type Charset, listCharacters } from './charset.ts';
import { renameFont } from './font-names.ts';

interface Source {
  /** One of the names that these fonts have is reserved. */
  family: string;
  /** An npm package that is far too large to be a dependency. */
  pack: string;
  version: string;
  files: Record<keyof Charset, string>;
  features: string[];
  /** Tables for what the site never does, such as writing from the top down. */
  dropTables: string[];
}

const sources: Record<Locale, Source> = {
  zh: {
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
  en: {
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
};

const weights = { regular: 400, bold: 700 };

/** The heights of the cut fonts above and below the line, in percent of their size. */
const heights = { zh: { ascent: 115.1, descent: 28.6 }, en: { ascent: 103.6, descent: 33.5 } };

/**
 * Fonts of systems that stand in for ours until they come, set as high, so that nothing moves then: the
 * weight, the size in percent, and the names. Han characters are as wide in every font; else the size is
 * how much wider the English of the first book is in Duidu Latin. Georgia was measured by Gelasio, which
 * has its widths.
 */
const standIns: [family: string, weight: number, size: number, ...names: string[]][] = [
  [
    ...(['Duidu Han Fallback', 400, 100, 'Noto Serif CJK SC', 'NotoSerifCJKsc-Regular'] as const),
    ...['Noto Serif SC', 'NotoSerifSC-Regular', 'Source Han Serif SC', 'SourceHanSerifSC-Regular'],
    ...['Songti SC Regular', 'STSongti-SC-Regular', 'STSong', 'SimSun', 'PingFangSC-Regular'],
    ...['NotoSansCJKsc-Regular', 'Noto Sans CJK SC'],
  ],
  [
    ...(['Duidu Han Fallback', 700, 100, 'Noto Serif CJK SC Bold', 'NotoSerifCJKsc-Bold'] as const),
    ...['Noto Serif SC Bold', 'NotoSerifSC-Bold', 'Source Han Serif SC Bold'],
    ...['SourceHanSerifSC-Bold', 'Songti SC Bold', 'STSongti-SC-Bold', 'PingFangSC-Semibold'],
    ...['NotoSansCJKsc-Bold', 'Noto Sans CJK SC Bold'],
  ],
  ['Duidu Georgia', 400, 108, 'Georgia'],
  ['Duidu Georgia', 700, 93.3, 'Georgia Bold', 'Georgia-Bold'],
  ['Duidu Noto', 400, 99.6, 'Noto Serif', 'Noto Serif Regular', 'NotoSerif-Regular'],
  ['Duidu Noto', 700, 95.2, 'Noto Serif Bold', 'NotoSerif-Bold'],
  [
    ...(['Duidu Times', 400, 118.8, 'Times New Roman', 'TimesNewRomanPSMT'] as const),
    ...['Liberation Serif', 'LiberationSerif', 'Tinos', 'Tinos-Regular'],
  ],
  [
    ...(['Duidu Times', 700, 111.7, 'Times New Roman Bold', 'TimesNewRomanPS-BoldMT'] as const),
    ...['Liberation Serif Bold', 'LiberationSerif-Bold', 'Tinos Bold', 'Tinos-Bold'],
  ],
  ['Duidu DejaVu', 400, 93.2, 'DejaVu Serif', 'DejaVuSerif'],
  ['Duidu DejaVu', 700, 85.1, 'DejaVu Serif Bold', 'DejaVuSerif-Bold'],
];

const cache = '.build/fonts';

try {
  const paper = readPaper(contentFolder);
  mkdirSync(`${contentFolder}/fonts`, { recursive: true });
  for (const locale of locales) {
    await cut(localize(sources[locale], paper), listCharacters(paper, locale));
  }
  writeFileSync(`${contentFolder}/fonts/fonts.css`, toFontFaces(paper));
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}

/** Name the fonts of the paper's own script in place of the simplified ones. */
function localize<T>(fonts: T, { record: { chinese = '' } }: Paper): T {
  const script = /HK|MO/.test(chinese) ? 'HK' : chinese.includes('Hant') ? 'TC' : 'SC';
  const named = JSON.stringify(fonts).replace(/SC(?=["_ -])/g, script);
  return JSON.parse(named.replace(/sc(?=["-])/g, script.toLowerCase()));
}

async function cut(source: Source, charset: Charset): Promise<void> {
  const { family, files, features, dropTables } = source;
  const folder = unpack(source);
  const name = `${contentFolder}/fonts/${toFileName(family)}`;
  for (const style of ['regular', 'bold'] as const) {
    const font = readFileSync(join(folder, files[style]));
    const part = await subsetFont(font, charset[style], {
      targetFormat: 'sfnt',
      keepFeatures: features,
      dropTables,
    });
    const names = toNames(new Face(new Blob(font)), family, style);
    const packed = await convert(renameFont(part, names), 'woff2');
    writeFileSync(`${name}-${style}.woff2`, packed);
    const license = readFileSync(join(folder, 'LICENSE_FONT'), 'utf8');
    writeFileSync(`${name}-OFL.txt`, `${names[0]}\n\n${license}`);
    console.log(
      `${name}-${style}.woff2: ${charset[style].length} characters, ${packed.length} bytes`,
    );
  }
}

function toFontFaces(paper: Paper): string {
  const cuts = Object.values(sources).flatMap(({ family }) =>
    Object.entries(weights).map(([style, weight]) => {
      const src = `url("./${toFileName(family)}-${style}.woff2") format("woff2")`;
      return toFace(family, weight, src, { 'font-display': 'swap' });
    }),
  );
  const others = localize(standIns, paper).map(([family, weight, size, ...names]) => {
    const { ascent, descent } = family.includes('Han') ? heights.zh : heights.en;
    return toFace(family, weight, names.map((name) => `local("${name}")`).join(', '), {
      ...(size !== 100 && { 'size-adjust': `${size}%` }),
      'ascent-override': `${((100 * ascent) / size).toFixed(1)}%`,
      'descent-override': `${((100 * descent) / size).toFixed(1)}%`,
      'line-gap-override': '0%',
    });
  });
  const head =
    '/* Written by “npm run fonts”: the cut fonts, and what stands in until they come. */\n';
  return [head, ...cuts, ...others].join('');
}

function toFace(family: string, weight: number, src: string, rest: Record<string, string>): string {
  const rules = { 'font-family': `"${family}"`, src, 'font-weight': weight, ...rest };
  const lines = Object.entries(rules).map(([name, value]) => `  ${name}: ${value};\n`);
  return `@font-face {\n${lines.join('')}}\n`;
}

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
