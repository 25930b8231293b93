import type { APIRoute } from 'astro';
import type { Section } from '../../paper/tree.ts';
import { drawPicture } from '../../site/previews/picture.ts';
import { listPictured } from '../../site/previews/pictured.ts';
import { paper } from '../../site/site.ts';

export const getStaticPaths = () =>
  listPictured(paper.root).map((section) => ({
    params: { number: section.number || 'paper' },
    props: { section },
  }));

/** Serve the link preview picture of a section. */
export const GET: APIRoute<{ section: Section }> = async ({ props: { section } }) =>
  new Response(await drawPicture(paper, section), { headers: { 'Content-Type': 'image/png' } });
