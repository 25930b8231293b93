import { type Locale, mapLocales, otherOf } from '../paper/locale.ts';
import { type Aligned, alignTexts, isAlone, isDoubtful } from './align/aligner.ts';
import type { Dictionary } from './align/features.ts';
import type { Unit } from './bitext.ts';
import { type Document, names, readNumber, squeeze } from './document.ts';
import { toSentences } from './segmenter.ts';

/** A row of a section: sentences that are translations of each other, or a block. */
interface Row extends Record<Locale, string[]> {
  /** Whether it begins a paragraph. */
  starts: boolean;
  isBlock: boolean;
  /** The reason to review it, or an empty text. */
  doubt: string;
}

/** A section; its doubt is about its title. */
export interface Section {
  number: string;
  title: Record<Locale, string>;
  doubt: string;
  rows: Row[];
}

type Pair = Aligned & { doubt: string };

/** A text without a counterpart, and the reason it was left out. */
export interface LeftOut {
  locale: Locale;
  text: string;
  why: string;
}

/** The aligned sections of two documents, and the texts left out. */
export interface Paired {
  sections: Section[];
  leftOut: LeftOut[];
}

/** Align the sentences and blocks of two documents, starting a section at each pair of headings. */
export function pairDocuments(
  documents: Record<Locale, Document>,
  dictionary: Dictionary,
  report?: (share: number) => void,
): Paired {
  const texts = mapLocales((locale) =>
    documents[locale].blocks.flatMap((block) =>
      block.kind === 'prose' ? toSentences(block.text, locale) : { ...block, starts: true },
    ),
  );
  const aligned = alignTexts(texts, dictionary, report);
  const marks = isDoubtful(aligned);
  const pairs = aligned.map((pair, at) => ({ ...pair, doubt: marks[at] ? explain(pair) : '' }));
  const groups: { heading?: Pair; inside: Pair[] }[] = [{ inside: [] }];
  for (const pair of pairs) {
    if (isAlone(pair) || pair.zh[0]?.kind !== 'heading') groups.at(-1)?.inside.push(pair);
    else groups.push({ heading: pair, inside: [] });
  }
  const leftOut: LeftOut[] = [];
  const untitled = { zh: '正文', en: 'Text' };
  const all = groups.map(({ heading, inside }) => {
    const title = mapLocales((locale) => {
      const text = heading?.[locale][0]?.text ?? documents[locale].title ?? untitled[locale];
      return readNumber(text)?.title ?? text;
    });
    const rows = toRows(inside, leftOut);
    return { level: heading?.zh[0]?.level ?? 0, title, rows, doubt: heading?.doubt ?? '' };
  });
  const used = all.filter(({ level, rows }) => level > 0 || rows.length > 0);
  const numbers = numberSections(used);
  return { sections: used.map((one, at) => ({ ...one, number: numbers[at] ?? '' })), leftOut };
}

/** Convert units to one section, leaving out those with one side. */
export function pairUnits(units: readonly Unit[], title: Record<Locale, string>): Paired {
  const [rows, leftOut]: [Row[], LeftOut[]] = [[], []];
  for (const { id, doubt = '', ...unit } of units) {
    const { zh, en } = mapLocales((locale) => squeeze(unit[locale]));
    if (zh && en) {
      rows.push({ zh: [zh], en: [en], starts: rows.length === 0, isBlock: false, doubt });
    } else if (zh || en) {
      leftOut.push({
        locale: zh ? 'zh' : 'en',
        text: zh || en,
        why: `the pair ${id} has only one language`,
      });
    }
  }
  return { sections: [{ number: '1', title, rows, doubt: '' }], leftOut };
}

