import { readFileSync } from 'node:fs';
import { links } from '../../paper/color.ts';
import type { Paper } from '../../paper/tree.ts';
import { contentFolder } from '../../site/config.ts';
import { pictureColors, render } from './picture.ts';

/** The icons of the site beside `favicon.svg`: their size, and whether all of the square is filled. */
export const icons = [
  { file: 'icon.png', size: 180, isFilled: true, scale: 1 },
  { file: 'icon-192.png', size: 192, isFilled: false, scale: 1 },
  { file: 'icon-512.png', size: 512, isFilled: false, scale: 1 },
  // A system may cut off what is outside of a circle.
  { file: 'icon-maskable.png', size: 512, isFilled: true, scale: 0.8 },
] as const;

/** Return the mark of the site as SVG: its logo, or ours in its color. */
export function readMark({ site: { logo, colors } }: Paper): string {
  if (!logo) {
    const own = readFileSync('src/site/icon.svg', 'utf8');
    return own.replace(links.light, colors.light);
  }
  const bytes = readFileSync(`${contentFolder}/images/${logo}`);
  if (logo.endsWith('.svg')) return bytes.toString();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><image width="32" height="32" href="data:image/png;base64,${bytes.toString('base64')}"/></svg>`;
}

/** Draw the mark of the site as a PNG. */
export function drawIcon(paper: Paper, icon: (typeof icons)[number]): Promise<Uint8Array> {
  const { size, isFilled, scale } = icon;
  const fill = paper.site.logo ? pictureColors.paper : paper.site.colors.light;
  const ground = isFilled ? `<rect width="${size}" height="${size}" fill="${fill}"/>` : '';
  const [inner, start] = [size * scale, (size * (1 - scale)) / 2];
  const mark = `data:image/svg+xml;base64,${Buffer.from(readMark(paper)).toString('base64')}`;
  return render(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${ground}<image x="${start}" y="${start}" width="${inner}" height="${inner}" href="${mark}"/></svg>`,
  );
}
