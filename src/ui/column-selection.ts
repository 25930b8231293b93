import { view } from './page.ts';

// In the bilingual view, a selection stays within the column in which it starts.
const { dataset } = document.documentElement;

document.addEventListener('pointerdown', ({ target }) => {
  const cell =
    target instanceof Element && target.closest<HTMLElement>(':is(.pair, section .both) > [lang]');
  if (!cell) delete dataset['column'];
  else if (view === 'bilingual') {
    dataset['column'] = cell.lang;
    import('./clipboard.ts')
      .then((clipboard) => document.addEventListener('copy', clipboard.copyColumn))
      .catch(() => {});
  }
});

document.addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
  if (key.toLowerCase() === 'a' && (ctrlKey || metaKey)) delete dataset['column'];
});
