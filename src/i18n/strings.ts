import type { Counts } from '../features/terms/concordance.ts';
import type { Extent } from '../page/text/extent.ts';
import type { Bilingual, Locale, View } from '../paper/locale.ts';

/** The texts of the interface. */
export const strings = {
  site: { zh: '对读', en: 'Duidu' },
  skip: { zh: '跳到正文', en: 'Skip to the text' },
  language: { zh: '语言', en: 'Language' },
  contents: { zh: '目录', en: 'Contents' },
  close: { zh: '关闭', en: 'Close' },
  wholePaper: { zh: '全文', en: 'Whole paper' },
  terms: { zh: '术语', en: 'Terms' },
  termsText: {
    zh: '本文的术语，中英对照。每条术语下列出含有该术语的全部句子，并附译文。',
    en: 'The terms of this paper in both languages, each with every sentence that contains it and its translation.',
  },
  times: { zh: '次数', en: 'Times' },
  sentenceCount: { zh: '句数', en: 'Sentences' },
  youAreHere: { zh: '所在位置', en: 'You are here' },
  neighbors: { zh: '上一节与下一节', en: 'Previous and next' },
  previous: { zh: '上一节', en: 'Previous' },
  next: { zh: '下一节', en: 'Next' },
  linkToSection: { zh: '本节链接', en: 'Link to this section' },
  citeParagraph: { zh: '引用本段', en: 'Cite this paragraph' },
  citeSentence: { zh: '引用本句', en: 'Cite this sentence' },
  search: { zh: '搜索', en: 'Search' },
  searchHint: { zh: '在全文中搜索', en: 'Search the paper' },
  searching: { zh: '正在搜索……', en: 'Searching…' },
  searchFound: {
    zh: '在 {sections} 节中找到 {sentences} 句。',
    en: '{sentences|sentence|sentences} in {sections|section|sections}.',
  },
  searchFoundTitles: {
    zh: '在 {sections} 节中找到 {sentences} 句、{titles} 个标题。',
    en: '{sentences|sentence|sentences} and {titles|heading|headings} in {sections|section|sections}.',
  },
  searchAlias: { zh: '也按“{alias}”查找。', en: 'Also searched for “{alias}”.' },
  searchCut: {
    zh: '匹配的节很多，只列出匹配最多的各节。可加词，或选一章。',
    en: 'Many sections match; those with the most matches are shown. Add a word, or choose a chapter.',
  },
  searchPinyin: { zh: '按拼音读作“{pinyin}”。', en: 'Read as pinyin: {pinyin}.' },
  searchNear: {
    zh: '没有找到“{query}”，以下是最接近的“{near}”的结果。',
    en: 'Nothing matches “{query}”. Showing the nearest: “{near}”.',
  },
  searchApart: {
    zh: '没有一节同时包含“{query}”中的所有词。以下各节包含其中部分词。',
    en: 'No section contains all of “{query}”. These contain some of the words.',
  },
  searchNothing: {
    zh: '没有找到“{query}”。可试较短的词，或换一种语言。',
    en: 'Nothing was found for “{query}”. Try a shorter word, or the other language.',
  },
  searchFiltered: {
    zh: '所选范围内没有找到“{query}”。',
    en: 'Nothing matches “{query}” with these filters.',
  },
  searchTooLong: {
    zh: '所输文字过长，请缩短到一千字以内。',
    en: 'That is too long to search for. Use fewer than a thousand characters.',
  },
  searchFailed: {
    zh: '搜索所需的文件未能载入。请检查网络后重试。',
    en: 'The files that search needs did not load. Check the connection and try again.',
  },
  searchUnable: {
    zh: '此浏览器版本过旧，不能搜索。可查阅术语表，或在全文页用浏览器的“在页面中查找”。',
    en: 'This browser is too old to search. See the list of terms, or open the whole paper and use the browser’s “Find in page”.',
  },
  searchNeedsScript: {
    zh: '搜索需要启用 JavaScript。不启用时，可查阅术语表，或在全文页用浏览器的“在页面中查找”。',
    en: 'Search needs JavaScript. Without it, see the list of terms, or open the whole paper and use the browser’s “Find in page”.',
  },
  searchResults: { zh: '搜索结果', en: 'Search results' },
  matchLanguage: { zh: '匹配语言', en: 'Language of the match' },
  anyLanguage: { zh: '中文与英文', en: 'Chinese and English' },
  onlyChinese: { zh: '仅中文', en: 'Chinese only' },
  onlyEnglish: { zh: '仅英文', en: 'English only' },
  chapter: { zh: '章', en: 'Chapter' },
  allChapters: {
    zh: '全部章节',
    en: 'All chapters',
  },
  suggestions: {
    zh: '试试搜索',
    en: 'Try searching for',
  },
  allTerms: { zh: '全部术语', en: 'All terms' },
  lost: {
    zh: '未能载入，请检查网络后再试。',
    en: 'That did not load. Check the connection and try again.',
  },
  retry: { zh: '重试', en: 'Try again' },
  about: { zh: '关于本文', en: 'About this text' },
  'translatedBy-author': { zh: '译文出自作者', en: 'In the author’s own translation' },
  'translatedBy-project': { zh: '译文为本站所译', en: 'Translated for this site' },
  aboutSource: { zh: '原文', en: 'The source' },
  aboutTranslation: { zh: '译文', en: 'The translation' },
  aboutMarkers: { zh: '引文标记', en: 'The markers' },
  aboutAddresses: { zh: '链接与引用', en: 'Links and citing' },
  aboutAddressesText: {
    zh: '每一节、每一段、每一句都有自己的地址，在中文、双语、英文三种视图中相同：如 3.1 是一节，3.1-p2 是该节第二段，3.1-p2s4 是该段第四句，3.1-p2s4..s6 是第四至第六句。将指针移到句子上，或用 Tab 键移到该处，页边即出现它的编号；点编号，或选中文字，或按 q 键，可复制链接、引文与出处。每页末尾的“引用”列出各种著录格式。',
    en: 'Each section, paragraph and sentence has its own address, the same in the Chinese, the bilingual and the English view: 3.1 is a section, 3.1-p2 its second paragraph, 3.1-p2s4 the fourth sentence of that, 3.1-p2s4..s6 the fourth to the sixth. Point at a sentence, or move there with the Tab key, and its number appears in the margin; press the number, select some text, or press q, to copy a link, or a quotation with its citation. “Cite” at the end of each page has the citation in each style.',
  },
  aboutPromiseText: {
    zh: '本站承诺：节、段、句的地址一经发布，永远指向它所代表的那段文字。文字修改时，地址不变，并记下修改的版本与日期；文字合并、拆分、移动或删去时，旧地址仍可打开，指向现在的位置，并说明变动。页脚与“引用”中注明文本的版本与日期。以标题文字为地址的链接（如 #自然资源优势）只为方便，不在承诺之内。',
    en: 'The promise: an address of a section, a paragraph or a sentence, once published, leads to the text that it stands for, for good. Where the text is edited the address stays, and the version and its date are recorded; where text is merged, split, moved or removed, the old address still opens, leads to where the text is now, and says what has changed. The foot of each page and “Cite” give the version of the text and its date. Links by the words of a heading, such as #advantages-in-natural-resources, are a convenience and no part of this promise.',
  },
  aboutDownloadsText: {
    zh: '全文可整体带走；各种文件中的句子都带有与网页相同的地址，并注明译文出自何人。',
    en: 'The whole text can be taken along; in each file the sentences have the addresses that they have here, and it says who made the translation.',
  },
  aboutDownloads: { zh: '下载', en: 'Downloads' },
  aboutReading: { zh: '阅读', en: 'Reading' },
  aboutReadingText: {
    zh: '页首可在中文、双语、英文之间切换，切换时停在正在读的一句。双语视图逐句对齐；指到或点到一句，与之对应的一句也会标出。按 r 键，或在阅读设置（Aa）中点“朗读”，即从正在读的一句起朗读。颜色、字体、字号、行距、栏宽、双语次序、译文隐藏、术语下划线与拼音也在阅读设置中选择；按 ? 键列出全部快捷键。',
    en: 'The control at the head of each page switches between Chinese, both and English, and keeps the sentence that you are at. Both languages stand sentence by sentence; point at one, or tap it, and its counterpart is marked too. Press r, or “Read aloud” in the reading settings (Aa), to hear the text from there. The reading settings also have the theme, the typeface, size, spacing and width, which language goes first, translations that are hidden until you ask, marked terms, and pinyin; press ? for all keys.',
  },
  aboutRights: { zh: '权利', en: 'Rights' },
  aboutRightsText: {
    zh: '论文的文字属于其作者。本站的程序以 MIT 许可证发布。',
    en: 'The text of the paper belongs to its authors. The software of this site is under the MIT license.',
  },
  settings: { zh: '阅读设置', en: 'Reading settings' },
  settingsText: {
    zh: '所选只保存在这个浏览器中。',
    en: 'What you choose stays in this browser.',
  },
  settingsNeedScript: {
    zh: '更改设置需要启用 JavaScript。不启用时，颜色跟随系统，字号跟随浏览器。',
    en: 'Changing these needs JavaScript. Without it, colours follow the system and the size follows the browser.',
  },
  reset: { zh: '恢复默认', en: 'Reset' },
  resetDone: { zh: '已恢复默认', en: 'All is as it was at first' },
  shortcuts: { zh: '快捷键', en: 'Keyboard' },
  continueReading: { zh: '继续阅读', en: 'Continue reading' },
  toTop: { zh: '回到页首', en: 'Back to top' },
  bookAccessibility: {
    zh: '全书为文字，有目录；每段文字都标明语言。',
    en: 'The book is text, with a table of contents; each text says which language it is in.',
  },
  notFound: { zh: '没有这一页', en: 'There is no such page' },
  notFoundText: {
    zh: '这个地址没有内容。可从全文开始，或搜索要找的词句。',
    en: 'Nothing is at this address. Start from the whole paper, or search for the words you want.',
  },
} as const satisfies Record<string, Bilingual>;

