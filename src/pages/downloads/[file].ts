import type { InferGetStaticPropsType } from 'astro';
import { downloads, makeDownload } from '../../features/downloads/downloads.ts';
import { addresses, paper } from '../../site/site.ts';

/** List the downloads that are made of the content; PDFs are printed from the finished pages. */
export const getStaticPaths = () =>
  downloads
    .flatMap(({ files }) => files)
    .filter(({ make }) => make)
    .map((download) => ({ params: { file: download.file }, props: { download } }));

/** Serve a file with the whole text. */
export const GET = ({
  props: { download },
}: {
  props: InferGetStaticPropsType<typeof getStaticPaths>;
}) =>
  new Response(makeDownload(download, paper, addresses), {
    headers: { 'Content-Type': download.type },
  });
