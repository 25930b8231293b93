import { readFileSync } from 'node:fs';
import { locales } from '../../paper/locale.ts';

const families = { zh: 'Duidu Han', en: 'Duidu Latin' };

/** The cut fonts of each language. */
export const fonts = locales.flatMap((locale) =>
  (['regular', 'bold'] as const).map((style) => {
    const family = families[locale];
    const file = `${family.toLowerCase().replace(' ', '-')}-${style}.woff2`;
    return { locale, style, family, file, weight: style === 'bold' ? 700 : 400 };
  }),
);

/** The cut font of formulas, if there are any. */
export const mathFont = { family: 'Duidu Math', file: 'duidu-math.woff2', weight: 400 };

/** The ascent and descent of the cut fonts, in percent of their size. */
const heights = { zh: [115.1, 28.6], en: [103.6, 33.5] } as const;

/**
 * System fonts for use until the cut fonts load, with the same heights, so that nothing moves:
 * weight, size in percent, and names, which are PostScript names on Apple’s systems. Han characters have equal
 * widths in every font; the size of the English ones is the width of the first book's English in Duidu Latin
 * relative to theirs. Georgia was measured with Gelasio, which has the same widths.
 */
const fallbacks = `
  Han Fallback 400 100 Noto Serif CJK SC, Noto Serif SC, STSongti-SC-Regular, STSong, SimSun, PingFangSC-Regular, Noto Sans CJK SC
  Han Fallback 700 100 Noto Serif CJK SC Bold, Noto Serif SC Bold, STSongti-SC-Bold, PingFangSC-Semibold, Noto Sans CJK SC Bold
  Georgia 400 108 Georgia
  Georgia 700 93.3 Georgia-Bold
  Noto 400 99.6 Noto Serif, NotoSerif-Regular
  Noto 700 95.2 Noto Serif Bold
  Times 400 118.8 TimesNewRomanPSMT, Liberation Serif, Tinos
  Times 700 111.7 TimesNewRomanPS-BoldMT, Liberation Serif Bold, Tinos Bold
  DejaVu 400 93.2 DejaVu Serif
  DejaVu 700 85.1 DejaVu Serif Bold`;

/**
 * Write the rules of the cut fonts, in the same folder, and of their fallbacks; Chinese pages do without `latin`,
 * the fallbacks of the English font.
 */
export function toFontFaces(
  chinese: string,
  hasFormulas: boolean,
): Record<'main' | 'latin', string> {
  const isTraditional = chinese.includes('Hant');
  const script = /HK|MO/.test(chinese) ? 'HK' : isTraditional ? 'TC' : 'SC';
  const cuts = [...fonts, ...(hasFormulas ? [mathFont] : [])].map(({ family, weight, file }) =>
    toFace(family, weight, `url("./${file}") format("woff2")`, ['font-display: swap']),
  );
  const others = fallbacks.replace(/SC(?!\w)/g, script).matchAll(/(\w.*?) (\d00) ([\d.]+) (.+)/g);
  const faces = { zh: '', en: '' };
  for (const [, family = '', weight, size, names = ''] of others) {
    const sources = names.split(', ').map((name) => `local("${name}")`);
    const scale = (height: number) => `${((100 * height) / Number(size)).toFixed(1)}%`;
    const locale = family.startsWith('Han') ? 'zh' : 'en';
    const [ascent, descent] = heights[locale];
    faces[locale] += toFace(`Duidu ${family}`, Number(weight), sources.join(', '), [
      ...(size === '100' ? [] : [`size-adjust: ${size}%`]),
      `ascent-override: ${scale(ascent)}`,
      `descent-override: ${scale(descent)}`,
      'line-gap-override: 0%',
    ]);
  }
  const more = isTraditional ? readFileSync('src/site/fonts/traditional.css', 'utf8') : '';
  return { main: [...cuts, faces.zh, more].join(''), latin: faces.en };
}

function toFace(family: string, weight: number, src: string, rest: readonly string[]): string {
  const rules = [`font-family: "${family}"`, `src: ${src}`, `font-weight: ${weight}`, ...rest];
  return `@font-face {\n${rules.map((rule) => `  ${rule};\n`).join('')}}\n`;
}
