import { takeIndex } from '../../features/search/search-index.ts';
import { version } from '../../site/config.ts';
import { paper } from '../../site/site.ts';

/** List the files of the search index. */
export async function getStaticPaths() {
  const files = await takeIndex(paper, version);
  return files.map(({ path, content }) => ({
    params: { file: path },
    props: { content },
  }));
}

/** Serve a file of the search index. */
export const GET = ({ props }: { props: { content: Uint8Array<ArrayBuffer> } }) =>
  new Response(props.content);
