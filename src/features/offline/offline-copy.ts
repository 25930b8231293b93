import { offlineWords } from '../../i18n/words.ts';
import { type Bilingual, formatSize, joinText } from '../../paper/locale.ts';
import { base, view } from '../../ui/page.ts';
import { keep, readKept } from '../../ui/storage.ts';
import { loadStyles } from '../../ui/styles.ts';
import { keepWhole, listCaches } from './kept.ts';
import styles from './offline.css?url';
import { type OfflineState, toOfflineKey } from './offline.ts';
import { askState, canKeep, readPageVersion, removeWorker, tell } from './offline-worker.ts';

/** Offer in a place of the page to keep the whole site in the browser, and to take it away again. */
export async function offerCopy(place: Element): Promise<void> {
  if (!canKeep() || place.childElementCount > 0) return;
  await loadStyles(styles);
  const isWanted = readKept(toOfflineKey(base)) !== 'off';
  const isKept = isWanted && (await listCaches(base)).length > 0;
  const state = isKept ? await askState().catch(() => undefined) : undefined;
  const save = makeButton(offlineWords.save, () => saveCopy());
  const remove = makeButton(offlineWords.remove, () => removeCopy());
  const status = document.createElement('p');
  status.role = 'status';
  const progress = document.createElement('progress');
  progress.ariaLabel = joinText(view, offlineWords.saving);
  const actions = document.createElement('div');
  actions.append(save, progress, remove);
  place.append(
    makeText('b', offlineWords.name),
    makeText('span', offlineWords.use),
    actions,
    status,
  );

  const show = (isWhole: boolean, text?: Bilingual): void => {
    save.hidden = isWhole;
    remove.hidden = !isWhole;
    progress.hidden = true;
    status.textContent = text ? joinText(view, text, ' ') : '';
  };
  const saveCopy = async (): Promise<void> => {
    save.hidden = true;
    progress.hidden = false;
    progress.removeAttribute('value');
    status.textContent = joinText(view, offlineWords.saving);
    try {
      keep(toOfflineKey(base), 'on');
      await keepState(await askState());
      show(true, offlineWords.saved);
      remove.focus();
    } catch (error) {
      show(false, toReason(error));
      save.focus();
    }
  };
  const keepState = async (found: OfflineState): Promise<void> => {
    if (found.version !== readPageVersion()) throw new RangeError();
    const { size = 0 } = found.whole ?? {};
    const label = joinText(view, offlineWords.saving);
    await keepWhole(found, (bytes) => {
      progress.value = bytes / size;
      status.textContent = `${label} ${Math.round((100 * bytes) / size)} %`;
    });
    status.textContent = '';
    // This page is one of those that are answered from what is kept.
    await tell({ ask: 'keep', version: found.version, files: [] });
  };
  const removeCopy = async (): Promise<void> => {
    keep(toOfflineKey(base), 'off');
    await removeWorker();
    show(false, offlineWords.removed);
    save.focus();
  };
  show(state?.isWhole ?? false, state?.isWhole ? offlineWords.saved : undefined);
  if (state?.whole) save.append(` ${formatSize(state.whole.size)}`);
}

function toReason(error: unknown): Bilingual {
  if (error instanceof RangeError) return offlineWords.changed;
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return isFull ? offlineWords.noRoom : offlineWords.failed;
}

function makeButton(text: Bilingual, press: () => unknown): HTMLButtonElement {
  const button = makeText('button', text);
  button.type = 'button';
  button.addEventListener('click', press);
  return button;
}

function makeText<Name extends keyof HTMLElementTagNameMap>(name: Name, text: Bilingual) {
  const element = document.createElement(name);
  element.textContent = joinText(view, text, ' ');
  return element;
}
