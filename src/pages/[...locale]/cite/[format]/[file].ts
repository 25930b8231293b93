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
 * Serve a citation file of a section or of the whole paper, with the date of the version as its access date; a
 * script replaces that with the reader's date.
 */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({
  props: { view, section, type, write },
}) =>
  new Response(write(addAccess(toSectionData(section).items[view], date)), {
    headers: { 'Content-Type': `${type}; charset=utf-8` },
  });
