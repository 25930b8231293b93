import type { View } from './locale.ts';

/** Return the path of a page in a view, `/zh/3.1/`; the name of the whole paper is ''. */
export function toPath(view: View, name: string): string {
  return ['', view === 'bilingual' ? '' : view, name, ''].join('/').replace(/\/{2,}/g, '/');
}

/** Return the path of a citation file, `/zh/cite/bib/3.1.bib`; some hosts set media types by folder. */
export function toCitePath(view: View, number: string, extension: string): string {
  return `${toPath(view, `cite/${extension}`)}${number || 'paper'}.${extension}`;
}

/** Decode the “%” of an anchor; a malformed one stays unchanged and matches nothing. */
export function decodeAnchor(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

/** Return the anchor of a paragraph by its number in the section, `3.1-p2`; without the number, the start of all such anchors. */
export function toParagraphAnchor(section: string, number: number | '' = ''): string {
  return `${section}-p${number}`;
}

/** Return the anchor of a segment by its number in the paragraph, `3.1-p2s4`; without the number, the start of all such anchors. */
export function toSegmentAnchor(paragraph: string, number: number | '' = ''): string {
  return `${paragraph}s${number}`;
}

/** Tell whether an id is the anchor of a paragraph. */
export function isParagraphAnchor(id: string): boolean {
  return /-p\d+$/.test(id);
}

/** Tell whether an id is the anchor of a segment. */
export function isSegmentAnchor(id: string): boolean {
  return /-p\d+s\d+$/.test(id);
}

/** Turn a link to a Markdown file of the content, such as `3.1.md#3.1-p2`, into a link to the page in a view. */
export function resolveLink(link: string, view: View): string {
  const [, name, hash = ''] = /^(?:\.\/)?([\w.-]+)\.md(#.*)?$/.exec(link) ?? [];
  return name ? toPath(view, name) + hash : link;
}
