import type { View } from './view.ts';

/** Words that a section may not have as its number, because a page of the site has them. */
export const reservedNames: readonly string[] = ['zh', 'en', 'search', 'terms', 'about', '404'];

/**
 * Return the path of a page in a view, from the site's root: `/zh/3.1/`.
 *
 * @param name a section's number, the name of another page, or '' for the whole paper
 */
export function toPath(view: View, name: string): string {
  return ['', view === 'bilingual' ? '' : view, name, ''].join('/').replace(/\/{2,}/g, '/');
}

/** Put a section's number before its title; a name such as `abstract` is no number. */
export function addNumber(number: string, title: string): string {
  return /^\d/.test(number) ? `${number} ${title}` : title;
}

/** Return the anchor of a section's nth paragraph, counted from 1: `3.1-p2`. */
export function toParagraphAnchor(number: string, paragraph: number): string {
  return `${number}-p${paragraph}`;
}

/** Return the anchor of a paragraph's nth segment, counted from 1: `3.1-p2s4`. */
export function toSegmentAnchor(paragraphAnchor: string, segment: number): string {
  return `${paragraphAnchor}s${segment}`;
}

/**
 * Turn a link written in the content into one from the site's root.
 *
 * `3.1.md#3.1-p2` leads to that section and `/about/` to that page of the site, both in the given
 * view; any other link is returned as it is.
 */
export function resolveLink(link: string, view: View): string {
  const [, number, hash = ''] = /^(?:\.\/)?([\w.-]+)\.md(#.*)?$/.exec(link) ?? [];
  if (number) return toPath(view, number) + hash;
  const [, name = '', fragment = ''] = /^\/(?!\/)([\w.-]*)\/?(#.*)?$/.exec(link) ?? [];
  return link.startsWith('/') && !link.startsWith('//') ? toPath(view, name) + fragment : link;
}
