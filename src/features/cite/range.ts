import { decodeAnchor, readRangeAnchor } from '../../paper/anchor.ts';

/** Mark each sentence of the range that the page's address names, and no other. */
export function markRange(): void {
  for (const marked of document.querySelectorAll('.in-range')) marked.classList.remove('in-range');
  const anchors = readRangeAnchor(decodeAnchor(location.hash.slice(1)));
  const [first, last] = anchors?.map((anchor) => document.getElementById(anchor)) ?? [];
  const sentences = [...(first?.parentElement?.querySelectorAll(':scope > [id]') ?? [])];
  const range = sentences.slice(
    sentences.indexOf(first as Element),
    sentences.indexOf(last as Element) + 1,
  );
  for (const sentence of range) sentence.classList.add('in-range');
}

addEventListener('hashchange', markRange);
