import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { APIRoute } from 'astro';
import { imageTypes } from '../../read/sources.ts';
import { listShown } from '../../site/site.ts';

export const getStaticPaths = listShown;

/** Serve an image of the content. */
export const GET: APIRoute<{ path: string }> = ({ props: { path } }) =>
  new Response(readFileSync(path), {
    headers: { 'Content-Type': imageTypes.get(extname(path).slice(1)) ?? '' },
  });
