import type { Locale } from '../paper/locale.ts';
import type { Sentence } from './align/features.ts';

/** Words that end with a full stop and go on: titles, references, what stands before a name or a number. */
const abbreviations = new Set(
  `e.g i.e cf viz vs etc al ca approx resp dr mr mrs ms prof rev hon st sr jr gen col capt lt sgt gov sen rep
   fig figs eq eqs sec secs ch chap chaps vol vols no nos p pp ed eds trans tab ref refs art para op cit ibid
   jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp dept univ assn ave blvd mt ft u.s u.k u.n
   u.s.a d.c a.m p.m b.c a.d ph.d m.d b.a m.a`.split(/\s+/),
);

/** Those that may end a sentence as well: a capital letter after them begins the next. */
const mayEnd =
  /^(?:etc|al|inc|ltd|co|corp|jr|sr|u\.s|u\.k|u\.n|u\.s\.a|d\.c|a\.m|p\.m|b\.c|a\.d|ph\.d|m\.d)$/;

/** Words that a sentence begins with rather than a name does. */
const opening =
  /^["'“‘(]*(?:The|A|An|This|That|These|Those|It|Its|He|She|They|We|I|You|In|On|At|By|For|From|With|But|And|Or|So|If|When|While|As|However|Thus|Then|There|Here|His|Her|Their|Our|After|Before|Since|Although|To|Such|What|Why|How|No|Yes|Not|Some|Many|Most|All|Both|Each)\b/;

/** Closing marks belong to the sentence before them. */
const closing = String.raw`["'”’»)\]}）】〕」』》〉]`;

const ends: Readonly<Record<Locale, RegExp>> = {
  // A marker or a note after the mark belongs to it.
  zh: new RegExp(
    String.raw`(?:[。！？!?｡]|…{1,2}|\.{3,6}|(?<![\d.])\.(?=\s*${closing}*\s*(?:$|\p{Script=Han})))(?:[。！？!?…])*(?:${closing}|\[\^?[\w-]+\]|\*+(?=\s|$))*`,
    'gu',
  ),
  en: new RegExp(
    String.raw`[.!?…]+(?:${closing}|\[\^?[\w-]+\]|[*_]+)*(?=\s|$)|[。！？](?:${closing})*`,
    'gu',
  ),
};

/** Split a paragraph into its sentences; joined (in English by a space) they are the paragraph again. */
export function splitSentences(text: string, locale: Locale): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(ends[locale])) {
    const end = match.index + match[0].length;
    if (end <= start || !isEnd(text, match.index, end, locale, start)) continue;
    push(sentences, text.slice(start, end));
    start = end;
  }
  push(sentences, text.slice(start));
  return sentences;
}

function push(sentences: string[], text: string): void {
  const sentence = text.trim();
  if (!sentence) return;
  // Marks alone are no sentence.
  if (sentences.length > 0 && !/[\p{L}\p{N}]/u.test(sentence)) {
    sentences.push(`${sentences.pop()}${/^\s/.test(text) ? ' ' : ''}${sentence}`);
  } else sentences.push(sentence);
}

function isEnd(text: string, at: number, end: number, locale: Locale, start: number): boolean {
  const after = text.slice(end);
  const mark = text.slice(at, end);
  if (!/\S/.test(after)) return true;
  const sentence = text.slice(start, end);
  if (isInside(sentence)) return false;
  // A question in brackets may stand in a sentence: 他想（真的吗？）又想.
  if (/^[？！].*[)）]$/.test(mark) && !/^\s*[(（]/.test(sentence)) return false;
  return locale === 'zh' ? isChineseEnd(mark, after) : isEnglishEnd(text, at, mark, after);
}

function isChineseEnd(mark: string, after: string): boolean {
  // An ellipsis goes on unless it closes a quotation, and a quotation goes on in 说, a comma, a particle.
  if (/^(?:…|\.{3})/.test(mark) && !/[”』」]/.test(mark)) return /^\s*[“「『\p{Lu}]/u.test(after);
  return (
    !/^\s*[，、；：,;:）)]/.test(after) &&
    !(
      /[”』」’]$/.test(mark) &&
      /^(?:的|地|等|之|一(?:类|语|词|句)|[这那]|[^“”。！？\n]{0,4}[说道问喊叫答想][^“”。！？\n]{0,8}[，。：])/.test(
        after,
      )
    )
  );
}

function isEnglishEnd(text: string, at: number, mark: string, after: string): boolean {
  if (!/^\s/.test(after) && !/^[。！？]/.test(mark)) return false;
  const next = after.trimStart();
  // What goes on in small letters goes on: “…?” he asked, e.g. this, vs. that.
  if (/^["'“‘(*_]*\p{Ll}/u.test(next)) return false;
  if (!mark.startsWith('.') || mark.startsWith('..')) return true;
  const [word = ''] = /[\p{L}\p{N}.'’-]*$/u.exec(text.slice(0, at)) ?? [];
  const bare = word.replace(/^[^\p{L}\p{N}]+/u, '');
  if (/^\p{Lu}$/u.test(bare) && !/^I$/.test(bare)) return opening.test(next) && bare === 'I';
  if (/^(?:\p{Lu}\.)+\p{Lu}$/u.test(bare)) return opening.test(next);
  const name = bare.toLowerCase();
  if (abbreviations.has(name)) {
    if (name === 'no' && !/^\d/.test(next)) return true;
    return mayEnd.test(name) && opening.test(next);
  }
  // “3. Results” or “Chapter 2. Results” at the beginning is the number of a part.
  return !/^(?:\p{Lu}\p{Ll}+ )?[\dIVX]{1,4}(?:\.\d+)*$/u.test(text.slice(0, at).trim());
}

/** Tell whether a bracket is open that a sentence cannot end in. */
function isInside(text: string): boolean {
  const depth = text.split(/[（(]/).length - text.split(/[）)]/).length;
  return depth > 0 && text.length < 400;
}

/** Split a long sentence at its semicolons, each with the part before it. */
export function splitAtSemicolons(sentence: string): string[] {
  const parts = sentence.split(/(?<=[；;][”’」』]?)(?![；;”’」』])/u);
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Kept whole: code, formulas, links, pictures, addresses. */
const whole =
  /`[^`]+`|\$\$?[^$]+\$\$?|!?\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)|<https?:[^>]*>|https?:\/\/[\x21-\x7e]+[\w/]/g;

/** Split a paragraph of Markdown into sentences; emphasis ends with its sentence and begins again in the next. */
export function toSentences(text: string, locale: Locale): Sentence[] {
  const kept: string[] = [];
  const hidden = text.replace(whole, (found) => String.fromCharCode(0xdfff + kept.push(found)));
  let open: string[] = [];
  return splitSentences(hidden, locale).map((sentence, at) => {
    const before = open.join('');
    for (const [mark] of sentence.matchAll(/(?<!\\)(?:\*\*\*|\*\*|\*|~~)/g)) {
      open = open.includes(mark) ? open.filter((one) => one !== mark) : [...open, mark];
    }
    const closed = before + sentence + open.toReversed().join('');
    const clean = closed.replace(/(?<!\*)\*{4}(?!\*)|~~~~/g, '');
    const restore = (one: string) => kept[one.charCodeAt(0) - 0xe000] ?? one;
    return { text: clean.replace(/[\uE000-\uF8FF]/g, restore), starts: at === 0, kind: 'prose' };
  });
}
