import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { isSegmentAnchor } from '../../src/paper/anchor.ts';

/** A sentence or a section heading in a built page. */
export interface Passage {
  /** The number of its section. */
  section: string;
  /** The anchor of the sentence; a heading has none. */
  anchor?: string;
  text: string;
}

/** The sections and sentences that contain a wording, or that a search found. */
export interface Finding {
  /** Their numbers. */
  sections: string[];
  /** Their anchors. */
  sentences: string[];
}

/** The score of findings against the truth. */
export interface Score {
  asked: number;
  /** The queries answered exactly. */
  exact: number;
  /** Recall: the share of existing matches that was found. */
  recall: number;
  /** Precision: the share of found matches that exist. */
  precision: number;
  /** The errors, one line for each query. */
  faults: string[];
}

/** Read the sentences and headings of a built site from its Chinese pages, in no particular order. */
export function readPassages(folder: string): Passage[] {
  return readdirSync(join(folder, 'zh')).flatMap((number) => {
    const file = join(folder, 'zh', number, 'index.html');
    return existsSync(file) ? readPage(number, readFileSync(file, 'utf8')) : [];
  });
}

/** Read the passages of a page's own section, without subsections; other pages have none. */
function readPage(section: string, html: string): Passage[] {
  const { document } = parseHTML(html);
  const heading = document.querySelector('main article > section > h1');
  if (heading?.parentElement?.id !== section) return [];
  // Links to the place itself are not text.
  for (const link of document.querySelectorAll('.self')) link.remove();
  // Images are found by their descriptions.
  for (const image of document.querySelectorAll('img')) image.replaceWith(image.alt);
  const sentences = [...document.querySelectorAll('main [id]')].filter(
    ({ id }) => isSegmentAnchor(id) && id.startsWith(`${section}-`),
  );
  return [
    { section, text: heading.textContent },
    ...sentences.map(({ id, textContent }) => ({ section, anchor: id, text: textContent })),
  ];
}

/** List every distinct substring of some lengths within a passage of the Chinese text. */
export function listSubstrings(passages: readonly Passage[], lengths: readonly number[]): string[] {
  const found = new Set<string>();
  for (const run of passages.flatMap(({ text }) => listRuns(text))) {
    // By characters, some of which are two UTF-16 units long.
    const characters = [...run];
    for (const length of lengths) {
      for (let at = 0; at + length <= characters.length; at++) {
        found.add(characters.slice(at, at + length).join(''));
      }
    }
  }
  return [...found];
}

/** List the pairs of characters that are adjacent only across a mark. */
export function listAbsent(passages: readonly Passage[]): string[] {
  const present = new Set(listSubstrings(passages, [2]));
  const across = passages.flatMap(({ text }) => {
    const runs = listRuns(text);
    return runs.slice(1).map((run, at) => ([...(runs[at] ?? '')].at(-1) ?? '') + [...run][0]);
  });
  return [...new Set(across)].filter((pair) => !present.has(pair));
}

/** Choose some items of a list, the same ones for the same seed. */
export function sample<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const random = makeRandom(seed);
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ item }) => item);
}

/** Make a generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Make a finder of the sections and sentences that contain a substring. */
export function makeTruth(passages: readonly Passage[]): (query: string) => Finding {
  const all = passages.map((passage) => ({ ...passage, text: dropBrackets(passage.text) }));
  return (query) => {
    const found = all.filter(({ text }) => text.includes(query));
    return {
      sections: [...new Set(found.map(({ section }) => section))],
      sentences: found.flatMap(({ anchor }) => anchor ?? []),
    };
  };
}

/** Compare findings with the truth. */
export function score(
  kind: keyof Finding,
  answers: ReadonlyMap<string, Finding>,
  truth: (query: string) => Finding,
): Score {
  const counts = { there: 0, found: 0, right: 0 };
  const faults: string[] = [];
  for (const [query, answer] of answers) {
    const there = new Set(truth(query)[kind]);
    const found = answer[kind];
    const extra = found.filter((one) => !there.has(one));
    const missing = [...there].filter((one) => !found.includes(one));
    counts.there += there.size;
    counts.found += found.length;
    counts.right += found.length - extra.length;
    if (extra.length + missing.length === 0) continue;
    faults.push(`${query}: without ${missing.join(' ') || '–'}, with ${extra.join(' ') || '–'}`);
  }
  return {
    asked: answers.size,
    exact: answers.size - faults.length,
    recall: counts.right / counts.there,
    precision: counts.right / counts.found,
    faults,
  };
}

/** Split a text into its longest runs of Han characters. */
function listRuns(text: string): string[] {
  return dropBrackets(text).match(/\p{Script=Han}+/gu) ?? [];
}

/** Remove quotation marks and brackets, which matches ignore. */
function dropBrackets(text: string): string {
  return text.replace(/[“”‘’"'«»「」『』()（）《》〈〉[\]［］【】〔〕{}]/g, '');
}
