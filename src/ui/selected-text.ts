/** Return all that is selected as one range: Firefox leaves out what cannot be selected. */
export function getWholeRange(): Range | undefined {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  const last = selection.getRangeAt(selection.rangeCount - 1);
  range.setEnd(last.endContainer, last.endOffset);
  return range;
}

/** Return what a range has of the texts of some elements in one language, a line for each paragraph. */
export function readCells(cells: readonly Element[], range: Range): string {
  const paragraphs = new Map<Element, Element[]>();
  for (const cell of cells) {
    const paragraph = cell.closest('.pairs, .single') ?? cell;
    paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), cell]);
  }
  return [...paragraphs.values()]
    .map((sentences) => {
      const space = sentences[0]?.closest('[lang]')?.getAttribute('lang') === 'en' ? ' ' : '';
      return sentences
        .map((cell) => readPart(cell, range))
        .filter(Boolean)
        .join(space);
    })
    .filter(Boolean)
    .join('\n');
}

/** Return the text of an element that a range has of it, without what stands over it. */
function readPart(cell: Element, range: Range): string {
  const part = document.createRange();
  part.selectNodeContents(cell);
  if (cell.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (cell.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  const text = part.cloneContents();
  for (const aid of text.querySelectorAll('rt')) aid.remove();
  return text.textContent?.trim() ?? '';
}
