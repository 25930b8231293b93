import type { InferGetStaticPropsType } from 'astro';
import { toRis } from '../../../../lib/cite/ris.ts';
import { listCitations, toCitedItem } from '../../../../site.ts';

export const getStaticPaths = listCitations;
type Props = InferGetStaticPropsType<typeof listCitations>;

/** Serve a record in RIS that cites a section in a view. */
export const GET = ({ props: { view, section } }: { props: Props }) =>
  new Response(toRis(toCitedItem(view, section)), {
    headers: { 'Content-Type': 'application/x-research-info-systems; charset=utf-8' },
  });
