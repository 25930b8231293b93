import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { toBibtex } from '../../../../features/cite/bibtex.ts';
import { toCitedItem } from '../../../../features/cite/cited.ts';
import type { CslItem } from '../../../../features/cite/item.ts';
import { toRis } from '../../../../features/cite/ris.ts';
import { citeFormats } from '../../../../features/cite/styles.ts';
import { listPages } from '../../../../site/site.ts';

const writers = { bib: toBibtex, ris: toRis, json: (item: CslItem) => JSON.stringify([item]) };

/** List the files that cite the paper and its sections, in each view and format. */
export const getStaticPaths = () =>
  listPages().flatMap(
    ({ params: { locale, section: number = 'paper' }, props: { view, section } }) =>
      citeFormats.map(({ extension: format, type }) => ({
        params: { locale, format, file: `${number}.${format}` },
        props: { view, section, format, type },
      })),
  );

/** Serve a file that cites a section, or the whole paper, for a citation manager. */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({
  props: { view, section, format, type },
}) =>
  new Response(writers[format](toCitedItem(view, section)), {
    headers: { 'Content-Type': `${type}; charset=utf-8` },
  });
