import { toRangeAnchor } from '../../paper/anchor.ts';
import { toIsoDate } from '../../paper/date.ts';
import { type Locale, langs, locales, type View } from '../../paper/locale.ts';
import { loadSection, type SectionData } from '../../ui/load.ts';
import { pageName, view } from '../../ui/page.ts';
import { getWholeRange, readCells } from '../../ui/text-nodes.ts';
import type { CslItem } from './item.ts';
import { type Copied, formatQuotation, type Quote } from './quotation.ts';
import { type CiteStyle, formatCitation } from './styles.ts';

/** What it takes to cite a place: how its section is cited, and its sentences in both languages. */
export type Sources = Pick<SectionData<CslItem>, 'items' | 'sentences'>;

/** What is to be quoted, and where it stands. */
export interface Quoted {
  /** The section that it is in, or the title block of the whole paper. */
  section: Element;
  /** The anchor of the sentence, the paragraph or the range. */
  anchor: string;
  locale: Locale;
  text: string;
  /** The anchors of its sentences. */
  segments: string[];
}

/** Read the sentence or the paragraph that a link in the margin stands for. */
export function readPlace(link: HTMLAnchorElement): Quoted {
  const anchor = decodeURIComponent(link.hash.slice(1));
  const place = document.getElementById(anchor) as Element;
  const range = document.createRange();
  range.selectNode(place);
  const sentences = place.matches('.single, .pairs')
    ? [...place.querySelectorAll(':scope > [id]')]
    : [place];
  return { ...read(sentences, leadLocale(), range), anchor };
}

/** Read what is selected of the text, in the language in which the selection begins. */
export function readSelected(): Quoted | undefined {
  const range = getWholeRange();
  if (!range) return undefined;
  const sentences = [...document.querySelectorAll('main :is(.pair, .single > [id])')].filter(
    (sentence) => range.intersectsNode(sentence),
  );
  const quoted = read(sentences, localeOf(range.startContainer), range);
  const [first = '', last = ''] = [quoted.segments[0], quoted.segments.at(-1)];
  const anchor = first === last ? first : (toRangeAnchor(first, last) ?? first);
  return quoted.text ? { ...quoted, anchor } : undefined;
}

/**
 * Load what it takes to cite a place.
 *
 * @throws if it does not load
 */
export async function loadSources({ section, segments }: Quoted): Promise<Sources> {
  // A selection may begin in one section and end in another.
  const around = segments.flatMap(
    (id) => document.getElementById(id)?.closest('[data-file]') ?? [],
  );
  const [cited, ...parts] = await Promise.all(
    [section, ...new Set(around)].map((each) => loadSection<CslItem>(each)),
  );
  const sentences = Object.assign({}, ...parts.map((part) => part.sentences));
  return { items: (cited as SectionData<CslItem>).items, sentences };
}

/** Return a place's address for good, which needs nothing that is to be loaded. */
export function toLink({ section: { id }, anchor }: Quoted): string {
  const { href } = document.querySelector('link[rel=canonical]') as HTMLLinkElement;
  const home = href.slice(0, href.length - pageName.length - (pageName ? 1 : 0));
  return `${home}${id && `${id}/`}#${anchor}`;
}

/** Quote a place in its language, with its citation. */
export function quoteOnce(quoted: Quoted, sources: Sources, style: CiteStyle): Copied {
  return cite([quoted], view, quoted, sources, style);
}

/** Quote the sentences of a place in both languages, with their citation. */
export function quoteBoth(quoted: Quoted, sources: Sources, style: CiteStyle): Copied {
  const quotes = locales.map((locale) => ({ locale, text: joinTexts(quoted, sources, locale) }));
  return cite(quotes, 'bilingual', quoted, sources, style);
}

/** Cite a place in the view that shows what is quoted of it; the address is the place's own. */
function cite(
  quotes: readonly Quote[],
  as: View,
  { anchor }: Quoted,
  { items }: Sources,
  style: CiteStyle,
): Copied {
  const item = { ...items[as], URL: `${items[as].URL}#${anchor}` };
  return formatQuotation(quotes, formatCitation(item, style, toIsoDate(new Date())));
}

/** Join the texts of a place's sentences in a language, a line for each paragraph. */
function joinTexts({ segments }: Quoted, { sentences }: Sources, locale: Locale): string {
  const space = locale === 'en' ? ' ' : '';
  const parts = segments.map((anchor, index) => {
    const before = segments[index - 1];
    const gap = before && (toRangeAnchor(before, anchor) ? space : '\n');
    return (gap ?? '') + (sentences[anchor]?.[locale] ?? '');
  });
  return parts.join('');
}

function read(sentences: readonly Element[], locale: Locale, range: Range) {
  const parts = sentences
    .map((sentence) => ({ id: sentence.id, cell: toCell(sentence, locale) }))
    .filter(({ cell }) => readCells([cell], range));
  const within = range.commonAncestorContainer;
  const around = within instanceof Element ? within : within.parentElement;
  return {
    section: (around?.closest('[data-file]') ?? document.querySelector('[data-file]')) as Element,
    locale,
    text: readCells(
      parts.map(({ cell }) => cell),
      range,
    ),
    segments: parts.map(({ id }) => id),
  };
}

function toCell(sentence: Element, locale: Locale): Element {
  return sentence.querySelector(`:scope > [lang="${langs[locale]}"]`) ?? sentence;
}

/** Return the language that a view has first. */
function leadLocale(): Locale {
  if (view !== 'bilingual') return view;
  return document.documentElement.dataset['first'] === 'en' ? 'en' : 'zh';
}

function localeOf(node: Node): Locale {
  const element = node instanceof Element ? node : node.parentElement;
  const lang = element?.closest('[lang]')?.getAttribute('lang');
  return locales.find((locale) => langs[locale] === lang) ?? leadLocale();
}
