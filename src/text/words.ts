import type { ElementContent } from 'hast';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Split a Chinese text into the words between which a line may end, punctuation with the word before.
 *
 * Engines break Chinese between any two characters (UAX #14), which tears the words of a title apart.
 *
 * @param terms words that stay whole though a dictionary would divide them
 */
export function splitWords(text: string, terms: readonly string[]): string[] {
  const ends = new Set<number>();
  for (const { index, isWordLike } of segmenter.segment(text)) if (isWordLike) ends.add(index);
  for (const term of terms) {
    for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
      for (let inside = at + 1; inside < at + term.length; inside++) ends.delete(inside);
    }
  }
  ends.delete(0);
  const starts = [0, ...[...ends].sort((a, b) => a - b)];
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

/** Let the lines of a Chinese title end only between its words, by a `<wbr>` between each two. */
export function breakBetweenWords(
  nodes: readonly ElementContent[],
  terms: readonly string[],
): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'element') {
      return [{ ...node, children: breakBetweenWords(node.children, terms) }];
    }
    if (node.type !== 'text') return [node];
    return splitWords(node.value, terms).flatMap((value, index): ElementContent[] => {
      const word: ElementContent = { type: 'text', value };
      return index === 0
        ? [word]
        : [{ type: 'element', tagName: 'wbr', properties: {}, children: [] }, word];
    });
  });
}
