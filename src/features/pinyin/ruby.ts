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

/** Show readings, which are not part of the text, above the words of an element, if they belong to it. */
function annotate(element: Element, joined = ''): void {
  // Each starts with the sign before it: a space, a hyphen, or an apostrophe.
  const readings = ` ${joined}`.split(/(?=[ ’-])/);
  if (element.textContent.match(han)?.length !== readings.length) return;
  for (const node of listTextNodes(element)) {
    const places = [...node.data.matchAll(han)];
    const own = readings.splice(0, places.length).join('');
    const words = own.match(/[ ’-][^ ]*/g) ?? [];
    let next = -1;
    // Backward, so that earlier offsets stay valid.
    for (const reading of words.reverse()) {
      const characters = places.splice(1 - reading.split(/[ ’-]/).length);
      const start = characters[0]?.index ?? 0;
      const end = start + characters.join('').length;
      const word = document.createElement('span');
      word.className = end === next ? 'pinyin spaced' : 'pinyin';
      const rt = document.createElement('rt');
      rt.dataset['reading'] = reading.slice(1).replaceAll('-', '');
      next = start;
      if (!rt.dataset['reading']) continue;
      wrapText(node, start, end, word);
      const ruby = document.createElement('ruby');
      ruby.append(...word.childNodes, rt);
      word.append(ruby);
    }
  }
}
