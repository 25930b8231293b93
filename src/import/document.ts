import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { Image, Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { parse as parseYaml } from 'yaml';
import { decodeAnchor } from '../paper/anchor.ts';
import type { Locale } from '../paper/locale.ts';
import { measureImage } from '../read/sources.ts';

/** An error in a document or command that the user can fix. */
export class UnreadableError extends Error {}

/** Make an error with its place, what was expected, what was found and how to fix it. */
export function fault(place: string, expected: string, found: string, fix: string): Error {
  return new UnreadableError(`${place}: expected ${expected}, found ${found}; ${fix}`);
}

/** A document converted to Markdown. */
export interface Converted {
  /** GFM with one line per paragraph, footnotes, formulas and YAML front matter. */
  markdown: string;
  /** The pictures, by their URLs in the Markdown. */
  media: ReadonlyMap<string, Uint8Array>;
  losses: string[];
}

/** A heading, a paragraph or a non-prose block in Markdown; `level` is 0 except for headings. */
export type Block = {
  kind: (typeof kinds)[number] | 'prose' | 'figure';
  text: string;
  level: number;
};

const kinds = ['heading', 'list', 'table', 'blockquote', 'code', 'math'] as const;

/** A document in one language. */
export interface Document {
  path: string;
  locale: Locale;
  title?: string;
  authors: string[];
  blocks: Block[];
  /** The footnotes by label. */
  notes: ReadonlyMap<string, string>;
  images: ReadonlyMap<string, Uint8Array>;
  /** Descriptions of the parts that were dropped. */
  losses: string[];
}

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkMath);

/** Parse a converted file into a document. */
export function toDocument(path: string, { markdown, media, losses }: Converted): Document {
  const [, front = '', body = markdown] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown) ?? [];
  const known: Record<string, unknown> = (front && parseYaml(front)) || {};
  const plain = body.replace(/\\\[(\d{1,3})\\\]/g, '[$1]');
  const locale = findLanguage(body);
  // One field may name several authors.
  const named = [known['author'] ?? []].flat().join(';');
  const authors = named.split(/\s*[;；、]\s*/).filter(Boolean);
  const kept = { notes: new Map<string, string>(), images: new Map(), losses: [...losses] };
  const blocks: Block[] = [];
  const source = { path, plain, media, locale, blocks, ...kept };
  if (typeof known['abstract'] === 'string') {
    const text = locale === 'zh' ? '摘要' : 'Abstract';
    blocks.push({ kind: 'heading', text, level: 1 });
    blocks.push({ kind: 'prose', text: squeeze(known['abstract']), level: 0 });
  }
  let caption: string | undefined;
  for (const node of processor.parse(plain).children) {
    const text = keepMarkdown(node, source);
    const isCaption = caption !== undefined && toBare(caption) === toBare(toPlain(node));
    const [only] = node.type === 'paragraph' && node.children.length === 1 ? node.children : [];
    const picture = only?.type === 'image' ? only : undefined;
    if (node.type === 'footnoteDefinition') {
      kept.notes.set(node.label ?? node.identifier, text.replace(/^\[\^[^\]]*\]:\s*/, ''));
    } else if (text === '[TABLE]') {
      tellLoss('a table with merged cells', source);
    } else if (node.type === 'heading') {
      blocks.push({ kind: 'heading', text: toPlain(node), level: node.depth });
    } else if (text && !isCaption && !/^(?:thematicBreak|definition)$/.test(node.type)) {
      const kind = kinds.find((one) => one === node.type) ?? (picture ? 'figure' : 'prose');
      blocks.push({ kind, text, level: 0 });
    }
    caption = picture?.alt || undefined;
  }
  const title = typeof known['title'] === 'string' ? known['title'] : undefined;
  return { path, locale, authors, ...kept, ...findTitle(title, findHeadings(blocks), path) };
}

/** Take the title from the front matter, the single top-level heading, or a first line that is not a sentence. */
function findTitle(title: string | undefined, blocks: Block[], path: string) {
  const [first, ...rest] = blocks;
  const levels = rest.flatMap(({ kind, level }) => (kind === 'heading' ? level : []));
  const isAbove =
    first?.kind === 'heading' && first.level < Math.min(...levels, 9) && levels.length > 0;
  const isLine =
    first?.kind === 'prose' &&
    !/.{200}|[。.!?！？]$/s.test(first.text) &&
    (levels.length === 0 || rest[0]?.kind === 'heading');
  // The title of a web page often names the site too.
  const isTitle = first?.text === title || (isAbove && /html?$/i.test(path));
  if (first && (title === undefined ? isAbove || isLine : isTitle)) {
    return { title: first.text, blocks: rest };
  }
  return { ...(title && { title }), blocks };
}

