import { termWords } from '../../i18n/words.ts';
import { joinText, langs, localesFrom, localesOf, type View } from '../../paper/locale.ts';
import { describeCounts } from './counts.ts';
import type { TermData } from './term-data.ts';
import { toTermHref } from './term-marks.ts';

/** Make the card that says what a term is called, how often it is found, and where. */
export function makeCard(): HTMLElement {
  const card = document.createElement('div');
  card.className = 'term-card ui';
  card.popover = 'manual';
  card.role = 'dialog';
  card.tabIndex = -1;
  document.body.append(card);
  return card;
}

/** Write a term on the card. */
export function fillCard(
  card: HTMLElement,
  { slug, wordings, counts }: TermData,
  view: View,
): void {
  const description = describeCounts(counts);
  const names = localesFrom(view).map((locale) => {
    const [name = '', ...aliases] = wordings[locale];
    const others =
      aliases.length > 0 && termWords.also[locale] + aliases.join(termWords.comma[locale]);
    const element = makeElement('p', name, langs[locale]);
    element.className = 'term-card-name';
    if (others) element.append(makeElement('small', others, langs[locale]));
    return element;
  });
  const texts = localesOf(view).map((locale) =>
    makeElement('p', description[locale], langs[locale]),
  );
  const link = makeElement('a', joinText(view, termWords.everyPlace));
  link.setAttribute('href', toTermHref(view, slug));
  card.ariaLabel = localesFrom(view)
    .map((locale) => wordings[locale][0])
    .join(' · ');
  card.replaceChildren(...names, ...texts, link);
}

function makeElement(name: string, text: string, lang = ''): HTMLElement {
  const element = document.createElement(name);
  if (lang) element.lang = lang;
  element.textContent = text;
  return element;
}
