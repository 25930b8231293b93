import { mkdir, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { pageWords } from '../../i18n/words.ts';
import type { Paper } from '../../paper/paper.ts';
import type { Section } from '../../paper/tree.ts';
import { base } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { openCanvas } from './canvas.ts';
import { toPictureSvg } from './picture.ts';
import { findByPicturePath, listPictured, toPicturePath } from './pictured.ts';

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
    site: pageWords.site,
    words: terms.map(({ zh }) => zh),
  };
  return draw(toPictureSvg(text, measure, outline));
}
