import { citeWords } from '../../i18n/words.ts';
import { joinText, toIsoDate } from '../../paper/locale.ts';
import { copyText } from '../../ui/clipboard.ts';
import { view } from '../../ui/page.ts';
import { loadStyles } from '../../ui/styles.ts';
import { listTextNodes } from '../../ui/text-nodes.ts';
import { keepStyle } from './cite-style.ts';
import styles from './quote.css?url';
import { type CiteStyle, formatAccess } from './styles.ts';

/** Give each citation of the page's panel the date of today, and a button that copies it. */
export async function prepareCitations(): Promise<void> {
  const panel = document.querySelector('.cite:not(.prepared)');
  if (!panel) return;
  panel.classList.add('prepared');
  await loadStyles(styles);
  const status = document.createElement('p');
  status.className = 'said';
  status.role = 'status';
  panel.append(status);
  for (const entry of panel.querySelectorAll<HTMLElement>('[data-style]')) {
    const style = entry.dataset['style'] as CiteStyle;
    fillInDate(entry, style);
    entry.append(' ', makeButton(entry, style, status));
  }
}

/** Put the reader's date where its placeholder stands. */
function fillInDate(entry: Element, style: CiteStyle): void {
  for (const node of listTextNodes(entry)) {
    node.data = node.data.replace(formatAccess(style), formatAccess(style, toIsoDate(new Date())));
  }
}

function makeButton(entry: Element, style: CiteStyle, status: Element): HTMLButtonElement {
  const citation = entry.cloneNode(true) as Element;
  const [label, done] = [citeWords.copy, citeWords.copied].map((text) => joinText(view, text));
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = label ?? '';
  button.addEventListener('click', async () => {
    let said = done;
    try {
      await copyText(citation.textContent.trim(), citation.innerHTML.trim());
      keepStyle(style);
    } catch {
      said = joinText(view, citeWords.notCopied);
    }
    button.textContent = said ?? '';
    status.textContent = said ?? '';
    setTimeout(() => {
      button.textContent = label ?? '';
      status.textContent = '';
    }, 2000);
  });
  return button;
}
