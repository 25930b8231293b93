import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { convert } from 'fontverter';
import satori, { type Font } from 'satori';
import { pageWords } from '../../i18n/words.ts';
import { addNumber } from '../../paper/number.ts';
import type { Paper } from '../../paper/paper.ts';
import type { Section } from '../../paper/tree.ts';
import { readFont } from '../../site/files.ts';
import { splitWords } from '../../text/words.ts';
import { pictureSize } from './pictured.ts';
import { encodePng } from './png.ts';

/** The colours of the site's light theme, as `tokens.css` has them; a picture has no dark one. */
export const pictureColors = {
  paper: '#fcfaf5',
  ink: '#24211d',
  soft: '#6a6359',
  line: '#e5dfd3',
  accent: '#a3301e',
} as const;

const { ink, soft, line, accent } = pictureColors;

/** The cuts of the site's fonts, by the names that they have in a picture. */
const cuts = {
  han: 'han-regular',
  hanBold: 'han-bold',
  latin: 'latin-regular',
  latinBold: 'latin-bold',
};

/** The fonts of a text: a character that the first lacks comes from the next that has it. */
const family = {
  han: 'han, latin',
  latin: 'latin, han',
  hanBold: 'hanBold, latinBold, han',
  latinBold: 'latinBold, hanBold, latin',
};

/** An element as satori takes it, in place of JSX. */
interface Element {
  type: string;
  key: string | null;
  props: Record<string, unknown>;
}

/** How large titles may be set, and the number of lines of each in the smallest size. */
const scales = [1, 0.9, 0.8, 0.7, 0.6, 0.5];
const mostLines = 3;

/** Draw the picture of a section, or of the whole paper, as a PNG; the same text gives the same bytes. */
export async function drawPicture(paper: Paper, section: Section): Promise<Buffer<ArrayBuffer>> {
  const svg = await drawSvg(paper, section);
  const resvg = new Resvg(svg);
  const image = resvg.render();
  const png = encodePng(image.pixels, pictureSize, Object.values(pictureColors));
  // The garbage collector does not see the memory of WebAssembly.
  image.free();
  resvg.free();
  return png;
}

/**
 * Draw the picture of a section as SVG, its titles as large as they fit.
 *
 * @param embedFont whether text is drawn as outlines, so that every renderer shows it alike
 */
export async function drawSvg(paper: Paper, section: Section, embedFont = true): Promise<string> {
  fonts ??= prepare();
  const options = { ...pictureSize, fonts: await fonts, embedFont };
  for (const scale of scales) {
    let room = 0;
    let needed = 0;
    const svg = await satori(toPicture(paper, section, scale), {
      ...options,
      onNodeDetected: ({ key, height }) => {
        if (key === 'room') room = height;
        if (key === 'titles') needed = height;
      },
    });
    if (needed <= room || scale === scales.at(-1)) return svg;
  }
  throw new Error('No scale is given');
}

/** The fonts, read when the first picture is drawn. */
let fonts: Promise<Font[]> | undefined;

async function prepare(): Promise<Font[]> {
  const { resolve } = createRequire(import.meta.url);
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm'))).catch((error) => {
    // The development server begins anew in the same process.
    if (!String(error).includes('Already initialized')) throw error;
  });
  const read: Font[] = [];
  // One after the other: each is unpacked into the same memory.
  for (const [name, file] of Object.entries(cuts)) {
    const sfnt = await convert(readFont(`duidu-${file}.woff2`), 'sfnt');
    read.push({ name, data: Buffer.from(sfnt) });
  }
  return read;
}

/** Lay out a picture: the paper's title over that of a section, the titles, and the site's name. */
function toPicture({ root, terms }: Paper, section: Section, scale: number): Element {
  const words = terms.map(({ zh }) => zh);
  const title = ({ title }: Section, zh: object, en: object) => [
    box({ fontFamily: family.han, ...zh }, keepWords(title.zh.text, words)),
    box({ fontFamily: family.latin, color: soft, ...en }, title.en.text),
  ];
  const number = addNumber(section.number, '').trim();
  const isLast = scale === scales.at(-1);
  const lines = {
    wordBreak: 'break-word',
    ...(isLast ? { lineClamp: mostLines } : { textWrap: 'balance' }),
  };
  const oneLine = { lineClamp: 1, lineHeight: 1.35 };
  const over = [
    ...title(root, { ...oneLine, color: soft, fontSize: 28 }, { ...oneLine, fontSize: 22 }),
  ];
  const titles = [
    ...(number ? [box({ fontFamily: family.latinBold, fontSize: 48, color: accent }, number)] : []),
    ...title(
      section,
      { ...lines, fontFamily: family.hanBold, fontSize: 88 * scale, lineHeight: 1.3 },
      { ...lines, fontSize: 46 * scale, lineHeight: 1.3, marginTop: 22 },
    ),
  ];
  const icon = readFileSync('public/favicon.svg').toString('base64');
  const site = [
    {
      type: 'img',
      key: null,
      props: { width: 32, height: 32, src: `data:image/svg+xml;base64,${icon}` },
    },
    box({ fontFamily: family.hanBold, marginLeft: 14 }, pageWords.site.zh),
    box({ fontFamily: family.latinBold, marginLeft: 12, color: soft }, pageWords.site.en),
  ];
  const column = { display: 'flex', flexDirection: 'column' };
  return box(
    {
      ...column,
      ...pictureSize,
      boxSizing: 'border-box',
      padding: '64px 88px 38px',
      backgroundColor: pictureColors.paper,
      color: ink,
    },
    [
      // A border would be drawn through three clip paths, which takes as long as all the rest.
      box({
        position: 'absolute',
        left: 0,
        top: 0,
        width: 12,
        height: 630,
        backgroundColor: accent,
      }),
      ...(section === root ? [] : over),
      box(
        { ...column, flex: 1, minHeight: 0, justifyContent: 'center' },
        box({ ...column, flexShrink: 0 }, titles, 'titles'),
        'room',
      ),
      box({ height: 2, marginTop: 20, backgroundColor: line }),
      box(
        {
          display: 'flex',
          alignItems: 'center',
          paddingTop: 18,
          fontSize: 28,
        },
        site,
      ),
    ],
  );
}

function box(style: object, children?: unknown, key: string | null = null): Element {
  return { type: 'div', key, props: { style: { display: 'block', ...style }, children } };
}

/** Join the characters of each Chinese word, so that no line ends within it (U+2060, UAX #14). */
function keepWords(text: string, words: readonly string[]): string {
  const join = (word: string) => word.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, '\u2060');
  return splitWords(text, words).map(join).join('');
}
