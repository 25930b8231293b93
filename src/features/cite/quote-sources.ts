import { toCitePath, toPath } from '../../paper/anchor.ts';
import {
  type Locale,
  langs,
  locales,
  mapLocales,
  toIsoDate,
  type View,
} from '../../paper/locale.ts';
import { base, pageName, view } from '../../ui/page.ts';
import { readCells } from '../../ui/selected-text.ts';
import { readPage } from '../../ui/trusted.ts';
import type { CslItem } from './item.ts';
import { type Copied, formatQuotation } from './quotation.ts';
import type { Quoted } from './quoted.ts';
import { type CiteStyle, formatCitation } from './styles.ts';

/** What it takes to cite a place: the records of its section, and its text in both languages. */
export interface Sources {
  /** In the view of the page, and in the one with both languages; the address is the place's own. */
  items: Record<'own' | 'both', CslItem>;
  texts: Record<Locale, string>;
}

/**
 * Load what it takes to cite a place.
 *
 * @throws if it does not load
 */
export async function loadSources({ section, anchor, segments }: Quoted): Promise<Sources> {
  const load = async (each: View): Promise<CslItem> => {
    const [item] = await (await get(toCitePath(each, section, 'json'))).json();
    return { ...item, URL: `${item.URL}#${anchor}` };
  };
  const [own, both, source] = await Promise.all([
    load(view),
    load('bilingual'),
    view === 'bilingual' ? document : readPage(base + toPath('bilingual', section).slice(1)),
  ]);
  return {
    items: { own, both },
    texts: mapLocales((locale) => readTexts(source, segments, locale)),
  };
}

/** Return a place's address for good, which needs nothing that is to be loaded. */
export function toLink({ section, anchor }: Quoted): string {
  const { href } = document.querySelector('link[rel=canonical]') as HTMLLinkElement;
  const page = pageName;
  const home = href.slice(0, href.length - page.length - (page ? 1 : 0));
  return `${home}${section && `${section}/`}#${anchor}`;
}

/** Quote a place in its language, with its citation. */
export function quoteOnce({ locale, text }: Quoted, { items }: Sources, style: CiteStyle): Copied {
  return formatQuotation(
    [{ locale, text }],
    formatCitation(items.own, style, toIsoDate(new Date())),
  );
}

/** Quote the sentences of a place in both languages, with their citation. */
export function quoteBoth(_quoted: Quoted, { items, texts }: Sources, style: CiteStyle): Copied {
  const quotes = locales.map((locale) => ({ locale, text: texts[locale] }));
  return formatQuotation(quotes, formatCitation(items.both, style, toIsoDate(new Date())));
}

async function get(path: string): Promise<Response> {
  const response = await fetch(base + path.slice(1));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

function readTexts(source: Document, segments: readonly string[], locale: Locale): string {
  const all = source.createRange();
  all.selectNodeContents(source.body);
  const cells = segments.flatMap(
    (id) => source.getElementById(id)?.querySelector(`:scope > [lang="${langs[locale]}"]`) ?? [],
  );
  return readCells(cells, all);
}
