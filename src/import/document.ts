import type { Image, Nodes, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { parse as parseYaml } from 'yaml';
import type { Locale } from '../paper/locale.ts';
import { imageTypes, measureImage } from '../read/sources.ts';

/** An error in a document or command that the user can fix. */
export class UnreadableError extends Error {}

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
  const notes = new Map<string, string>();
  const keeping: Keeping = { plain, media, locale, images: new Map(), losses: [...losses] };
  const blocks: Block[] = [];
  if (typeof known['abstract'] === 'string') {
    const text = locale === 'zh' ? '摘要' : 'Abstract';
    blocks.push({ kind: 'heading', text, level: 1 });
    blocks.push({ kind: 'prose', text: known['abstract'].trim().replace(/\s+/g, ' '), level: 0 });
  }
  let before: RootContent | undefined;
  for (const node of processor.parse(plain).children) {
    const text = keepMarkdown(node, keeping);
    const isCaption = isFigure(before) && before.children[0].alt === toPlain(node);
    if (node.type === 'footnoteDefinition') {
      notes.set(node.label ?? node.identifier, text.replace(/^\[\^[^\]]*\]:\s*/, ''));
    } else if (text === '[TABLE]') {
      const place = blocks.at(-1)?.text.slice(-40) ?? '';
      keeping.losses.push(`a table with cells that span others, after “${place}”`);
    } else if (text && !isCaption && !/^(?:thematicBreak|definition)$/.test(node.type)) {
      const kind = kinds.find((one) => one === node.type) ?? (isFigure(node) ? 'figure' : 'prose');
      if (node.type !== 'heading') blocks.push({ kind, text, level: 0 });
      else blocks.push({ kind, text: toPlain(node), level: node.depth });
    }
    before = node;
  }
  const authors = [known['author'] ?? []].flat().map(String);
  const title = typeof known['title'] === 'string' ? known['title'] : undefined;
  const { images } = keeping;
  return {
    path,
    locale,
    authors,
    notes,
    images,
    losses: keeping.losses,
    ...findTitle(title, blocks),
  };
}

/** Take the title from the front matter, the single top-level heading, or a first line that is not a sentence. */
function findTitle(title: string | undefined, blocks: Block[]): Pick<Document, 'title' | 'blocks'> {
  const [first, ...rest] = blocks;
  const levels = rest.flatMap(({ kind, level }) => (kind === 'heading' ? level : []));
  const isAbove =
    first?.kind === 'heading' && first.level < Math.min(...levels, 9) && levels.length > 0;
  const isLine =
    first?.kind === 'prose' &&
    !/.{200}|[。.!?！？]$/s.test(first.text) &&
    (levels.length === 0 || rest[0]?.kind === 'heading');
  if (first && (title === undefined ? isAbove || isLine : first.text === title)) {
    return { title: first.text, blocks: rest };
  }
  return { ...(title && { title }), blocks };
}

function isFigure(
  node: RootContent | undefined,
): node is RootContent & { type: 'paragraph'; children: [Image] } {
  return (
    node?.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'image'
  );
}

interface Keeping {
  /** The Markdown source of the document. */
  plain: string;
  media: Converted['media'];
  images: Map<string, Uint8Array>;
  locale: Locale;
  losses: string[];
}

/** Return the Markdown of a node, dropping HTML, internal links and missing pictures. */
function keepMarkdown(node: Nodes, keeping: Keeping): string {
  const { plain, locale, losses } = keeping;
  if (node.type === 'code') return `\`\`\`${node.lang ?? ''}\n${node.value}\n\`\`\``;
  const placeOf = ({ position }: Nodes) =>
    [position?.start.offset ?? 0, position?.end.offset ?? 0] as const;
  let [at, end] = placeOf(node);
  let kept = '';
  visit(node, (child) => {
    const [from, to] = placeOf(child);
    const replace = (text: string) => {
      kept += plain.slice(at, from) + text;
      at = to;
      return 'skip' as const;
    };
    if (child.type === 'image') return replace(keepImage(child, keeping));
    if (child.type === 'html') return replace('');
    if (child.type === 'break') return replace(locale === 'zh' ? '' : ' ');
    if (child.type !== 'link' || /^(?:https?:|mailto:)/.test(child.url)) return undefined;
    losses.push(`the link of “${toPlain(child)}” to ${child.url.slice(0, 100)}`);
    return replace(toPlain(child));
  });
  return (kept + plain.slice(at, end)).trim();
}

function keepImage({ url, alt }: Image, { media, images, locale, losses }: Keeping): string {
  const bytes = media.get(decodeURI(url)) ?? media.get(url);
  const words = alt?.trim().replace(/["[\]\\\n]/g, ' ');
  const [, base = '', extension = ''] = /([^/\\]*)\.(\w+)$/.exec(url.toLowerCase()) ?? [];
  const name = `${locale}-${base.replace(/[^\w-]/g, '')}.${extension}`;
  if (!bytes || !imageTypes.has(extension) || !('width' in measureImage(name, bytes))) {
    losses.push(`the picture ${url.slice(0, 100)}${words ? ` (“${words}”)` : ''}`);
    return '';
  }
  images.set(name, bytes);
  const label = words || (locale === 'zh' ? `图 ${images.size}` : `Figure ${images.size}`);
  return `![${label}](../images/${name}${words ? ` "${words}"` : ''})`;
}

function toPlain(node: Nodes): string {
  const parts: string[] = [];
  visit(node, (child) => {
    if ('value' in child && child.type !== 'html') parts.push(child.value);
  });
  return parts.join('').replace(/\s+/g, ' ').trim();
}

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
    const isLong = line.length >= (/\p{Script=Han}/u.test(line) ? 60 : 120);
    if (isLong || /[。.!?！？；;:：]$/.test(line)) return escaped;
    const level = unnumbered.test(line) ? 1 : (readNumber(line)?.level ?? 0);
    return `${'#'.repeat(level)} ${escaped}`.trimStart();
  });
  return lines.join('\n\n');
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
