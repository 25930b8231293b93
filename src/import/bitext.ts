import { parse as parseCsv } from 'csv-parse/sync';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { type Locale, locales, mapLocales } from '../paper/locale.ts';
import { type Block, type Document, findLanguage, UnreadableError } from './document.ts';
import type { Paired } from './pairing.ts';

/** A pair of texts from a translation tool or a spreadsheet. */
export interface Unit extends Record<Locale, string> {
  /** The anchor, if the file is a download of this site; otherwise the file’s own id. */
  id: string;
  /** The digests of both texts at export. */
  digest?: string;
}

/** The readers of bilingual formats, by file extension. */
export const bitexts: Readonly<Record<string, (text: string, path: string) => Unit[]>> = {
  tmx: readXml,
  xlf: readXml,
  xliff: readXml,
  po: readPo,
  tsv: (text, path) => readTable(text, path, '\t'),
  csv: (text, path) => readTable(text, path, [',', ';']),
};

/** XPath of a unit’s texts: TMX variants, XLIFF sources and targets (which may be inside segments). */
const sides = 'tuv/seg | source | target | segment/source | segment/target';

/** XPaths of the language attributes that apply to a text, the nearest last. */
const languages: Readonly<Record<string, string>> = {
  seg: '../@xml:lang | ../@lang',
  source: 'ancestor::*/@source-language | ancestor::*/@srcLang',
  target: 'ancestor::*/@target-language | ancestor::*/@trgLang',
};

/** XPath of the text nodes outside inline formatting codes. */
const words = './/text()[not(ancestor::bpt or ancestor::ept or ancestor::ph or ancestor::it)]';

