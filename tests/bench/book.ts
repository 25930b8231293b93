import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRandom, type Passage } from './truth.ts';

/** A generated book in a content folder. */
export interface Book {
  folder: string;
  /** Its Chinese sentences and headings. */
  passages: Passage[];
  /** The size of its text in both languages, in bytes. */
  textSize: number;
}

const chapterSize = 20;
const vocabulary = 30_000;

/**
 * Write a book of sections, a chapter for each twenty, with word frequencies as in real text: the nth most
 * frequent word occurs about 1/n as often as the first. Each section has its own term.
 *
 * @param folder a folder that does not exist yet
 * @param sentences the number of sentences per section
 */
export function writeBook(folder: string, sections: number, seed: number, sentences = 8): Book {
  const language = makeLanguage(seed);
  const passages: Passage[] = [];
  let textSize = 0;
  for (const locale of ['zh', 'en']) mkdirSync(join(folder, locale), { recursive: true });
  for (let at = 0; at < sections; at++) {
    const chapter = Math.floor(at / chapterSize) + 1;
    const number = at % chapterSize === 0 ? String(chapter) : `${chapter}.${at % chapterSize}`;
    const { zh, en } = writeSection(language, at, sentences);
    passages.push(...toPassages(number, zh));
    for (const [locale, [heading, ...lines]] of Object.entries({ zh, en })) {
      const text = `# ${heading}\n\n${lines.join('\n')}\n`;
      writeFileSync(join(folder, locale, `${number}.md`), text);
      textSize += Buffer.byteLength(text);
    }
  }
  writeRecord(folder, language, sections);
  return { folder, passages, textSize };
}

type Language = ReturnType<typeof makeLanguage>;

/** Make words and ways to draw them, the same for the same seed. */
function makeLanguage(seed: number) {
  const random = makeRandom(seed);
  // The 3,755 common characters of GB 2312, in rows 16 to 55.
  const bytes = Array.from({ length: 3755 }, (_, at) => [
    0xb0 + Math.floor(at / 94),
    0xa1 + (at % 94),
  ]);
  const common = [...new TextDecoder('gbk').decode(Uint8Array.from(bytes.flat()))]
    .map((character) => ({ character, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ character }) => character);
  const drawRank = (count: number) => Math.floor(count ** random()) - 1;
  const draw = (items: readonly string[]) => items[drawRank(items.length + 1)] ?? '';
  const syllable = () =>
    pick(random, 'bcdfglmnprstv') + pick(random, 'aeiou') + pick(random, 'lmnrst');
  const list = (make: () => string) => Array.from({ length: vocabulary }, make);
  const words = {
    zh: list(() => draw(common) + (random() < 0.7 ? draw(common) : '')),
    en: list(() => Array.from({ length: 1 + Math.floor(random() * 3) }, syllable).join('')),
  };
  return {
    random,
    drawWord: (locale: 'zh' | 'en') => draw(words[locale]),
    /** The name of a section's own term, which no other section contains. */
    toTerm: (at: number) => ({
      zh: `${common[at % 3000]}${common[(at * 7 + 11) % 3000]}${common[Math.floor(at / 3000) + 5]}论`,
      en: `term${at.toString(36).replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))}`,
    }),
  };
}

/** Write a heading and sentences in both languages, about as long as the paper's. */
function writeSection({ random, drawWord, toTerm }: Language, at: number, sentences: number) {
  const term = toTerm(at);
  const compose = (locale: 'zh' | 'en', words: number) =>
    Array.from({ length: words }, (_, index) => (index === 3 ? term[locale] : drawWord(locale)));
  const lines = Array.from({ length: sentences }, () => ({
    zh: `${[1, 2, 3].map(() => compose('zh', 5 + Math.floor(random() * 6)).join('')).join('，')}。`,
    en: `${compose('en', 14 + Math.floor(random() * 10)).join(' ')}.`,
  }));
  return {
    zh: [term.zh + drawWord('zh'), ...lines.map(({ zh }) => zh)],
    en: [`${term.en} ${drawWord('en')}`, ...lines.map(({ en }) => en)],
  };
}

function toPassages(section: string, [heading = '', ...sentences]: readonly string[]): Passage[] {
  return [
    { section, text: heading },
    ...sentences.map((text, at) => ({ section, anchor: `${section}-p1s${at + 1}`, text })),
  ];
}

/** Write `paper.yaml` and, for each fifth section, a term in `terms.yaml`. */
function writeRecord(folder: string, { toTerm }: Language, sections: number): void {
  const note = '{ zh: 无, en: None }';
  const record = `title: { zh: 书, en: Book }\noriginal: zh\nsite: https://duidu.example
source: ${note}\ntranslations: { default: { by: project, zh: 无, en: None } }\n`;
  writeFileSync(join(folder, 'paper.yaml'), record);
  const terms = Array.from({ length: Math.ceil(sections / 5) }, (_, at) => toTerm(at * 5));
  const lines = terms.map(({ zh, en }) => `- { zh: ${zh}, en: ${en} }\n`);
  writeFileSync(join(folder, 'terms.yaml'), lines.join(''));
}

function pick(random: () => number, letters: string): string {
  return letters.charAt(Math.floor(random() * letters.length));
}
