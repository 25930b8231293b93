import { type Locale, langs, locales, toIsoDate } from '../../paper/locale.ts';
import { readRangeAnchor, toRangeAnchor } from '../../paper/range.ts';
import { loadSection, type SectionData } from '../../ui/load.ts';
import { pageName, view } from '../../ui/page.ts';
import { getWholeRange, readCells } from '../../ui/text-nodes.ts';
import type { CslItem } from './csl-item.ts';
import type { Run } from './parts.ts';
import { type CiteStyle, formatCitation } from './styles.ts';

/** A text to quote, with its place. */
export interface Quoted extends Quote {
  /** The section around it, or the title block of the paper. */
  section: Element;
  anchor: string;
  segments: string[];
}

/** List the sentences of an anchor: of a sentence, a paragraph or a range. */
export function listQuoted(anchor: string): Element[] {
  const ends = readRangeAnchor(anchor) ?? [anchor];
  const [first, last] = [ends[0], ends.at(-1) ?? ''].map((id) => document.getElementById(id));
  if (first?.matches('.single, .pairs')) return [...first.querySelectorAll(':scope > [id]')];
  const sentences = [...(first?.parentElement?.querySelectorAll('.pair, .single > [id]') ?? [])];
  const start = sentences.indexOf(first as Element);
  return start < 0 ? [] : sentences.slice(start, sentences.indexOf(last as Element) + 1);
}

/** Read the text of an anchor for which `listQuoted` finds sentences. */
export function readQuoted(anchor: string): Quoted {
  const sentences = listQuoted(anchor);
  const range = document.createRange();
  range.setStartBefore(sentences[0] as Element);
  range.setEndAfter(sentences.at(-1) as Element);
  return { ...read(sentences, leadLocale(), range), anchor };
}

/** Read the selected text, in the language in which the selection begins. */
export function readSelected(): Quoted | undefined {
  const range = getWholeRange();
  if (!range) return undefined;
  const sentences = [...document.querySelectorAll('main :is(.pair, .single > [id])')].filter(
    (sentence) => range.intersectsNode(sentence),
  );
  const quoted = read(sentences, localeOf(range.startContainer), range);
  const { 0: first = '', length } = quoted.segments;
  const last = quoted.segments[length - 1] ?? first;
  const anchor = first === last ? first : (toRangeAnchor(first, last) ?? first);
  return quoted.text ? { ...quoted, anchor } : undefined;
}

/** Return a place's permalink, without loading anything. */
export function toLink({ section: { id }, anchor }: Quoted): string {
  const { href } = document.querySelector('link[rel=canonical]') as HTMLLinkElement;
  const home = href.slice(0, href.length - pageName.length - (pageName ? 1 : 0));
  return `${home}${id && `${id}/`}#${anchor}`;
}

/** Quote a place with its citation, in its language or as whole sentences in both. */
export async function quote(quoted: Quoted, isBoth: boolean, style: CiteStyle): Promise<Copied> {
  const { items, sentences } = await loadSources(quoted);
  // In the bilingual view, cite an English sentence as English.
  const own = quoted.locale === 'en' ? 'en' : view;
  const item = items[isBoth ? 'bilingual' : own];
  const quotes = locales.map((locale) => ({ locale, text: joinTexts(quoted, sentences, locale) }));
  return formatQuotation(
    isBoth ? quotes : [quoted],
    formatCitation({ ...item, URL: `${item.URL}#${quoted.anchor}` }, style, toIsoDate(new Date())),
  );
}

/** Load the citations of a place's section, and its sentences in both languages. */
export async function loadSources({ section, segments }: Quoted) {
  // A selection may begin in one section and end in another.
  const around = segments.map(
    (id) => document.getElementById(id)?.closest('[data-file]') ?? section,
  );
  const [{ items }, ...parts] = await Promise.all([
    loadSection<CslItem>(section),
    ...[...new Set(around)].map((each) => loadSection<CslItem>(each)),
  ]);
  const all = parts.flatMap(({ sentences }) => Object.entries(sentences));
  return { items, sentences: Object.fromEntries(all) };
}

/** Return the query of a new issue about a place: its link, both texts and the version. */
export async function toReport(quoted: Quoted, version = ''): Promise<string> {
  const { sentences } = await loadSources(quoted);
  // A URL holds a few thousand characters, and each Chinese one takes nine.
  const texts = locales.map((locale) => `> ${joinTexts(quoted, sentences, locale).slice(0, 300)}`);
  const body = [toLink(quoted), ...texts, version].join('\n\n');
  return String(new URLSearchParams({ title: quoted.anchor, body }));
}

function joinTexts(
  { segments }: Quoted,
  sentences: SectionData['sentences'],
  locale: Locale,
): string {
  const parts = segments.map((anchor, index) => {
    const before = segments[index - 1];
    const space = locale === 'en' ? ' ' : '';
    const gap = before && (toRangeAnchor(before, anchor) ? space : '\n');
    return (gap ?? '') + (sentences[anchor]?.[locale] ?? '');
  });
  return parts.join('');
}

function read(sentences: readonly Element[], locale: Locale, range: Range) {
  const toCell = (sentence: Element) =>
    sentence.querySelector(`:scope > [lang="${langs[locale]}"]`) ?? sentence;
  const selected = sentences.filter((sentence) => readCells([toCell(sentence)], range));
  const within = range.commonAncestorContainer;
  const around = within instanceof Element ? within : within.parentElement;
  // Without a common section, use the title block of the paper or the first section of the page.
  const section = around?.closest('[data-file]') ?? document.querySelector('[data-file]');
  return {
    section: section as Element,
    locale,
    text: readCells(selected.map(toCell), range),
    segments: selected.map(({ id }) => id),
  };
}

function leadLocale(): Locale {
  if (view !== 'bilingual') return view;
  return document.documentElement.dataset['first'] === 'en' ? 'en' : 'zh';
}

function localeOf(node: Node): Locale {
  const element = node instanceof Element ? node : node.parentElement;
  // A word in another language does not change that of its sentence.
  const cell = element?.closest<HTMLElement>('.pair > [lang], html');
  return locales.find((locale) => langs[locale] === cell?.lang) ?? leadLocale();
}

type Quote = { locale: Locale; text: string };

/** Matches a URL in a citation, without the full stop after it. */
export const linked = /https?:\/\/[^\s<]*[^\s<.]/g;

/** Clipboard content as plain text and HTML. */
export type Copied = { plain: string; html: string };

function formatQuotation(quotes: readonly Quote[], citation: readonly Run[]): Copied {
  const lines = quotes.map(({ locale, text }) => ({ locale, text: addMarks(text) }));
  const cited = citation.map(({ text }) => text).join('');
  const paragraphs = lines.map(
    ({ locale, text }) => `<p lang="${langs[locale]}">${escapeText(text)}</p>`,
  );
  return {
    plain: [...lines.map(({ text }) => text), cited].join('\n'),
    html: `${paragraphs.join('')}<p>${citation.map(toHtml).join('').replace(linked, '<a href="$&">$&</a>')}</p>`,
  };
}

/** Put a text in double quotation marks, changing inner ones to single (GB/T 15834—2011, 4.8.3). */
function addMarks(text: string): string {
  return `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

function toHtml({ text, italic }: Run): string {
  return italic ? `<i>${escapeText(text)}</i>` : escapeText(text);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}
