import { sayLost } from '../ui/page.ts';

let isMarked = false;

/** Load what marks the text, if the reader has asked for it; it also takes the marks away again. */
function showAids(choice?: Event): void {
  const { terms, pinyin } = document.documentElement.dataset;
  isMarked ||= terms === 'on' || pinyin === 'on';
  if (!isMarked) return;
  // Without a network the text stays as it is, which only who has just chosen needs to be told.
  const fail = choice ? sayLost : () => {};
  import('./reading-aids.ts').then((aids) => aids.showReadingAids(fail)).catch(fail);
}

/** Show what was chosen on another page while this one was open, or out of sight. */
function followChoices(): void {
  import('../features/settings/choices.ts')
    .then((choices) => choices.restoreChoices())
    .catch(() => {});
}

showAids();
document.addEventListener('choices', showAids);
addEventListener('storage', followChoices);
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) followChoices();
});
