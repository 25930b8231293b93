import { getWholeRange, readCells } from './text-nodes.ts';

/** Copy a text, plain and as HTML; throw if the browser does not allow it. */
export async function copyText(plain: string, html: string): Promise<void> {
  const { clipboard } = navigator;
  try {
    if (!html || !globalThis.ClipboardItem) return await clipboard.writeText(plain);
    const toBlob = (text: string, type: string) => new Blob([text], { type });
    await clipboard.write([
      new ClipboardItem({
        'text/plain': toBlob(plain, 'text/plain'),
        'text/html': toBlob(html, 'text/html'),
      }),
    ]);
  } catch {
    // Without https, and in older browsers, there is only the copy command.
    copyByCommand(plain, html);
  }
}

function copyByCommand(plain: string, html: string): void {
  let isCopied = false;
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', plain);
    if (html) event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    event.stopImmediatePropagation();
    isCopied = true;
  };
  addEventListener('copy', fill, { capture: true });
  document.execCommand('copy');
  removeEventListener('copy', fill, { capture: true });
  if (!isCopied) throw new DOMException('The browser does not allow copying', 'NotAllowedError');
}

/** Limit a copy in the bilingual view to the language in which the selection starts. */
export function copyColumn(event: ClipboardEvent): void {
  const { column } = document.documentElement.dataset;
  const range = getWholeRange();
  if (!column || !range || event.defaultPrevented) return;
  const cells = [
    ...document.querySelectorAll(`main :is(.pair, .both) > [lang="${CSS.escape(column)}"]`),
  ].filter((cell) => range.intersectsNode(cell));
  if (cells.length < 2) return;
  event.clipboardData?.setData('text/plain', readCells(cells, range));
  event.preventDefault();
}
