/** A line of a paragraph as laid out by the browser, in CSS pixels. */
export interface Line {
  text: string;
  top: number;
  left: number;
  right: number;
  /** The space at its end. */
  gap: number;
}

/**
 * Read the lines of every element of a selector from the boxes of its characters.
 *
 * It runs in the page and uses nothing from outside.
 */
export function readLines(selector: string): Line[][] {
  const isText = (node: Node) => !node.parentElement?.closest('.self, sup, rt');
  return [...document.querySelectorAll(selector)].map((element) => {
    const lines: Line[] = [];
    const edge = element.getBoundingClientRect().right;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!isText(node)) continue;
      const text = node.nodeValue ?? '';
      range.selectNodeContents(node);
      // A text in one box needs no look at its characters, which takes long with pinyin.
      const parts = range.getClientRects().length > 1 ? text : [text];
      let start = 0;
      for (const character of parts) {
        range.setStart(node, start);
        start += character.length;
        range.setEnd(node, start);
        const box = [...range.getClientRects()].at(-1);
        if (!box || box.width === 0) continue;
        const line = lines.at(-1);
        if (line && Math.abs(line.top - box.top) < box.height / 2) {
          line.text += character;
          line.right = box.right;
          line.gap = edge - box.right;
        } else {
          const { top, left, right } = box;
          lines.push({ text: character, top, left, right, gap: edge - right });
        }
      }
    }
    return lines;
  });
}
