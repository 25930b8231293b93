import {
  type Bilingual,
  langs,
  leadOf,
  locales,
  localesOf,
  type View,
} from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import { type Range, splitAtRanges } from '../../text/tokens.ts';
import type { Marks, Result } from './search.ts';

/**
 * Make the list item of a section that was found, with its sentences and where they lead.
 *
 * @param terms wordings that its page is to mark too, so that something is marked in either language
 */
export function toResultItem(
  result: Result,
  view: View,
  home: string,
  terms: readonly string[],
): HTMLLIElement {
  const { record, titleMarks, hits } = result;
  const page = `${home}${record.number}/?${new URLSearchParams({ mark: listMarked(result, terms) })}`;
  const item = create('li', { className: 'result' });
  item.dataset['number'] = record.number;
  const heading = create('h2', {});
  const link = create('a', { href: page });
  for (const locale of localesOf(view)) {
    const title = create('span', { className: 'title', lang: langs[locale] });
    const number = locale === leadOf(view) ? addNumber(record.number, '') : '';
    title.append(number, ...markRanges(record.title[locale], titleMarks[locale]));
    link.append(title);
  }
  heading.append(link);
  if (record.path.length > 0) item.append(toPath(record.path, view));
  item.append(heading);
  const list = create('ol', {});
  for (const { segment, marks } of hits) {
    const entry = create('li', {});
    const hit = create('a', { className: 'hit', href: `${page}#${segment.anchor}` });
    for (const locale of locales.toSorted((a, b) => rank(a, view) - rank(b, view))) {
      const text = create('span', { lang: langs[locale] });
      text.append(...markRanges(segment[locale], marks[locale]));
      hit.append(text);
    }
    entry.append(hit);
    list.append(entry);
  }
  item.append(list);
  return item;
}

/** Put the language that the view leads with first. */
function rank(locale: string, view: View): number {
  return locale === leadOf(view) ? 0 : 1;
}

function toPath(path: readonly Bilingual[], view: View): HTMLElement {
  const line = create('div', { className: 'path ui', lang: langs[leadOf(view)] });
  line.textContent = path.map((title) => title[leadOf(view)]).join(' › ');
  return line;
}

/** List the wordings that match in a section, each once, for its page to mark. */
function listMarked({ record, titleMarks, hits }: Result, terms: readonly string[]): string {
  const slice = (text: Bilingual, marks: Marks) =>
    locales.flatMap((locale) =>
      marks[locale].map(({ start, end }) => text[locale].slice(start, end).toLowerCase()),
    );
  const all = hits.flatMap(({ segment, marks }) => slice(segment, marks));
  const marked = new Set([...slice(record.title, titleMarks), ...all].slice(0, 20));
  return [...marked, ...terms.filter((term) => !marked.has(term))].join('|');
}

function markRanges(text: string, ranges: readonly Range[]): (Node | string)[] {
  return splitAtRanges(text, ranges).map((part) =>
    part.marked ? create('mark', { textContent: part.text }) : part.text,
  );
}

function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
