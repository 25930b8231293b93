import type { InferGetStaticPropsType } from 'astro';
import { toBibtex } from '../../../../features/cite/bibtex.ts';
import { toCitedItem } from '../../../../features/cite/cited.ts';
import { toRis } from '../../../../features/cite/ris.ts';
import { citeFormats } from '../../../../features/cite/styles.ts';
import { toCitePath } from '../../../../paper/anchor.ts';
import { views } from '../../../../paper/locale.ts';
import { flatten } from '../../../../paper/tree.ts';
import { paper, toLocaleParam } from '../../../../site/site.ts';

const writers = {
  bib: toBibtex,
  ris: toRis,
  json: (item: ReturnType<typeof toCitedItem>) => JSON.stringify([item]),
};

/** List the files that cite the paper and its sections, in each view and format. */
export const getStaticPaths = () =>
  flatten(paper.root).flatMap((section) =>
    views.flatMap((view) =>
      citeFormats.map(({ extension, type }) => ({
        params: {
          locale: toLocaleParam(view),
          format: extension,
          file: toCitePath(view, section.number, extension).split('/').at(-1),
        },
        props: { section, view, extension, type },
      })),
    ),
  );

/** Serve a file that cites a section, or the whole paper, for a citation manager. */
export const GET = ({
  props: { section, view, extension, type },
}: {
  props: InferGetStaticPropsType<typeof getStaticPaths>;
}) =>
  new Response(writers[extension](toCitedItem(view, section)), {
    headers: { 'Content-Type': `${type}; charset=utf-8` },
  });
