const families = { 'Duidu Han': 'duidu-han', 'Duidu Latin': 'duidu-latin' };

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

/** Name the fonts of the paper’s own script in place of the simplified ones. */
function localize<T>(fonts: T, chinese: string): T {
  const script = /HK|MO/.test(chinese) ? 'HK' : chinese.includes('Hant') ? 'TC' : 'SC';
  const named = JSON.stringify(fonts).replace(/SC(?=[" -])/g, script);
  return JSON.parse(named.replace(/sc(?=["-])/g, script.toLowerCase()));
}

/** Write the rules of the cut fonts, which lie beside them, and of what stands in until they come. */
export function toFontFaces(chinese: string): string {
  const cuts = Object.entries(families).flatMap(([family, name]) =>
    Object.entries(weights).map(([style, weight]) => {
      const src = `url("./${name}-${style}.woff2") format("woff2")`;
      return toFace(family, weight, src, { 'font-display': 'swap' });
    }),
  );
  const others = localize(standIns, chinese).map(([family, weight, size, ...names]) => {
    const { ascent, descent } = family.includes('Han') ? heights.zh : heights.en;
    return toFace(family, weight, names.map((name) => `local("${name}")`).join(', '), {
      ...(size !== 100 && { 'size-adjust': `${size}%` }),
      'ascent-override': `${((100 * ascent) / size).toFixed(1)}%`,
      'descent-override': `${((100 * descent) / size).toFixed(1)}%`,
      'line-gap-override': '0%',
    });
  });
  return [...cuts, ...others].join('');
}

function toFace(family: string, weight: number, src: string, rest: Record<string, string>): string {
  const rules = { 'font-family': `"${family}"`, src, 'font-weight': weight, ...rest };
  const lines = Object.entries(rules).map(([name, value]) => `  ${name}: ${value};\n`);
  return `@font-face {\n${lines.join('')}}\n`;
}
