import { toIsoDate } from '../../paper/date.ts';
import { copyText } from '../../ui/clipboard.ts';
import { view } from '../../ui/page.ts';
import { keep, readKept } from '../../ui/storage.ts';
import { listTextNodes } from '../../ui/text-nodes.ts';
import { takeTool } from '../../ui/tools.ts';
import styles from './quote.css?url';
import { type CiteStyle, citeStyles, formatAccess } from './styles.ts';

const storageKey = 'duidu:style';

/** Return the style that the reader used last, or else the one that is usual in the view's language. */
export function readStyle(): CiteStyle {
  const kept = readKept(storageKey);
  const known = citeStyles.find(({ id }) => id === kept);
  return known?.id ?? (view === 'en' ? 'apa' : 'gbt-2025-numeric');
}

/** Remember the style that the reader uses. */
export function keepStyle(style: string): void {
  keep(storageKey, style);
}

/** Give each citation of the page's panel the date of today, and a button that copies it. */
export async function prepareCitations(panel: HTMLElement): Promise<void> {
  if (panel.classList.contains('prepared')) return;
  panel.classList.add('prepared');
  for (const entry of listEntries(panel)) fillInDate(entry, entry.dataset['style'] as CiteStyle);
  const button = await takeTool('copy-button', styles);
  const status = document.createElement('p');
  status.className = 'said';
  status.role = 'status';
  panel.append(status);
  for (const entry of listEntries(panel)) {
    const copier = button.cloneNode(true) as HTMLElement;
    const citation = entry.cloneNode(true) as HTMLElement;
    copier.addEventListener('click', () => copyCitation(citation, copier, status));
    entry.append(' ', copier);
  }
}

function listEntries(panel: HTMLElement): NodeListOf<HTMLElement> {
  return panel.querySelectorAll('[data-style]');
}

/** Put the reader's date where its placeholder stands. */
function fillInDate(entry: Element, style: CiteStyle): void {
  for (const node of listTextNodes(entry)) {
    node.data = node.data.replace(formatAccess(style), formatAccess(style, toIsoDate(new Date())));
  }
}

/** Copy a citation, and say for a while on its button, and to screen readers, whether it is copied. */
async function copyCitation(citation: HTMLElement, button: HTMLElement, status: Element) {
  const label = button.textContent;
  let said = button.dataset['copied'];
  try {
    await copyText(citation.textContent.trim(), citation.innerHTML.trim());
    keepStyle(citation.dataset['style'] ?? '');
  } catch {
    said = button.dataset['notCopied'];
  }
  button.textContent = said ?? '';
  status.textContent = said ?? '';
  setTimeout(() => {
    button.textContent = label;
    status.textContent = '';
  }, 2000);
}