/** The texts of the bar that goes through what a search found on a page. */
export const markStrings = {
  occurrences: { zh: '匹配处', en: 'Occurrences' },
  previousOccurrence: { zh: '上一处（p）', en: 'Previous occurrence (p)' },
  nextOccurrence: { zh: '下一处（n）', en: 'Next occurrence (n)' },
  otherLanguage: { zh: '匹配处在另一种语言中', en: 'The match is in the other language' },
  clearOccurrences: { zh: '清除标记（Esc）', en: 'Clear the marks (Esc)' },
} as const satisfies Record<string, Bilingual>;

/** The texts of the bar that reads a page aloud. */
export const speechStrings = {
  readAloud: { zh: '朗读', en: 'Read aloud' },
  previousSentence: { zh: '上一句', en: 'Previous sentence' },
  nextSentence: { zh: '下一句', en: 'Next sentence' },
  play: { zh: '朗读（r）', en: 'Read (r)' },
  pause: { zh: '暂停（r）', en: 'Pause (r)' },
  rate: { zh: '语速', en: 'Speed' },
  read: { zh: '朗读语言', en: 'Language read' },
  close: { zh: '结束朗读（Esc）', en: 'Stop reading aloud (Esc)' },
  waiting: { zh: '正在准备语音……', en: 'Getting the voice ready…' },
  over: { zh: '本页已读完。', en: 'That was the end of this page.' },
  nextPage: { zh: '下一节', en: 'Next section' },
  nothing: { zh: '本页没有可朗读的正文。', en: 'There is no text to read aloud on this page.' },
  noSpeech: { zh: '此浏览器不能朗读。', en: 'This browser cannot read aloud.' },
  noVoice: { zh: '此浏览器没有语音。', en: 'This browser has no voice.' },
  noChinese: { zh: '此浏览器没有中文语音。', en: 'This browser has no Chinese voice.' },
  noEnglish: { zh: '此浏览器没有英文语音。', en: 'This browser has no English voice.' },
  blocked: { zh: '请按播放键开始朗读。', en: 'Press play to begin.' },
  network: {
    zh: '这个语音需要网络，而网络不通。可按播放键重试。',
    en: 'This voice needs the network, which does not answer. Press play to try again.',
  },
  audio: {
    zh: '声音设备被占用，或没有声音设备。可按播放键重试。',
    en: 'The sound device is busy or missing. Press play to try again.',
  },
  silent: {
    zh: '语音没有回应。可按播放键重试。',
    en: 'The voice does not answer. Press play to try again.',
  },
  failed: {
    zh: '语音出错，朗读已停。可按播放键重试。',
    en: 'The voice failed. Press play to try again.',
  },
} as const satisfies Record<string, Bilingual>;

