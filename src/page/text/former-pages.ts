import { entries } from '../../features/terms/entries.ts';
import { termWords } from '../../i18n/words.ts';
import { type Bilingual, views } from '../../paper/locale.ts';
import { type FormerPage, listFormerPages, prepareAliasNotes } from '../../permalinks/former.ts';
import { paper, toLocaleParam } from '../../site/site.ts';

/** Lists what a page says, and where, of addresses that were on it and are not any more. */
export const toAliasNotes = prepareAliasNotes(paper);

/** The pages of what is no longer there. */
const formerPages: readonly FormerPage[] = listFormerPages(
  paper,
  new Map<string, Bilingual>([
    ['terms', termWords.title],
    ...entries.map(({ slug, term: { zh, en } }) => [`terms/${slug}`, { zh, en }] as const),
  ]),
  toAliasNotes,
);

/** List the route parameters of each page whose section is gone, for `getStaticPaths`. */
export function listFormer() {
  return views.flatMap((view) =>
    formerPages.map((former) => ({
      params: { locale: toLocaleParam(view), section: former.name },
      props: { view, section: undefined, former },
    })),
  );
}
