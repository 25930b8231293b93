import { makeIndex } from '../../features/search/search-index.ts';
import { version } from '../../site/config.ts';
import { paper } from '../../site/site.ts';

/** List the files of the search index; the name of the first has the version, the others have a digest. */
export async function getStaticPaths() {
  const files = await makeIndex(paper);
  return files.map(({ path, content }) => ({
    params: { file: path.replace(/^data\./, `data.${version}.`) },
    props: { content },
  }));
}

/** Serve a file of the search index. */
export const GET = ({ props }: { props: { content: Uint8Array<ArrayBuffer> } }) =>
  new Response(props.content);
