import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { imageTypes } from '../../read/images.ts';
import { listImages } from '../../site/site.ts';

export const getStaticPaths = listImages;

/** Serve an image of the content. */
export const GET = ({ props: { path } }: { props: { path: string } }) =>
  new Response(readFileSync(path), {
    headers: { 'Content-Type': imageTypes.get(extname(path).slice(1)) ?? '' },
  });
