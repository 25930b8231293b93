import type { InferGetStaticPropsType } from 'astro';
import { toBibtex } from '../../../../lib/cite/bibtex.ts';
import { listCitations, toCitedItem } from '../../../../site.ts';

export const getStaticPaths = listCitations;
type Props = InferGetStaticPropsType<typeof listCitations>;

/** Serve an entry for biblatex that cites a section in a view. */
export const GET = ({ props: { view, section } }: { props: Props }) =>
  new Response(toBibtex(toCitedItem(view, section)), {
    headers: { 'Content-Type': 'application/x-bibtex; charset=utf-8' },
  });