/** The Markdown and pictures of a document, with the images and losses collected so far. */
interface Source extends Pick<Document, 'path' | 'locale' | 'blocks' | 'losses'> {
  plain: string;
  media: Converted['media'];
  images: Map<string, Uint8Array>;
}

/** Return the Markdown of a node, dropping HTML, internal links and missing pictures. */
function keepMarkdown(node: Nodes, source: Source): string {
  if (node.type === 'code') return `\`\`\`${node.lang ?? ''}\n${node.value}\n\`\`\``;
  const placeOf = ({ position }: Nodes) =>
    [position?.start.offset ?? 0, position?.end.offset ?? 0] as const;
  let [at, end] = placeOf(node);
  let kept = '';
  visit(node, (child) => {
    const text = replaceNode(child, source);
    if (text === undefined) return undefined;
    const [from, to] = placeOf(child);
    kept += source.plain.slice(at, from) + text;
    at = to;
    return 'skip';
  });
  return (kept + source.plain.slice(at, end)).trim();
}

/** Return the replacement of a node that the content cannot have, or undefined for other nodes. */
function replaceNode(node: Nodes, source: Source): string | undefined {
  if (node.type === 'image') return keepImage(node, source);
  if (node.type === 'html') return '';
  if (node.type === 'break') return source.locale === 'zh' ? '' : ' ';
  if (node.type !== 'link' || /^(?:https?:|mailto:)/.test(node.url)) return undefined;
  tellLoss(`the link from “${toPlain(node)}” to ${node.url.slice(0, 100)}`, source);
  return toPlain(node);
}

/** Record a part that is dropped, with its place and the reason. */
function tellLoss(what: string, { losses, blocks }: Source, why = ''): '' {
  const place = blocks.at(-1)?.text.slice(-40);
  losses.push(`${what}, ${place ? `after “${place}”` : 'at the start'}${why && `: ${why}`}`);
  return '';
}

