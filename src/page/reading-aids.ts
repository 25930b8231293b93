import { followSentences } from '../features/cite/sentences.ts';
import { erasePinyin, loadPinyin, writePinyin } from '../features/pinyin/ruby.ts';
import { markTerms, prepareTerms, unmarkTerms } from '../features/terms/term-marks.ts';
import { once } from '../ui/load.ts';
import { view } from '../ui/page.ts';
import { findAnchor, middleOf } from '../ui/place.ts';

/** The maximum number of sections to mark at once; on longer pages only those near the window are marked. */
const mostAtOnce = 40;

const getTerms = once(prepareTerms);

type Wanted = { terms: boolean; pinyin: boolean };

let shown: Wanted = { terms: false, pinyin: false };
let observer: IntersectionObserver | undefined;
let tell: (control: string) => unknown;

/** Order languages, show numbers, mark terms and write pinyin as chosen; `fail` gets the selector of a control whose files do not load. */
export function showReadingAids(fail: typeof tell): void {
  // Files that are loading already report to it, too.
  tell = fail;
  const { dataset } = document.documentElement;
  if (dataset['numbers'] === 'always') followSentences();
  if (view === 'bilingual') orderLanguages(dataset['first'] === 'en');
  const wanted = { terms: dataset['terms'] === 'on', pinyin: dataset['pinyin'] === 'on' };
  if (wanted.terms === shown.terms && wanted.pinyin === shown.pinyin) return;
  shown = wanted;
  observer?.disconnect();
  const sections = [...document.querySelectorAll('[data-file]')];
  const isLong = sections.length > mostAtOnce && (wanted.terms || wanted.pinyin);
  // Mark sections near the window, now and after scrolling or a change of layout.
  observer = new IntersectionObserver(
    (entries, self) => {
      for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
        self.unobserve(target);
        mark(target, wanted);
      }
    },
    { rootMargin: isLong ? '150%' : '10000000px' },
  );
  for (const section of sections) observer.observe(section);
}

/** Match the document order to the language order, for screen readers. */
function orderLanguages(isEnglishFirst: boolean): void {
  const cells = 'main :is(.pair, .both, .hit, h1, .result h2 a) > :lang(zh)[lang]';
  for (const zh of document.querySelectorAll(cells)) {
    const en = zh.parentElement?.querySelector(':scope > [lang=en]');
    const [first, second] = isEnglishFirst ? [en, zh] : [zh, en];
    if (!first || !second) continue;
    const isBehind = second.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isBehind) second.before(first);
  }
}

let turn: Promise<unknown> = Promise.resolve();

/** Wait until earlier calls are done and the browser has handled input. */
function takeTurn(): Promise<unknown> {
  turn = turn.then(() => new Promise((resolve) => setTimeout(resolve)));
  return turn;
}

async function mark(section: Element, wanted: Wanted): Promise<void> {
  const asked = observer;
  const forget = (aid: keyof Wanted) => () => {
    // The next choice tries again.
    if (asked === observer) shown = { ...shown, [aid]: false };
    tell(`[data-setting=${aid}] > span`);
    return undefined;
  };
  const [find, data] = await Promise.all([
    wanted.terms ? getTerms().catch(forget('terms')) : undefined,
    wanted.pinyin && view !== 'en' ? loadPinyin(section).catch(forget('pinyin')) : undefined,
  ]);
  await takeTurn();
  if (asked !== observer) return;
  const anchor = findAnchor();
  const before = middleOf(anchor);
  // Leave the subsections alone.
  for (const part of section.querySelectorAll(':scope > :not(section)')) {
    erasePinyin(part);
    unmarkTerms(part);
    part.normalize();
  }
  if (find) markTerms(section, find);
  if (data) writePinyin(section, data);
  // Keep the reader's place, and have ranges found again.
  if (anchor) scrollBy({ top: middleOf(anchor) - before, behavior: 'instant' });
  document.dispatchEvent(new Event('text-nodes'));
}
