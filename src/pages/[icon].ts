import type { APIRoute } from 'astro';
import { drawIcon, icons, readMark } from '../features/previews/icon.ts';
import { paper } from '../site/site.ts';

export const getStaticPaths = () =>
  ['favicon.svg', ...icons.map(({ file }) => file)].map((icon) => ({ params: { icon } }));

/** Serve the mark of the site, as a drawing and as the pictures that systems ask for. */
export const GET: APIRoute = async ({ params }) => {
  const icon = icons.find(({ file }) => file === params['icon']);
  return icon
    ? new Response(Buffer.from(await drawIcon(paper, icon)), {
        headers: { 'Content-Type': 'image/png' },
      })
    : new Response(readMark(paper), { headers: { 'Content-Type': 'image/svg+xml' } });
};
