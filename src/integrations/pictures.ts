import { mkdir, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { base } from '../config.ts';
import { readContent } from '../content.ts';
import { openCanvas } from '../lib/canvas.ts';
import type { Paper } from '../lib/paper.ts';
import { toPictureSvg } from '../lib/picture.ts';
import { findByPicturePath, listPictured, toPicturePath } from '../lib/pictured.ts';
import { strings } from '../lib/strings.ts';
import type { Section } from '../lib/tree.ts';

/** Put the pictures of link previews into the built site, and draw those asked for in development. */
export function pictures(): AstroIntegration {
  return {
    name: 'pictures',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const paper = readContent();
        await mkdir(new URL('pictures/', dir), { recursive: true });
        for (const section of listPictured(paper.root)) {
          await writeFile(new URL(toPicturePath(section), dir), await drawPicture(paper, section));
        }
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(`${base}pictures/`, (request, response, next) => {
          findPicture(`pictures/${request.url?.replace(/^\/|\?.*$/g, '')}`).then((png) => {
            if (png) response.setHeader('Content-Type', 'image/png').end(png);
            else next();
          }, next);
        });
      },
    },
  };
}

/** Draw the picture that has a path, of the content as it is now. */
async function findPicture(path: string): Promise<Uint8Array | undefined> {
  const paper = readContent();
  const section = findByPicturePath(paper.root, path);
  return section && drawPicture(paper, section);
}

/** Draw the picture of a section, or of the whole paper, as a PNG. */
export async function drawPicture({ root, terms }: Paper, section: Section): Promise<Uint8Array> {
  const { measure, outline, draw } = await openCanvas();
  const toText = ({ title: { zh, en } }: Section) => ({ zh: zh.text, en: en.text });
  const text = {
    number: section.number,
    title: toText(section),
    ...(section === root ? {} : { paper: toText(root) }),
    site: strings.site,
    words: terms.map(({ zh }) => zh),
  };
  return draw(toPictureSvg(text, measure, outline));
}
