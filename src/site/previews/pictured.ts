import { parentOf } from '../../paper/number.ts';
import type { Section } from '../../paper/tree.ts';

/** The size of a picture, in pixels. */
export type Size = Readonly<Record<'width' | 'height', number>>;

/** The size that link previews ask for. */
export const pictureSize = { width: 1200, height: 630 } as const satisfies Size;

/** The maximum number of pictures; in a larger book the lower levels share those above them. */
const mostPictures = 150;

/** List the sections that have their own picture: the upper levels, as far as the maximum allows. */
export function listPictured(root: Section, most: number = mostPictures): Section[] {
  let listed = [root];
  for (let level = root.children; level.length > 0; ) {
    if (listed.length + level.length > most) break;
    listed = [...listed, ...level];
    level = level.flatMap(({ children }) => children);
  }
  return listed;
}

/** Find the section whose picture a section uses: its own, or that of the nearest section above it. */
export function findPictured(root: Section, { number }: Section, most?: number): Section {
  const byNumber = new Map(listPictured(root, most).map((section) => [section.number, section]));
  let name = number;
  while (name && !byNumber.has(name)) name = parentOf(name);
  return byNumber.get(name) ?? root;
}

/** Return the path of a section's picture from the site's root, without a leading slash. */
export function toPicturePath({ number }: Section): string {
  return `pictures/${number || 'paper'}.png`;
}
