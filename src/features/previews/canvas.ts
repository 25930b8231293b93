import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { convert } from 'fontverter';
import { Blob, Buffer, Face, Font, shape } from 'harfbuzzjs';
import { fontFolder } from '../../site/config.ts';
import type { Cut, Measure, Outline } from './picture.ts';
import { encodePng } from './png.ts';

/** What draws pictures in the site's own fonts, and in no other. */
export interface Canvas {
  measure: Measure;
  outline: Outline;
  /** Draw an SVG as a PNG; the same SVG gives the same bytes. */
  draw: (svg: string) => Uint8Array;
}

/** Where a character comes from that a cut lacks. */
const others: Readonly<Record<Cut, Cut>> = {
  han: 'latin',
  hanBold: 'latinBold',
  latin: 'han',
  latinBold: 'hanBold',
};

/** A glyph of a set text; its advance is in sizes of the font. */
interface SetGlyph {
  font: Font;
  glyph: number;
  advance: number;
}

let opened: Promise<Canvas> | undefined;

/** Return the canvas, made ready when it is first asked for. */
export function openCanvas(): Promise<Canvas> {
  opened ??= makeCanvas();
  return opened;
}

async function makeCanvas(): Promise<Canvas> {
  await startRenderer();
  const fonts: Readonly<Record<Cut, Font>> = {
    han: await readFont('han-regular'),
    hanBold: await readFont('han-bold'),
    latin: await readFont('latin-regular'),
    latinBold: await readFont('latin-bold'),
  };
  return {
    measure: measureOnce((text, cut) => measureText(text, fonts[cut], fonts[others[cut]])),
    outline: (text, cut) => outlineText(text, fonts[cut], fonts[others[cut]]),
    draw: drawPng,
  };
}

/** Measure the same text in the same cut once: lines are broken again and again until they fit. */
function measureOnce(measure: Measure): Measure {
  const widths = new Map<string, number>();
  return (text, cut) => {
    const key = `${cut} ${text}`;
    const width = widths.get(key) ?? measure(text, cut);
    widths.set(key, width);
    return width;
  };
}

/** Start the renderer, unless it runs: the development server begins anew in the same process. */
async function startRenderer(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  try {
    await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  } catch (error) {
    if (!String(error).includes('Already initialized')) throw error;
  }
}

async function readFont(name: string): Promise<Font> {
  const sfnt = await convert(
    readFileSync(`${fontFolder ?? 'content/fonts'}/duidu-${name}.woff2`),
    'sfnt',
  );
  return new Font(new Face(new Blob(sfnt)));
}

/** Set a text as a browser would, with its kerning, and what the font lacks in the other one. */
function setText(text: string, font: Font, other?: Font): SetGlyph[] {
  const buffer = new Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  const places = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().flatMap(({ codepoint: glyph, cluster }, at) => {
    const character = String.fromCodePoint(text.codePointAt(cluster) ?? 0);
    if (glyph === 0 && other) return setText(character, other);
    return [{ font, glyph, advance: (places[at]?.xAdvance ?? 0) / font.face.upem }];
  });
}

function measureText(text: string, font: Font, other: Font): number {
  return setText(text, font, other).reduce((sum, { advance }) => sum + advance, 0);
}

function outlineText(text: string, font: Font, other: Font): string {
  let x = 0;
  return setText(text, font, other)
    .map(({ font, glyph, advance }) => {
      // Fonts count upwards, and SVG downwards.
      const scale = 1 / font.face.upem;
      const transform = `translate(${x}) scale(${scale} ${-scale})`;
      x += advance;
      return `<path transform="${transform}" d="${font.glyphToPath(glyph)}"/>`;
    })
    .join('');
}

function drawPng(svg: string): Uint8Array {
  const resvg = new Resvg(svg);
  const image = resvg.render();
  const png = encodePng(image.pixels, image.width, image.height);
  // What is drawn lives outside the memory that is collected.
  image.free();
  resvg.free();
  return png;
}
