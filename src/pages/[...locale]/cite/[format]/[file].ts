import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { citeFormats } from '../../../../features/cite/citation-files.ts';
import { addAccess } from '../../../../features/cite/parts.ts';
import { toSectionData } from '../../../../page/text/section-data.ts';
import { latestOf } from '../../../../paper/schema.ts';
import { listPages, paper } from '../../../../site/site.ts';

export const getStaticPaths = () =>
  listPages().flatMap(
    ({ params: { locale, section: number = 'paper' }, props: { view, section } }) =>
      citeFormats.map(({ extension, type, write }) => ({
        params: { locale, format: extension, file: `${number}.${extension}` },
        props: { view, section, type, write },
      })),
  );

const { date } = latestOf(paper.permalinks ?? { versions: {} });

/**
 * Serve a file that cites a section, or the whole paper, for a citation manager, as of the day of its
 * version; a script puts the reader's day in its place.
 */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({
  props: { view, section, type, write },
}) =>
  new Response(write(addAccess(toSectionData(section).items[view], date)), {
    headers: { 'Content-Type': `${type}; charset=utf-8` },
  });
