import type { Locale } from '../paper/locale.ts';
import type { Sentence } from './align/features.ts';

/** Abbreviations whose full stop does not end a sentence. */
const abbreviations = new Set(
  `e.g i.e cf viz vs etc al ca approx resp dr mr mrs ms prof rev hon st sr jr gen col capt lt sgt gov sen rep
   fig figs eq eqs sec secs ch chap chaps vol vols no nos p pp ed eds trans tab ref refs art para op cit ibid
   jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp dept univ assn ave blvd mt ft u.s u.k u.n
   u.s.a d.c a.m p.m b.c a.d ph.d m.d b.a m.a`.split(/\s+/),
);

/** Matches abbreviations that may also end a sentence, if a capital letter follows. */
const mayEnd =
  /^(?:etc|al|inc|ltd|co|corp|jr|sr|u\.s|u\.k|u\.n|u\.s\.a|d\.c|a\.m|p\.m|b\.c|a\.d|ph\.d|m\.d)$/;

/** Matches words that usually start a sentence and not a name. */
const opening =
  /^["'“‘(]*(?:The|A|An|This|That|These|Those|It|Its|He|She|They|We|I|You|In|On|At|By|For|From|With|But|And|Or|So|If|When|While|As|However|Thus|Then|There|Here|His|Her|Their|Our|After|Before|Since|Although|To|Such|What|Why|How|No|Yes|Not|Some|Many|Most|All|Both|Each)\b/;

/** Matches closing marks, which belong to the sentence before them. */
const closing = String.raw`["'”’»)\]}）】〕」』》〉]`;

const ends: Readonly<Record<Locale, RegExp>> = {
  // A citation or footnote marker after the mark belongs to the sentence.
  zh: new RegExp(
    String.raw`(?:[。！？!?｡]|…{1,2}|\.{3,6}|(?<![\d.])\.(?=\s*${closing}*\s*(?:$|\p{Script=Han})))(?:[。！？!?…])*(?:${closing}|\[\^?[\w-]+\]|\*+(?=\s|$))*`,
    'gu',
  ),
  en: new RegExp(
    String.raw`[.!?…]+(?:${closing}|\[\^?[\w-]+\]|[*_]+)*(?=\s|$)|[。！？](?:${closing})*`,
    'gu',
  ),
};

/** Split a paragraph into sentences; joining them (in English by a space) restores the paragraph. */
export function splitSentences(text: string, locale: Locale): string[] {
  const sentences: string[] = [];
  const rest = { index: text.length, 0: '' };
  let start = 0;
  for (const { index, 0: mark } of [...text.matchAll(ends[locale]), rest]) {
    const [head, after] = [text.slice(start, index), text.slice(index + mark.length)];
    const sentence = (head + mark).trim();
    if (!sentence || (/\S/.test(after) && !isEnd(head, mark, after, locale))) continue;
    // A run of punctuation belongs to the sentence before it.
    const isMark = sentences.length > 0 && !/[\p{L}\p{N}]/u.test(sentence);
    if (isMark) sentences.push(sentences.pop() + (/^\s/.test(head + mark) ? ' ' : '') + sentence);
    else sentences.push(sentence);
    start = index + mark.length;
  }
  return sentences;
}

/** Tell whether a mark ends its sentence, whose text before the mark is `head`. */
function isEnd(head: string, mark: string, after: string, locale: Locale): boolean {
  // A sentence does not end inside an open bracket.
  const depth = (head + mark).split(/[（(]/).length - (head + mark).split(/[）)]/).length;
  if (depth > 0 && head.length < 400) return false;
  // A bracketed question can be part of a sentence: 他想（真的吗？）又想.
  if (/^[？！].*[)）]$/.test(mark) && !/^\s*[(（]/.test(head)) return false;
  return locale === 'zh' ? isChineseEnd(mark, after) : isEnglishEnd(head, mark, after);
}

/** Matches the particle or attribution after a quotation that does not end its sentence; 这 and 那 only before some words, because they often start one. */
const goesOn =
  /^(?:的|地|等|之|一(?:类|语|词|句)|[这那](?:[句话类种个]|一[句类种])|[^“”。！？\n]{0,4}[说道问喊叫答想][^“”「『：。！？\n]{0,8}(?:[，。]|：(?!\s*\**[“‘「『"])))/;

function isChineseEnd(mark: string, after: string): boolean {
  // An ellipsis inside a quotation or plain text ends a sentence only before a quotation or a capital.
  if (/^(?:…|\.{3})[^”』」]*$/.test(mark)) return /^\s*[“「『\p{Lu}]/u.test(after);
  if (/^\s*[，、；：,;:）)]/.test(after)) return false;
  // After “…！”, 这 and 那 refer to the quotation.
  const isNamed =
    /[！？]/.test(mark) && /^[这那](?!时|天|年|一[年天刻]|里|儿|边|样(?!的))/.test(after);
  return !(/[”』」’]$/.test(mark) && (isNamed || goesOn.test(after)));
}

function isEnglishEnd(head: string, mark: string, after: string): boolean {
  const next = after.trimStart();
  // A lowercase word continues the sentence: “…?” he asked, e.g. this, vs. that.
  if (/^["'“‘(*_]*\p{Ll}/u.test(next)) return false;
  if (!mark.startsWith('.') || mark.startsWith('..')) return true;
  const [word = ''] = /(?:[\p{L}\p{N}][\p{L}\p{N}.'’-]*)?$/u.exec(head) ?? [];
  const name = word.toLowerCase();
  if (/^\p{Lu}$/u.test(word)) return word === 'I' && opening.test(next);
  if (/^(?:\p{Lu}\.)+\p{Lu}$/u.test(word)) return opening.test(next);
  if (name === 'no') return !/^\d/.test(next);
  if (abbreviations.has(name)) return mayEnd.test(name) && opening.test(next);
  // “3.” or “Chapter 2.” at the start is a section number.
  return !/^(?:\p{Lu}\p{Ll}+ )?[\dIVX]{1,4}(?:\.\d+)*$/u.test(head.trim());
}

/** Split a sentence after each semicolon. */
export function splitAtSemicolons(sentence: string): string[] {
  return sentence.split(/(?<=[；;][”’」』]?)(?![；;”’」』])\s*/u).filter(Boolean);
}

/** Matches code, formulas, links, pictures and URLs, which must not be split. */
const whole =
  /`[^`]+`|\$\$?[^$]+\$\$?|!?\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)|<https?:[^>]*>|https?:\/\/[\x21-\x7e]+[\w/]/g;

/** Split a Markdown paragraph into sentences, closing emphasis at each end and reopening it in the next. */
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
