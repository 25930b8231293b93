import { leadOf, views } from '../../paper/locale.ts';
import { type PageLink, paper, toLocaleParam } from '../../site/site.ts';
import { type Entry, sortEntries, toConcordance } from './concordance.ts';

/** Every term of the paper with its occurrences. */
export const entries = toConcordance(paper.terms, paper.root);

/** Return the link to a term. */
export function toTermLink({ slug, term: { zh, en } }: Entry): PageLink {
  return { name: `terms/${slug}`, text: { zh, en } };
}

/** Suggestions for the search box. */
export const suggestedTerms: readonly PageLink[] = entries.slice(0, 12).map(toTermLink);

/** List the route parameters of each term in each view, with its neighbors, for `getStaticPaths`. */
export function listTermPages() {
  return views.flatMap((view) =>
    sortEntries(entries, leadOf(view)).map((entry, index, sorted) => ({
      params: { locale: toLocaleParam(view), term: entry.slug },
      props: { view, entry, previous: sorted[index - 1], next: sorted[index + 1] },
    })),
  );
}
