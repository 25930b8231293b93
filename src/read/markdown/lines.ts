import type { Paragraph, PhrasingContent, Root } from 'mdast';

interface Line {
  line: number;
  children: PhrasingContent[];
}

/** Wrap each line of a paragraph in a `<segment>`; after a backslash it goes on in the next one. */
export function remarkLines({ space }: { space: string }) {
  return (tree: Root): void => {
    for (const node of tree.children) {
      if (node.type !== 'paragraph') continue;
      node.children = splitLines(node, space).map(({ line, children }) => ({
        type: 'emphasis',
        data: { hName: 'segment' },
        position: { start: { line, column: 1 }, end: { line, column: 1 } },
        children,
      }));
    }
  };
}

function splitLines({ children, position }: Paragraph, space: string): Line[] {
  let number = position?.start.line ?? 1;
  const lines: Line[] = [{ line: number, children: [] }];
  const add = (node: PhrasingContent): void => void lines.at(-1)?.children.push(node);
  const begin = (): void => void lines.push({ line: number, children: [] });
  for (const node of children) {
    if (node.type === 'break') {
      number += 1;
      if (isContinuation(node)) add({ type: 'text', value: space });
      else begin();
    } else if (node.type === 'text') {
      for (const [index, value] of node.value.split('\n').entries()) {
        if (index > 0) {
          number += 1;
          begin();
        }
        if (value) add({ type: 'text', value });
      }
    } else add(node);
  }
  return lines;
}

/** Tell a backslash at the end of a line from two spaces, by its length. */
function isContinuation({ position }: PhrasingContent): boolean {
  const [start, end] = [position?.start.offset ?? 0, position?.end.offset ?? 0];
  return end - start === 2;
}
