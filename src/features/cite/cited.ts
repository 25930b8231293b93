import { toCitePath } from '../../paper/anchor.ts';
import type { View } from '../../paper/locale.ts';
import type { Section } from '../../paper/tree.ts';
import { base } from '../../site/config.ts';
import { addresses, paper } from '../../site/site.ts';
import { type CslItem, toItem } from './item.ts';

/** Return what a section is cited as in a view. */
export function toCitedItem(view: View, { number }: Section): CslItem {
  return toItem(paper, number, view, addresses.toPage(view, number));
}

/** Return the root-relative link to the file in a format that cites a section in a view. */
export function hrefToCitation(view: View, { number }: Section, extension: string): string {
  return base + toCitePath(view, number, extension).slice(1);
}
