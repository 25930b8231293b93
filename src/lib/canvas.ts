import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { convert } from 'fontverter';
import { Blob, Buffer, Face, Font, shape } from 'harfbuzzjs';
import type { Cut, Measure, Outline } from './picture.ts';
import { encodePng } from './png.ts';

/** What draws pictures in the site's own fonts, and in no other. */
export interface Canvas {
  measure: Measure;
  outline: Outline;
  /** Draw an SVG as a PNG; the same SVG gives the same bytes. */
  draw: (svg: string) => Uint8Array;
}

let opened: Promise<Canvas> | undefined;

/** Return the canvas, made ready when it is first asked for. */
export function openCanvas(): Promise<Canvas> {
  opened ??= makeCanvas();
  return opened;
}

async function makeCanvas(): Promise<Canvas> {
  const { resolve } = createRequire(import.meta.url);
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fonts: Readonly<Record<Cut, Font>> = {
    han: await readFont('han-regular'),
    hanBold: await readFont('han-bold'),
    latin: await readFont('latin-regular'),
    latinBold: await readFont('latin-bold'),
  };
  return {
    measure: (text, cut) => measureText(text, fonts[cut]),
    outline: (text, cut) => outlineText(text, fonts[cut]),
    draw: drawPng,
  };
}

async function readFont(name: string): Promise<Font> {
  const sfnt = await convert(readFileSync(`src/fonts/duidu-${name}.woff2`), 'sfnt');
  return new Font(new Face(new Blob(sfnt)));
}

/** Set a text as a browser would, with its kerning, in units of the font. */
function setText(text: string, font: Font): { glyph: number; advance: number }[] {
  const buffer = new Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  const places = buffer.getGlyphPositions();
  return buffer
    .getGlyphInfos()
    .map(({ codepoint }, at) => ({ glyph: codepoint, advance: places[at]?.xAdvance ?? 0 }));
}

function measureText(text: string, font: Font): number {
  return setText(text, font).reduce((sum, { advance }) => sum + advance, 0) / font.face.upem;
}

function outlineText(text: string, font: Font): string {
  let x = 0;
  const glyphs = setText(text, font).map(({ glyph, advance }) => {
    const path = `<path transform="translate(${x})" d="${font.glyphToPath(glyph)}"/>`;
    x += advance;
    return path;
  });
  // Fonts count upwards, and SVG downwards.
  const scale = 1 / font.face.upem;
  return `<g transform="scale(${scale} ${-scale})">${glyphs.join('')}</g>`;
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