function readXml(text: string, path: string): Unit[] {
  if (/<!ENTITY/i.test(text)) {
    throw new UnreadableError(`${path}: expected XML, found <!ENTITY; export it without entities`);
  }
  // Drop the default namespace so that one XPath matches every format.
  const plain = text.replace(/<!DOCTYPE[^>[]*>/i, '').replace(/\sxmlns=(?:"[^"]*"|'[^']*')/g, '');
  try {
    using document = XmlDocument.fromString(plain);
    return document.find('//tu | //trans-unit | //unit').map((unit, at) => {
      return readUnit(unit as XmlElement, at);
    });
  } catch (error) {
    const [found] = (error as Error).message.trim().split('\n');
    throw new UnreadableError(`${path}: expected well-formed XML, found ${found}; export it again`);
  }
}

function readUnit(unit: XmlElement, at: number): Unit {
  const found = { zh: [] as string[], en: [] as string[] };
  for (const side of unit.find(sides) as XmlElement[]) {
    const tag = side
      .find(languages[side.name] ?? '.')
      .at(-1)
      ?.content.toLowerCase();
    const locale = locales.find((one) => tag?.startsWith(one));
    const text = side.find(words).map(({ content }) => content);
    // If there are two Chinese variants, keep the first.
    const isMore = side.name === 'seg' && locale && found[locale].length > 0;
    if (locale && !isMore) found[locale].push(text.join(''));
  }
  const [digest] = unit.find('.//prop[@type="x-digest"] | .//note[@category="digest"]');
  return {
    id: (unit.attr('tuid') ?? unit.attr('id'))?.value ?? String(at + 1),
    ...{ zh: found.zh.join(''), en: found.en.join(' ') },
    ...(digest && { digest: digest.content }),
  };
}

const strings = '((?:\\s*"(?:[^"\\\\]|\\\\.)*")+)';
const entry = new RegExp(
  `^msgid${strings}(?:\\s*^msgid_plural${strings})?\\s*^msgstr(?:\\[0\\])?${strings}`,
  'gm',
);

function readPo(text: string, path: string): Unit[] {
  const toText = (quoted = '') =>
    [...quoted.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
      .map(([, part = '']) => part.replace(/\\(.)/g, (_, one) => (one === 'n' ? ' ' : one)))
      .join('')
      .trim();
  const rows = [...text.matchAll(entry)].map(([, id, , string]) => [toText(id), toText(string)]);
  const named = rows.filter(([id]) => id);
  return toUnits(path, named);
}

function readTable(text: string, path: string, delimiter: string | string[]): Unit[] {
  // Only CSV uses quotation marks for quoting; elsewhere they are part of the text.
  const quote = Array.isArray(delimiter) ? '"' : false;
  const options = { delimiter, quote, relax_column_count: true, skip_empty_lines: true, bom: true };
  try {
    return toUnits(path, parseCsv(text, options));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const found = (error as Error).message.slice(0, 200);
    throw new UnreadableError(`${path}: expected a table, found ${found}; correct that line`);
  }
}

const heads = { zh: /^(?:zh|chinese|中文|汉语)/i, en: /^(?:en|english|英文|英语)/i };

/** Convert rows to units, finding the column of each language by its name or script. */
function toUnits(path: string, rows: readonly (readonly string[])[]): Unit[] {
  const [names = []] = rows;
  const byName = (locale: Locale) => names.findIndex((name) => heads[locale].test(name.trim()));
  const hasNames = locales.every((locale) => byName(locale) >= 0) && names.join('').length < 99;
  const byScript = (locale: Locale) =>
    names.findIndex((_, at) => {
      const all = rows.slice(0, 50).map((row) => row[at] ?? '');
      return /\p{L}{3}/u.test(all.join(' ')) && findLanguage(all.join(' ')) === locale;
    });
  const columns = mapLocales(hasNames ? byName : byScript);
  if (columns.zh < 0 || columns.en < 0) {
    throw new UnreadableError(`${path}: expected two languages, found one; name columns zh and en`);
  }
  const [id, digest] = [names.indexOf('anchor'), names.indexOf('digest')];
  return rows.slice(hasNames ? 1 : 0).map((row, at) => ({
    // Exports put “§” before section numbers so that spreadsheets keep them as text.
    id: row[id]?.replace(/^§/, '') ?? String(at + 1),
    ...mapLocales((locale) => row[columns[locale]]?.trim() ?? ''),
    ...(digest >= 0 && { digest: row[digest] ?? '' }),
  }));
}

/** Split a bilingual document: a two-column table into pairs, alternating paragraphs into two documents. */
export function divideDocument(document: Document): Unit[] | Record<Locale, Document> {
  const { path, blocks } = document;
  const [tables, prose] = ['table', 'prose'].map((kind) =>
    blocks.filter((one) => one.kind === kind),
  );
  if (tables?.length && tables.length >= (prose?.length ?? 0)) {
    // Skip the delimiter row and an empty header.
    const rows = tables.map(({ text }) => text.replace(/^[\s|:-]+$/gm, '')).join('\n');
    return readTable(rows, path, '|');
  }
  if (new Set(prose?.map(({ text }) => findLanguage(text))).size < 2) {
    throw new UnreadableError(`${path}: expected two languages, found one; add the other document`);
  }
  return mapLocales((locale) => {
    const own = blocks.flatMap((block) => divideBlock(block, locale));
    return { ...document, locale, authors: [], blocks: own };
  });
}

/** Return the part of a block in a language; figures, formulas and code belong to both languages. */
function divideBlock(block: Block, locale: Locale): Block[] {
  if (['figure', 'math', 'code'].includes(block.kind)) return [block];
  const both = /^(?<zh>.*\p{Script=Han}[^A-Za-z]*?)\s*[/|—-]?\s*(?<en>[A-Z][A-Za-z].*)$/u;
  const text = block.kind === 'heading' && both.exec(block.text)?.groups?.[locale];
  if (text) return [{ ...block, text: text.trim() }];
  return findLanguage(block.text) === locale ? [block] : [];
}

/** Convert units to one section, leaving out those with one side. */
export function pairUnits(units: readonly Unit[], title: Record<Locale, string>): Paired {
  const texts = units.map((unit) => mapLocales((one) => unit[one].replace(/\s+/g, ' ').trim()));
  const rows = texts
    .filter(({ zh, en }) => zh && en)
    .map(({ zh, en }, at) => {
      return { zh: [zh], en: [en], starts: at === 0, isBlock: false };
    });
  const leftOut = texts.flatMap(({ zh, en }, at) => {
    const why = `the pair ${units[at]?.id} has one side`;
    return Boolean(zh) === Boolean(en)
      ? []
      : [{ locale: zh ? ('zh' as const) : ('en' as const), text: zh || en, why }];
  });
  return { sections: [{ number: '1', title, rows }], leftOut };
}
