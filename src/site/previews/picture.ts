import { readFileSync } from 'node:fs';
import { convert } from 'fontverter';
import satori, { type Font } from 'satori';
import { nameOf } from '../../i18n/words.ts';
import { grounds, links } from '../../paper/color.ts';
import { addNumber } from '../../paper/number.ts';
import type { Paper, Section } from '../../paper/tree.ts';
import { cutFonts } from '../../site/fonts/cut-fonts.ts';
import { fonts as cuts } from '../../site/fonts/font-faces.ts';
import { splitWords } from '../../text/html.ts';
import { drawPng } from './draw.ts';
import { readMark, toDataUrl } from './icons.ts';
import { pictureSize, type Size } from './pictured.ts';

/** The colors of the site's light theme, as `tokens.css` has them; a picture has no dark one. */
export const pictureColors = {
  paper: grounds.light[0],
  ink: '#24211d',
  soft: '#6a6359',
  line: '#e5dfd3',
  accent: links.light,
} as const;

const { ink, soft, line } = pictureColors;

// A character that the first font lacks comes from the next that has it.
const han = { fontFamily: 'han-regular, latin-regular' };
const hanBold = { fontFamily: 'han-bold, latin-bold, han-regular' };
const latin = { fontFamily: 'latin-regular, han-regular', color: soft };
const latinBold = { fontFamily: 'latin-bold, han-bold, latin-regular', color: soft };

const scales = [1, 0.9, 0.8, 0.7, 0.6, 0.5];
const mostLines = 3;

/** Draw the picture of a section, or of the whole paper, as a PNG; the same text gives the same bytes. */
export async function drawPicture(
  paper: Paper,
  section: Section,
  size: Size = pictureSize,
): Promise<Buffer<ArrayBuffer>> {
  return drawPng(await drawSvg(paper, section, true, size));
}

/** Draw a picture as SVG, its titles as large as they fit; `embedFont` draws text as outlines. */
export async function drawSvg(
  paper: Paper,
  section: Section,
  embedFont = true,
  size: Size = pictureSize,
): Promise<string> {
  let svg = '';
  for (const scale of scales) {
    const heights = new Map<unknown, number>();
    svg = await satori(toPicture(paper, section, scale, size), {
      ...{ ...size, embedFont, fonts: await readFonts(paper) },
      onNodeDetected: ({ key, height }) => heights.set(key, height),
    });
    if ((heights.get('titles') ?? 0) <= (heights.get('room') ?? 0)) break;
  }
  return svg;
}

let fonts: Promise<Font[]> | undefined;

/** Read the fonts of a paper, unpacked, by the names of their files. */
export function readFonts(paper: Paper): Promise<Font[]> {
  fonts ??= unpack(paper);
  return fonts;
}

async function unpack(paper: Paper): Promise<Font[]> {
  const { folder } = await cutFonts(paper);
  const read: Font[] = [];
  // Unpack one at a time, as all use the same memory.
  for (const { file } of cuts) {
    const sfnt = await convert(readFileSync(`${folder}/${file}`), 'sfnt');
    read.push({ name: file.slice('duidu-'.length, -'.woff2'.length), data: Buffer.from(sfnt) });
  }
  return read;
}

/** An element for satori, in place of JSX. */
type Element = { type: string; key: string | null; props: object };

function box(style: object, children?: Element[], key: string | null = null): Element {
  return { type: 'div', key, props: { style: { display: 'flex', ...style }, children } };
}

/** Make a block of text; a flex box would split it into items. */
function textBox(style: object, text: string): Element {
  return {
    type: 'div',
    key: null,
    props: { style: { display: 'block', ...style }, children: text },
  };
}

function toPicture(paper: Paper, section: Section, scale: number, size: Size): Element {
  const { root, terms, site } = paper;
  const accent = site.colors.light;
  const words = terms.map(({ zh }) => zh);
  const makeTitle = ({ title }: Section, zh: object, en: object) => [
    textBox(zh, keepWords(title.zh.text, words)),
    textBox({ ...latin, ...en }, title.en.text),
  ];
  const oneLine = { lineClamp: 1, lineHeight: 1.35 };
  const over = makeTitle(
    root,
    { ...han, ...oneLine, color: soft, fontSize: 28 },
    { ...oneLine, fontSize: 22 },
  );
  const fit = scale === scales.at(-1) ? { lineClamp: mostLines } : { textWrap: 'balance' };
  const lines = { ...fit, wordBreak: 'break-word', lineHeight: 1.3 };
  const titles = [
    ...[addNumber(section.number, '').trim()]
      .filter(Boolean)
      .map((number) => textBox({ ...latinBold, fontSize: 48, color: accent }, number)),
    ...makeTitle(
      section,
      { ...hanBold, ...lines, fontSize: 88 * scale },
      { ...lines, fontSize: 46 * scale, marginTop: 22 },
    ),
  ];
  const column = { flexDirection: 'column' };
  const icon = {
    type: 'img',
    key: null,
    props: { width: 32, height: 32, src: toDataUrl(readMark(site)) },
  };
  const brand = [
    textBox({ ...hanBold, marginLeft: 14 }, nameOf(site).zh),
    textBox({ ...latinBold, marginLeft: 12 }, nameOf(site).en),
  ];
  const sheet = { ...size, ...column, boxSizing: 'border-box', padding: '64px 88px 38px' };
  return box({ ...sheet, color: ink, backgroundColor: pictureColors.paper }, [
    // A border would be drawn through three clip paths, which takes as long as all the rest.
    box({
      position: 'absolute',
      left: 0,
      top: 0,
      width: 12,
      height: size.height,
      backgroundColor: accent,
    }),
    ...(section === root ? [] : over),
    box(
      { ...column, flex: 1, minHeight: 0, justifyContent: 'center' },
      [box({ ...column, flexShrink: 0 }, titles, 'titles')],
      'room',
    ),
    box({ height: 2, marginTop: 20, backgroundColor: line }),
    box({ alignItems: 'center', paddingTop: 18, fontSize: 28 }, [icon, ...brand]),
  ]);
}

/** Keep a line from breaking inside a Chinese word (U+2060, UAX #14). */
function keepWords(text: string, words: readonly string[]): string {
  const join = (word: string) => word.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, '\u2060');
  return splitWords(text, words).map(join).join('');
}
