import { langs } from '../../paper/locale.ts';
import { loadSection, loadStyles, type SectionData } from '../../ui/load.ts';
import {
  headings,
  listCells,
  listSentences,
  listTextNodes,
  wrapText,
} from '../../ui/text-nodes.ts';
import styles from './pinyin.css?url';

const han = /\p{Script=Han}/gu;
const chinese = `[lang=${langs.zh}]`;

/** Load the readings of a section and their stylesheet. */
export async function loadPinyin(section: Element): Promise<SectionData> {
  const [data] = await Promise.all([loadSection(section), loadStyles(styles)]);
  return data;
}

/** Show the readings above the words of a section's Chinese heading and sentences. */
export function writePinyin(section: Element, { title, sentences }: SectionData): void {
  const heading = section.querySelector(`:scope > ${headings} > ${chinese}`);
  if (heading) annotate(heading, title.pinyin);
  for (const sentence of listSentences(section)) {
    const cell = listCells(sentence).find((each) => each.closest('[lang]')?.matches(chinese));
    if (cell) annotate(cell, sentences[sentence.id]?.pinyin);
  }
}

/** Remove the readings from a part of a section. */
export function erasePinyin(part: Element): void {
  for (const word of part.querySelectorAll('.pinyin')) {
    word.querySelector('rt')?.remove();
    word.replaceWith(word.textContent);
  }
}

/**
 * Show readings above the words of an element, if they belong to its text. They come from the stylesheet and are
 * not part of the text.
 */
function annotate(element: Element, joined = ''): void {
  // Each starts with the sign before it: a space, a hyphen, or an apostrophe.
  const readings = ` ${joined}`.split(/(?=[ ’-])/);
  if (element.textContent.match(han)?.length !== readings.length) return;
  for (const node of listTextNodes(element)) {
    const words: { start: number; end: number; reading: string }[] = [];
    for (const { index, 0: character } of node.data.matchAll(han)) {
      const reading = readings.shift() ?? '';
      const word = words.at(-1);
      const end = index + character.length;
      if (word?.end !== index || reading.startsWith(' '))
        words.push({ start: index, end, reading });
      else Object.assign(word, { end, reading: word.reading + reading });
    }
    // Backward, so that earlier offsets stay valid.
    for (const { start, end, reading } of words.reverse()) {
      const shown = reading.slice(1).replaceAll('-', '');
      if (!shown) continue;
      const word = document.createElement('span');
      word.className = words.some((next) => next.start === end) ? 'pinyin spaced' : 'pinyin';
      const ruby = document.createElement('ruby');
      const rt = document.createElement('rt');
      rt.dataset['reading'] = shown;
      ruby.append(rt);
      wrapText(node, start, end, ruby);
      ruby.replaceWith(word);
      word.append(ruby);
    }
  }
}
