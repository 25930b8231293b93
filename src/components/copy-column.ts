document.addEventListener('copy', (event) => {
  const column = document.documentElement.dataset['column'];
  const range = getWholeRange();
  if (!column || !range || event.defaultPrevented) return;
  const cells = [
    ...document.querySelectorAll(`main :is(.pair, .both) > [lang="${CSS.escape(column)}"]`),
  ].filter((cell) => range.intersectsNode(cell));
  if (cells.length < 2) return;
  const paragraphs = Map.groupBy(cells, (cell) => cell.closest('.pairs') ?? cell);
  const space = column === 'en' ? ' ' : '';
  const texts = [...paragraphs.values()].map((sentences) =>
    sentences
      .map((cell) => readPart(cell, range))
      .filter(Boolean)
      .join(space),
  );
  event.clipboardData?.setData('text/plain', texts.filter(Boolean).join('\n'));
  event.preventDefault();
});

/** Return all that is selected as one range: Firefox leaves out what cannot be selected. */
function getWholeRange(): Range | undefined {
  const selection = getSelection();
  if (!selection?.rangeCount) return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  const last = selection.getRangeAt(selection.rangeCount - 1);
  range.setEnd(last.endContainer, last.endOffset);
  return range;
}

/** Return the text of a cell that a selection has of it. */
function readPart(cell: Element, range: Range): string {
  const part = document.createRange();
  part.selectNodeContents(cell);
  if (cell.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (cell.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  const text = part.cloneContents();
  for (const aid of text.querySelectorAll('rt')) aid.remove();
  return text.textContent?.trim() ?? '';
}

export {};
