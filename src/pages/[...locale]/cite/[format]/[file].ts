import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { citeFormats } from '../../../../features/cite/citation-files.ts';
import { toItem } from '../../../../features/cite/item.ts';
import { addresses, listPages, paper } from '../../../../site/site.ts';

export const getStaticPaths = () =>
  listPages().flatMap(
    ({ params: { locale, section: number = 'paper' }, props: { view, section } }) =>
      citeFormats.map(({ extension, type, write }) => ({
        params: { locale, format: extension, file: `${number}.${extension}` },
        props: { view, number: section.number, type, write },
      })),
  );

/** Serve a file that cites a section, or the whole paper, for a citation manager. */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({
  props: { view, number, type, write },
}) =>
  new Response(write(toItem(paper, number, view, addresses.toPage(view, number))), {
    headers: { 'Content-Type': `${type}; charset=utf-8` },
  });
