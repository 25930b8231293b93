import type { Image, Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { ImageSize } from '../images.ts';

/** The images of the content by their names, as a section names them: `../images/map.png`. */
export type Images = ReadonlyMap<string, ImageSize>;

/** Return the name of the image that an address in a section leads to. */
export function toImageName(url: string): string | undefined {
  return /^\.\.\/images\/([\w.-]+)$/.exec(url)?.[1];
}

/**
 * Give each image its address on the site and its size, so that the text does not move when it comes;
 * one that is a paragraph of its own is a figure, whose caption is the title of the image.
 */
export function placeImages(tree: Root, images: Images): void {
  visit(tree, 'image', (image) => {
    const name = toImageName(image.url) ?? '';
    image.url = `/images/${name}`;
    image.data = { hProperties: { ...images.get(name), loading: 'lazy' } };
  });
  for (const [index, node] of tree.children.entries()) {
    const [image, ...others] = node.type === 'paragraph' ? node.children : [];
    if (image?.type === 'image' && others.length === 0)
      tree.children[index] = toFigure(image, node);
  }
}

function toFigure({ title, ...image }: Image, { position }: Nodes): Root['children'][number] {
  return {
    type: 'blockquote',
    data: { hName: 'figure' },
    ...(position && { position }),
    children: [
      // A paragraph without an element of its own.
      { type: 'paragraph', data: { hName: 'div' }, children: [image] },
      ...(title
        ? [
            {
              type: 'paragraph' as const,
              data: { hName: 'figcaption' },
              children: [{ type: 'text' as const, value: title }],
            },
          ]
        : []),
    ],
  };
}
