import type { InferGetStaticPropsType } from 'astro';
import { listCitations, toCitedItem } from '../../../../site.ts';

export const getStaticPaths = listCitations;
type Props = InferGetStaticPropsType<typeof listCitations>;

/** Serve CSL-JSON that cites a section in a view. */
export const GET = ({ props: { view, section } }: { props: Props }) =>
  Response.json([toCitedItem(view, section)], {
    headers: { 'Content-Type': 'application/vnd.citationstyles.csl+json' },
  });
