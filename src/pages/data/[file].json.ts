import type { InferGetStaticPropsType } from 'astro';
import { toTermData } from '../../features/terms/concordance.ts';
import { entries } from '../../features/terms/entries.ts';
import { toDataDigest, toSectionData } from '../../page/text/section-data.ts';
import { flatten } from '../../paper/tree.ts';
import { version } from '../../site/config.ts';
import { paper } from '../../site/site.ts';

/** List the data files: the terms, and the sections by digest; the whole paper is `title`. */
export const getStaticPaths = () => [
  { params: { file: `terms.${version}` }, props: { section: undefined } },
  ...flatten(paper.root).map((section) => ({
    params: { file: `${section.number || 'title'}.${toDataDigest(section)}` },
    props: { section },
  })),
];

/** Serve the data of a section or of the terms. */
export const GET = ({ props }: { props: InferGetStaticPropsType<typeof getStaticPaths> }) =>
  Response.json(props.section ? toSectionData(props.section) : toTermData(entries));