/** Number sections by order and depth; an abstract gets its name, and text before the first heading gets 0. */
function numberSections(
  sections: readonly { level: number; title: Record<Locale, string> }[],
): string[] {
  const depths = [...new Set(sections.map(({ level }) => level))]
    .filter(Boolean)
    .sort((a, b) => a - b);
  const counts: number[] = [];
  return sections.map(({ level, title }) => {
    const isAbstract = /^(?:中文)?(?:摘\s*要|内容提要|提要)$/.test(title.zh);
    if (isAbstract && counts.length === 0) return 'abstract';
    if (level === 0 && sections.length > 1) return '0';
    const depth = Math.min(depths.indexOf(level) + 1 || 1, counts.length + 1);
    counts.length = depth;
    counts[depth - 1] = (counts[depth - 1] ?? 0) + 1;
    return counts.join('.');
  });
}

/**
 * Convert an alignment to rows.
 *
 * A sentence without a counterpart joins its neighbor in the same paragraph; a paragraph, heading or
 * block without one is left out.
 */
function toRows(pairs: readonly Pair[], leftOut: LeftOut[]): Row[] {
  const rows: Row[] = [];
  let waiting: Record<Locale, string[]> = { zh: [], en: [] };
  let starts = true;
  for (const [at, pair] of pairs.entries()) {
    const texts = mapLocales((locale) => pair[locale].map(({ text }) => text));
    const locale = pair.zh.length > 0 ? 'zh' : 'en';
    const [first, before, next] = [pair[locale][0], rows.at(-1), pairs[at + 1]];
    const isBlock = first?.kind !== 'prose';
    starts ||= pair.zh[0]?.starts || pair.en[0]?.starts || false;
    if (!isAlone(pair)) {
      const isLater = waiting.zh.length + waiting.en.length > 0;
      const doubt = isLater ? 'its first sentence has no counterpart' : pair.doubt;
      const all = mapLocales((one) => [...waiting[one], ...texts[one]]);
      rows.push({ ...all, starts, isBlock, doubt });
      starts = isBlock;
      waiting = { zh: [], en: [] };
    } else if (before && !before.isBlock && !first?.starts) {
      before[locale].push(...texts[locale]);
      const text = texts[locale].join(' ').slice(0, 40);
      before.doubt = `“${text}” has no counterpart in ${names[otherOf(locale)]}`;
    } else if (!isBlock && next && !isAlone(next) && next[locale][0]?.starts === false) {
      waiting = texts;
    } else {
      const what = isBlock ? first?.kind : 'paragraph';
      const below = what === 'heading' ? '; the text below it is in the previous section' : '';
      const why = `a ${what} without a counterpart${below}`;
      leftOut.push({ locale, text: texts[locale].join(' '), why });
    }
  }
  return rows;
}

/** Explain why a pair is doubtful. */
function explain({ confidence, ...pair }: Aligned): string {
  const { zh, en } = mapLocales((locale) => pair[locale].length);
  const lengths = mapLocales((locale) => pair[locale].map(({ text }) => text).join('').length);
  const counts = zh === en ? '' : `${zh} Chinese and ${en} English sentences, `;
  const certainty = Math.round(confidence * 100);
  // A pair that is certain by itself is doubtful because of the pair beside it.
  const why = certainty > 90 ? 'the pair before or after is uncertain' : `${certainty}% certain`;
  return `${counts}${lengths.zh} Chinese and ${lengths.en} English characters, ${why}`;
}

/** Pair the authors of two documents if `paper.yaml` accepts their names, and list the names to complete by hand. */
export function pairAuthors({ zh, en }: Record<Locale, Pick<Document, 'authors'>>) {
  const authors = zh.authors.map((name, at) => ({ zh: name, en: en.authors[at] ?? '' }));
  const isAccepted = authors.every(
    (one) => !/[,，]/.test(one.zh) && !/\p{Script=Han}/u.test(one.en),
  );
  if (!isAccepted || authors.length !== en.authors.length || authors.length === 0) {
    return { unclear: [...new Set([...zh.authors, ...en.authors])] };
  }
  // `paper.yaml` takes a name without a comma for an organization; one with a space is probably a person.
  return { authors, unclear: en.authors.filter((name) => /^[^,]+ [^,]+$/.test(name)) };
}
