import type { APIRoute } from 'astro';
import { type Download, downloads, makeDownload } from '../../features/downloads/downloads.ts';
import { addresses, paper } from '../../site/site.ts';

/** List the downloads that are generated; PDFs are printed from the finished pages. */
export const getStaticPaths = () =>
  downloads
    .filter(({ make }) => make)
    .map((download) => ({ params: { file: download.file }, props: download }));

/** Serve a file with the whole text. */
export const GET: APIRoute<Download> = async ({ props }) =>
  new Response(await makeDownload(props, paper, addresses), {
    headers: { 'Content-Type': props.type },
  });
