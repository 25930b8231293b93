import { getWholeRange, readCells } from './selected-text.ts';

document.addEventListener('copy', (event) => {
  const column = document.documentElement.dataset['column'];
  const range = getWholeRange();
  if (!column || !range || event.defaultPrevented) return;
  const cells = [
    ...document.querySelectorAll(`main :is(.pair, .both) > [lang="${CSS.escape(column)}"]`),
  ].filter((cell) => range.intersectsNode(cell));
  if (cells.length < 2) return;
  event.clipboardData?.setData('text/plain', readCells(cells, range));
  event.preventDefault();
});
