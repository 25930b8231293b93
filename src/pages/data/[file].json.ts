import type { InferGetStaticPropsType } from 'astro';
import { toDataDigest, toSectionData } from '../../page/text/section-data.ts';
import { flatten } from '../../paper/tree.ts';
import { paper } from '../../site/site.ts';

/** List the data files, `3.1.<digest>`; that of the whole paper is `title`. */
export const getStaticPaths = () =>
  flatten(paper.root).map((section) => ({
    params: { file: `${section.number || 'title'}.${toDataDigest(section)}` },
    props: { section },
  }));

/** Serve what a page needs of a section only once the reader asks for it. */
export const GET = ({ props }: { props: InferGetStaticPropsType<typeof getStaticPaths> }) =>
  Response.json(toSectionData(props.section));