/** What each view is called, in the language that it leads with. */
export const viewNames: Readonly<Record<View, string>> = {
  zh: '中文',
  bilingual: '双语',
  en: 'English',
};

/** What the links to the terms before and after one are called. */
export const termPager = {
  neighbors: { zh: '上一条与下一条', en: 'Previous and next term' },
  previous: { zh: '上一条', en: 'Previous' },
  next: { zh: '下一条', en: 'Next' },
} as const satisfies Record<string, Bilingual>;

/** Say how often a term is found, and where. */
export function describeCounts({ zh, en, sentences, headings, sections }: Counts): Bilingual {
  const chinese = [`${sentences} 个句子`, `${headings} 个标题`];
  const english = [toAmount(sentences, 'sentence'), toAmount(headings, 'heading')];
  const isThere = (_text: string, index: number) => [sentences, headings][index] !== 0;
  return {
    zh: `中文出现 ${zh} 次，英文出现 ${en} 次，见于 ${sections} 节的 ${chinese.filter(isThere).join('、')}。`,
    en: `Found ${toTimes(zh)} in Chinese and ${toTimes(en)} in English, in ${english.filter(isThere).join(' and ')} of ${toAmount(sections, 'section')}.`,
  };
}

/** Say how long a text is in each language, and how long it takes to read. */
export function describeExtent({ zh, en }: Record<Locale, Extent>): Bilingual {
  const words = en.length.toLocaleString('en');
  return {
    zh: `${zh.length} 字，约 ${zh.minutes} 分钟`,
    en: `${words} words, about ${toAmount(en.minutes, 'minute')}`,
  };
}

/** Say how many parts there are, where only some are named. */
export function countParts(count: number): Bilingual {
  return { zh: `全部 ${count} 节`, en: `All ${count} parts` };
}

function toAmount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function toTimes(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}
