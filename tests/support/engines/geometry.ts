/** The visible layout of a page in an engine. Each function runs in the page and uses nothing else from this file. */

/** List the places where characters of the text overlap. */
export function listOverlaps(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll('main :is(p, h1, h2, h3, dd, dt, li)')) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let last: DOMRect | undefined;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('.self, sup, rt, .said, .other')) continue;
      for (let at = 0; at < (node.nodeValue ?? '').length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        if (!box || box.width < 4) continue;
        const isOver =
          last &&
          Math.abs(last.top - box.top) < 4 &&
          box.left >= last.left &&
          last.right - box.left > 0.6 * Math.min(last.width, box.width);
        if (isOver) found.push(`${node.nodeValue?.slice(Math.max(0, at - 4), at + 4)}`);
        last = box;
      }
    }
  }
  return found;
}

/** List the links whose last line ends in an underlined space. */
export function listTrailing(): string[] {
  return [...document.querySelectorAll('a')].flatMap(({ lastChild, textContent }) => {
    let last = lastChild;
    while (last?.lastChild) last = last.lastChild;
    const end = /\s+$/.exec(last?.nodeValue ?? '');
    if (!last || !end) return [];
    const range = document.createRange();
    range.setStart(last, end.index);
    range.setEndAfter(last);
    return range.getBoundingClientRect().width > 0 ? [textContent] : [];
  });
}

/** Measure the position of each setting’s name relative to its choices. */
export function readSettings() {
  return [...document.querySelectorAll('main .setting')].map((row) => {
    const boxes = [...row.children].map((each) => each.getBoundingClientRect());
    const [name, choices] = boxes as [DOMRect, DOMRect];
    const labels = [...row.querySelectorAll('label')].map((each) => each.getBoundingClientRect());
    return {
      name: row.getAttribute('data-setting'),
      apart: Math.abs(name.top + name.bottom - choices.top - choices.bottom) / 2,
      room: choices.left - name.right,
      out: Math.max(...labels.map(({ right }) => right)) - choices.right,
      tall: Math.max(...labels.map(({ height }) => height)),
    };
  });
}

/** Read the English lines that end in a hyphen: the text on both sides, and the number of lines. */
export function readHyphens(selector: string) {
  const breaks: { before: number; after: number }[] = [];
  let lines = 0;
  for (const paragraph of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let top = Number.NEGATIVE_INFINITY;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('.self, sup')) continue;
      const text = node.nodeValue ?? '';
      for (let at = 0; at < text.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = [...range.getClientRects()].at(-1);
        if (!box?.width || box.top < top + 12) continue;
        top = box.top;
        lines++;
        const [before = ''] = /[a-z]*$/i.exec(text.slice(0, at)) ?? [];
        const [after = ''] = /^[a-z]*/i.exec(text.slice(at)) ?? [];
        if (before && after) breaks.push({ before: before.length, after: after.length });
      }
    }
  }
  return { lines, breaks };
}

/** List visible text with less contrast than WCAG 2.2 requires: 4.5 to 1, and 3 to 1 for large text. */
export function listPale(): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('This engine draws nothing');
  const painted = new Map<string, number[]>();
  /** Return the color of a text on its background, each channel from 0 to 255. */
  const paint = (colors: readonly string[]) => {
    const key = colors.join();
    if (painted.has(key)) return painted.get(key) ?? [];
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    painted.set(key, [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)]);
    return painted.get(key) ?? [];
  };
  const brightness = (channels: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element?.checkVisibility() || !element.getClientRects()[0]?.width) continue;
    if (!node.nodeValue?.trim()) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const below: string[] = [];
    let opacity = 1;
    for (let each: Element | null = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      below.unshift(style.backgroundColor);
      opacity *= Number(style.opacity);
    }
    // Skip text that fades in or appears on hover.
    if (opacity < 0.5) continue;
    const [high = 0, low = 0] = [paint(['white', ...below, color]), paint(['white', ...below])]
      .map(brightness)
      .sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = Number.parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.6 && Number(fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) {
      found.add(`${element.tagName} ${element.className} ${color}: ${ratio.toFixed(2)}`);
    }
  }
  return [...found];
}
