import { readFileSync, writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import { grounds, links } from '../../paper/color.ts';
import type { Paper } from '../../paper/tree.ts';
import { contentFolder } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { drawPng } from './draw.ts';

/** The icons in `public/`: their size, the share of it that the mark takes, and whether the rest is filled. */
const pictures = {
  'icon.png': { size: 180, part: 1, isFilled: true },
  'icon-192.png': { size: 192, part: 1, isFilled: false },
  'icon-512.png': { size: 512, part: 1, isFilled: false },
  // Systems may crop the icon to a circle.
  'icon-maskable.png': { size: 512, part: 0.8, isFilled: true },
};

/** Replace the icons of a site that has its own logo or colors. */
export function ownIcons(): AstroIntegration {
  const write = async ({ dir }: { dir: URL }): Promise<void> => {
    const { site } = readContent();
    if (!site.logo && site.colors.light === links.light) return;
    const mark = readMark(site);
    writeFileSync(new URL('favicon.svg', dir), mark);
    const ground = site.logo ? grounds.light[0] : site.colors.light;
    for (const [file, { size, part, isFilled }] of Object.entries(pictures)) {
      const fill = isFilled ? `<rect width="1" height="1" fill="${ground}"/>` : '';
      const [start, inner] = [(1 - part) / 2, `width="${part}" height="${part}"`];
      const image = `<image x="${start}" y="${start}" ${inner} href="${toDataUrl(mark)}"/>`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 1 1">${fill}${image}</svg>`;
      writeFileSync(new URL(file, dir), await drawPng(svg));
    }
  };
  return { name: 'own-icons', hooks: { 'astro:build:done': write } };
}

/** Return the mark of a site as SVG: its logo, or the default mark in its color. */
export function readMark({ logo, colors }: Paper['site']): string {
  if (!logo) return readFileSync('public/favicon.svg', 'utf8').replace(links.light, colors.light);
  const bytes = readFileSync(`${contentFolder}/images/${logo}`);
  if (logo.endsWith('.svg')) return bytes.toString();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><image width="32" height="32" href="data:image/png;base64,${bytes.toString('base64')}"/></svg>`;
}

/** Write an SVG as a data URL. */
export function toDataUrl(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
