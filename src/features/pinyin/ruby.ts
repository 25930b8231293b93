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

const chinese = `[lang=${langs.zh}]`;

/** Load the readings of a section and their stylesheet. */
export async function loadPinyin(section: Element): Promise<SectionData> {
  const [data] = await Promise.all([loadSection(section), loadStyles(styles)]);
  return data;
}

/** Show the reading above each Han character of a section's heading and sentences. */
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
  for (const ruby of part.querySelectorAll('.pinyin')) {
    ruby.querySelector('rt')?.remove();
    ruby.replaceWith(...ruby.childNodes);
  }
}

/** Show readings above an element's Han characters, if they belong to its text. */
function annotate(element: Element, joined = ''): void {
  const readings = joined.split(' ');
  const characters = element.textContent.match(/\p{Script=Han}/gu) ?? [];
  if (characters.length !== readings.length) return;
  for (const node of listTextNodes(element)) {
    const places = [...node.data.matchAll(/\p{Script=Han}/gu)];
    const own = readings.splice(0, places.length);
    // Backward, so that earlier offsets stay valid.
    for (const { index, 0: character } of places.reverse()) {
      const reading = own.pop();
      if (reading) wrapText(node, index, index + character.length, makeRuby(reading));
    }
  }
}

/** Make a ruby whose reading comes from the stylesheet and is not part of the text. */
function makeRuby(reading: string): Element {
  const ruby = document.createElement('ruby');
  ruby.className = 'pinyin';
  const rt = document.createElement('rt');
  rt.dataset['reading'] = reading;
  ruby.append(rt);
  return ruby;
}
