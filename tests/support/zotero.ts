/** The item that Zotero makes of a page. */
export interface Item {
  itemType: string | undefined;
  title: string | undefined;
  language: string | undefined;
  url: string | undefined;
  abstractNote: string | undefined;
  date: string | undefined;
  publicationTitle: string | undefined;
  DOI: string | undefined;
  creators: string[];
}

/** Read a head as Zotero's “Embedded Metadata” does, which tries one vocabulary after the other. */
export function readItem(metas: readonly { name: string; content: string }[]): Item {
  const list = (...names: string[]) =>
    names
      .map((name) => metas.filter((meta) => meta.name === name).map(({ content }) => content))
      .find((found) => found.length > 0) ?? [];
  const read = (...names: string[]) => list(...names)[0];
  const isWebsite = read('og:type') === 'website' ? 'webpage' : undefined;
  const isArticle = read('citation_journal_title', 'citation_title') && 'journalArticle';
  return {
    itemType: read('z:itemType') ?? isWebsite ?? isArticle ?? 'webpage',
    title: read('citation_title', 'DC.title', 'og:title'),
    language: read('citation_language', 'DC.language'),
    url: read('citation_public_url', 'og:url'),
    abstractNote: read('citation_abstract', 'og:description'),
    date: read('citation_publication_date', 'DC.date'),
    publicationTitle: read('citation_journal_title', 'prism.publicationName', 'og:site_name'),
    DOI: read('citation_doi', 'DC.identifier'),
    creators: list('citation_author', 'DC.creator'),
  };
}
