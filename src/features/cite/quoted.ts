import { toRangeAnchor } from '../../paper/anchor.ts';
import { type Locale, langs, locales } from '../../paper/locale.ts';
import { view } from '../../ui/page.ts';
import { getWholeRange, readCells } from '../../ui/selected-text.ts';

/** What is to be quoted, and where it stands. */
export interface Quoted {
  /** The number of the section that it is in, or '' for the whole paper. */
  section: string;
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

function read(sentences: readonly Element[], locale: Locale, range: Range) {
  const parts = sentences
    .map((sentence) => ({ id: sentence.id, cell: toCell(sentence, locale) }))
    .filter(({ cell }) => readCells([cell], range));
  const within = range.commonAncestorContainer;
  const around = within instanceof Element ? within : within.parentElement;
  return {
    section: around?.closest('main section')?.id ?? '',
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
