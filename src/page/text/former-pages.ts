import { entries } from '../../features/terms/entries.ts';
import { termWords } from '../../i18n/words.ts';
import { type Bilingual, views } from '../../paper/locale.ts';
import { listFormerPages, prepareAliasNotes } from '../../permalinks/former.ts';
import { paper, toLocaleParam } from '../../site/site.ts';

/** Lists the notes of a page about its former addresses. */
export const toAliasNotes = prepareAliasNotes(paper);

/** List the route parameters of each page whose section was removed, for `getStaticPaths`. */
export function listFormer() {
  const terms = new Map<string, Bilingual>([
    ['terms', termWords.title],
    ...entries.map(({ slug, term: { zh, en } }) => [`terms/${slug}`, { zh, en }] as const),
  ]);
  const pages = listFormerPages(paper, terms, toAliasNotes);
  return views.flatMap((view) =>
    pages.map((former) => ({
      params: { locale: toLocaleParam(view), section: former.name },
      props: { view, section: undefined, former },
    })),
  );
}