function keepImage({ url: address, alt }: Image, source: Source): string {
  const { path, media, images, locale } = source;
  // `embedPictures` names the linked pictures of a Word file by their addresses.
  const url = /\.doc[xm]$/i.test(path) ? address.replace(/^(?:media\/)*linked\//, '') : address;
  const words = alt?.trim().replace(/["[\]\\\n]/g, ' ');
  const lose = (why: string) =>
    tellLoss(`the picture ${url.slice(0, 100)}${words ? ` (“${words}”)` : ''}`, source, why);
  const bytes = media.get(url) ?? readPicture(path, url);
  if (typeof bytes === 'string') return lose(bytes);
  const [, base = '', extension = ''] = /([^/\\]*)\.(\w+)$/.exec(url.toLowerCase()) ?? [];
  const stem = `${locale}-${base.replace(/%..|[^\w-]/g, '')}`;
  const isTaken = (name: string) => Buffer.compare(images.get(name) ?? bytes, bytes) !== 0;
  let name = `${stem}.${extension}`;
  for (let at = 2; isTaken(name); at++) name = `${stem}-${at}.${extension}`;
  const measured = measureImage(name, bytes);
  if (!('width' in measured)) return lose(`expected ${measured.expected}, found ${measured.found}`);
  images.set(name, bytes);
  const label = words || (locale === 'zh' ? `图 ${images.size}` : `Figure ${images.size}`);
  return `![${label}](../images/${name}${words ? ` "${words}"` : ''})`;
}

/** Read a picture in the folder of a document by its relative URL, or return why it cannot be read. */
function readPicture(path: string, url: string): Uint8Array | string {
  if (/^[a-z][a-z\d+.-]*:|^[/\\]/i.test(url))
    return 'it is not in the folder of the document; save it there';
  try {
    const folder = realpathSync(dirname(path));
    const file = realpathSync(join(folder, decodeAnchor(url)));
    const inside = relative(folder, file);
    if (/^\.\.(?:[/\\]|$)/.test(inside) || isAbsolute(inside))
      return 'it is outside the folder of the document';
    const info = statSync(file);
    if (!info.isFile()) return 'it is not a file';
    return info.size > 20e6 ? 'it is over 20 MB' : readFileSync(file);
  } catch {
    return 'there is no such file';
  }
}

/** Remove spaces, brackets and backslashes, which a picture’s text may have lost. */
function toBare(text: string): string {
  return text.replace(/[\s[\]\\]/g, '');
}

function toPlain(node: Nodes): string {
  const parts: string[] = [];
  visit(node, (child) => {
    if ('value' in child && child.type !== 'html') parts.push(child.value);
  });
  return squeeze(parts.join(''));
}

/** Collapse white space. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The English names of the languages. */
export const names: Readonly<Record<Locale, string>> = { zh: 'Chinese', en: 'English' };

/** Detect the language of a text by its script. */
export function findLanguage(text: string): Locale {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 3 > (text.match(/[A-Za-z]+/g)?.length ?? 0) ? 'zh' : 'en';
}

/** Convert plain text to Markdown: split paragraphs at blank lines or lines, and detect headings by number. */
export function fromPlainText(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').trim();
  const paragraphs = clean.split(/\n[ \t\u3000]*\n/.test(clean) ? /\n\s*\n/ : '\n');
  const lines = paragraphs.map((paragraph) => {
    const line = paragraph
      .trim()
      .replace(/(?<=[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF])\s*\n\s*/gu, '')
      .replace(/\s*\n\s*/g, ' ');
    const escaped = line.replace(/[\\*_`<>#|~$]|\[(?!\d)|!(?=\[)/g, '\\$&');
    return `${'#'.repeat(findLevel(line) ?? 0)} ${escaped}`.trimStart();
  });
  return lines.join('\n\n');
}

/** Find the level of a line that looks like a heading: 0 if only its shortness does. */
function findLevel(line: string): number | undefined {
  const isLong = line.length >= (/\p{Script=Han}/u.test(line) ? 60 : 120);
  if (isLong || /[。.!?！？；;:：]$/.test(line)) return undefined;
  return unnumbered.test(line) ? 1 : (readNumber(line)?.level ?? 0);
}

/** Take numbered lines and lines in bold for headings if a document has no others. */
function findHeadings(blocks: readonly Block[]): Block[] {
  if (blocks.some(({ kind }) => kind === 'heading')) return [...blocks];
  return blocks.map((block, at) => {
    const isBold = /^(?:\*\*[^*]+\*\*\s*)+$/.test(block.text);
    const text = isBold ? block.text.replaceAll('**', '') : block.text;
    const level = block.kind === 'prose' ? findLevel(text) : undefined;
    // The first line in bold may be the title.
    if (level === undefined || !(level || isBold)) return block;
    return { kind: 'heading', text, level: level || Number(at > 0) };
  });
}

/** Matches headings that usually have no number. */
const unnumbered =
  /^(?:摘\s*要|前\s*言|引\s*言|序\s*言|结\s*论|结\s*语|致\s*谢|参考文献|abstract|preface|introduction|conclusions?|acknowledgements?|acknowledgments?|references)$/i;

const chinese = '[〇零一二三四五六七八九十百]+';

/** Heading numberings and their levels; without one, the level is the count of numbers (3 for 3.1.2). */
const numberings: readonly [pattern: RegExp, level?: number][] = [
  [new RegExp(`^第(?:${chinese}|\\d+)[部编卷章回][\\s　：:、.]*`), 1],
  [new RegExp(`^第(?:${chinese}|\\d+)节[\\s　：:、.]*`), 2],
  [new RegExp(`^${chinese}、\\s*`), 1],
  [new RegExp(`^[（(]${chinese}[）)]\\s*`), 2],
  [/^(?:chapter|part)\s+(?:\d+|[IVX]+)[\s.:—-]*/i, 1],
  [/^section\s+\d+(?:\.\d+)*[\s.:—-]*/i, 2],
  [/^\d{1,2}(?:\.\d{1,2})+\.?[\s　]+/],
  [/^(?:\d{1,2}|[IVX]+)[.、][\s　]*(?=\S)/, 1],
  [/^\d{1,2}[\s　]+(?=[\p{Lu}\p{Script=Han}])/u, 1],
];

/** Split the leading number off a heading, returning its level and the title. */
export function readNumber(heading: string): { level: number; title: string } | undefined {
  for (const [pattern, level] of numberings) {
    const [found] = pattern.exec(heading) ?? [];
    const title = heading.slice(found?.length).trim();
    if (found && title) return { level: level ?? found.match(/\d+/g)?.length ?? 1, title };
  }
  return undefined;
}
