import type { Bilingual, Locale } from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import { splitWords } from '../../text/html.ts';
import { type Fit, fitLines } from './lines.ts';

/** The size of every picture, in pixels: what link previews ask for. */
export const pictureSize = { width: 1200, height: 630 } as const;

/** The colours of the site's light theme, as `tokens.css` has them; a picture has no dark one. */
export const pictureColors = {
  paper: '#fcfaf5',
  ink: '#24211d',
  soft: '#6a6359',
  line: '#e5dfd3',
  accent: '#a3301e',
} as const;

/** A cut of the site's own fonts. */
export type Cut = 'han' | 'hanBold' | 'latin' | 'latinBold';

/** Say how wide a text is in a cut of one pixel's size. */
export type Measure = (text: string, cut: Cut) => number;

/** Return the outline of a text in a cut of one pixel's size, from its baseline, as SVG. */
export type Outline = (text: string, cut: Cut) => string;

/** What a picture says. */
export interface PictureText {
  title: Bilingual;
  /** The number of the section, or '' where it has none. */
  number: string;
  /** The title of the paper, over that of a section. */
  paper?: Bilingual;
  /** What the site is called. */
  site: Bilingual;
  /** Words of a Chinese title that are not to be divided. */
  words: readonly string[];
}

/** A line of text and where its baseline begins. */
export interface PlacedLine {
  text: string;
  cut: Cut;
  size: number;
  x: number;
  y: number;
  fill: keyof typeof pictureColors;
}

const margin = 88;
const width = pictureSize.width - 2 * margin;
/** Where the titles may stand: from the head, or below the paper's title, to the line at the foot. */
const room = { head: 72, top: 156, bottom: 504 };
/** The height of a line, in sizes of its font, and the space between the languages. */
const leading = 1.3;
const gap = 20;

/** Place every line of a picture: none leaves the margins, and no word is divided that fits a line. */
export function placeLines(text: PictureText, measure: Measure): PlacedLine[] {
  return [...placePaper(text, measure), ...placeTitles(text, measure), ...placeSite(text, measure)];
}

/** Draw a picture as SVG, its text as outlines, so that any renderer draws it alike. */
export function toPictureSvg(text: PictureText, measure: Measure, outline: Outline): string {
  const { paper, line, accent } = pictureColors;
  const { width: w, height: h } = pictureSize;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">`,
    `<rect width="${w}" height="${h}" fill="${paper}"/>`,
    `<rect width="12" height="${h}" fill="${accent}"/>`,
    `<rect x="${margin}" y="532" width="${width}" height="2" fill="${line}"/>`,
    `<g transform="translate(${margin} 554)"><rect width="32" height="32" rx="7" fill="${accent}"/>`,
    `<path d="M7 9h7M7 14h7M7 19h7M7 24h4M18 9h7M18 14h7M18 19h7M18 24h5" stroke="${paper}" stroke-width="2" stroke-linecap="round"/></g>`,
    ...placeLines(text, measure).map((line) => toGroup(line, outline)),
    '</svg>',
  ].join('');
}

function placePaper({ paper }: PictureText, measure: Measure): PlacedLine[] {
  if (!paper) return [];
  const setLine = (locale: Locale, sizes: number[]) =>
    setLines([paper[locale]], locale === 'zh' ? 'han' : 'latin', sizes, 1, measure);
  const zh = setLine('zh', [28, 26, 24]);
  const en = setLine('en', [24, 22, 20]);
  return [
    ...zh.lines.map((line) => place(line, zh, 92, 'soft')),
    ...en.lines.map((line) => place(line, en, 130, 'soft')),
  ];
}

/** Place the title in both languages, in the middle of the room and as large as it lets them be. */
function placeTitles(text: PictureText, measure: Measure): PlacedLine[] {
  const label = addNumber(text.number, '').trim();
  const over = label ? 72 : 0;
  const head = text.paper ? room.top : room.head;
  const { zh, en, height } = fitTitles(text, room.bottom - head - over, measure);
  const top = (head + room.bottom - over - height) / 2;
  const chinese = top + over + zh.size;
  const english = top + over + zh.lines.length * zh.size * leading + gap + en.size;
  return [
    ...(label ? [place(label, { cut: 'latinBold', size: 48 }, top + 44, 'accent')] : []),
    ...zh.lines.map((line, at) => place(line, zh, chinese + at * zh.size * leading, 'ink')),
    ...en.lines.map((line, at) => place(line, en, english + at * en.size * leading, 'soft')),
  ];
}

function fitTitles({ title, words }: PictureText, most: number, measure: Measure) {
  const chinese = splitWords(title.zh, words);
  const english = title.en.split(/(?<= )/);
  const setAt = (scale: number) => {
    const zh = setLines(chinese, 'hanBold', [88 * scale], 3, measure);
    const en = setLines(english, 'latin', [46 * scale], 3, measure);
    const height = (zh.lines.length * zh.size + en.lines.length * en.size) * leading + gap;
    return { zh, en, height, isWhole: zh.isWhole && en.isWhole };
  };
  for (const scale of [1, 0.9, 0.8, 0.7, 0.6]) {
    const fit = setAt(scale);
    if (fit.isWhole && fit.height <= most) return fit;
  }
  return setAt(0.5);
}

function placeSite({ site }: PictureText, measure: Measure): PlacedLine[] {
  const zh = { cut: 'hanBold', size: 28 } as const;
  const en = { cut: 'latinBold', size: 28 } as const;
  const x = margin + 46;
  return [
    { ...place(site.zh, zh, 580, 'ink'), x },
    { ...place(site.en, en, 580, 'soft'), x: x + measure(site.zh, zh.cut) * zh.size + 12 },
  ];
}

function place(
  text: string,
  { cut, size }: Pick<PlacedLine, 'cut' | 'size'>,
  y: number,
  fill: PlacedLine['fill'],
): PlacedLine {
  return { text, cut, size, x: margin, y: Math.round(y), fill };
}

/** Set words in a cut of the fonts, between the margins. */
function setLines(
  words: readonly string[],
  cut: Cut,
  sizes: readonly number[],
  most: number,
  measure: Measure,
): Fit & { cut: Cut } {
  return { ...fitLines(words, sizes, width, most, (text) => measure(text, cut)), cut };
}

function toGroup({ text, cut, size, x, y, fill }: PlacedLine, outline: Outline): string {
  const transform = `translate(${Math.round(x)} ${y}) scale(${size})`;
  return `<g transform="${transform}" fill="${pictureColors[fill]}">${outline(text, cut)}</g>`;
}
