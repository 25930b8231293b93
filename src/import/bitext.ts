import { parse as parseCsv } from 'csv-parse/sync';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { type Locale, locales, mapLocales } from '../paper/locale.ts';
import { type Block, type Document, findLanguage, UnreadableError } from './document.ts';
import type { Paired } from './pairing.ts';

/** A pair of texts as a translator’s tool or a spreadsheet has it. */
export interface Unit extends Record<Locale, string> {
  /** Our anchor, if the file came from here; otherwise the file’s own id. */
  id: string;
  /** The digests of both texts when they were exported. */
  digest?: string;
}

/** The formats that have both languages, by the ends of their names. */
export const bitexts: Readonly<Record<string, (text: string, path: string) => Unit[]>> = {
  tmx: readXml,
  xlf: readXml,
  xliff: readXml,
  po: readPo,
  tsv: (text, path) => readTable(text, path, '\t'),
  csv: (text, path) => readTable(text, path, [',', ';']),
};

/** Finds the texts of a unit: in TMX a variant for each language, in XLIFF a source and a target, maybe in segments. */
const sides = 'tuv/seg | source | target | segment/source | segment/target';

/** Finds what names the language of a text, the nearest last. */
const languages: Readonly<Record<string, string>> = {
  seg: '../@xml:lang | ../@lang',
  source: 'ancestor::*/@source-language | ancestor::*/@srcLang',
  target: 'ancestor::*/@target-language | ancestor::*/@trgLang',
};

/** Finds the words of a text without the codes of its layout. */
const words = './/text()[not(ancestor::bpt or ancestor::ept or ancestor::ph or ancestor::it)]';

function readXml(text: string, path: string): Unit[] {
  if (/<!ENTITY/i.test(text)) {
    throw new UnreadableError(`${path}: expected XML, found <!ENTITY; export it without entities`);
  }
  // Without its name space each format has names of its own.
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
    // Of two variants of Chinese, the first.
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
  return toUnits(
    path,
    rows.filter(([id]) => id),
  );
}

function readTable(text: string, path: string, delimiter: string | string[]): Unit[] {
  // Only in comma-separated values is a quotation mark none of the text.
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

/** Find the columns of both languages, by their names or by their script. */
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
    // Before a number, that spreadsheets take no section for one.
    id: row[id]?.replace(/^§/, '') ?? String(at + 1),
    ...mapLocales((locale) => row[columns[locale]]?.trim() ?? ''),
    ...(digest >= 0 && { digest: row[digest] ?? '' }),
  }));
}

/** Divide one document with both languages: a table of two columns gives pairs, paragraphs that alternate give two documents. */
export function divideDocument(document: Document): Unit[] | Record<Locale, Document> {
  const { path, blocks } = document;
  const [tables, prose] = ['table', 'prose'].map((kind) =>
    blocks.filter((one) => one.kind === kind),
  );
  if (tables?.length && tables.length >= (prose?.length ?? 0)) {
    // The row of dashes and an empty head are no texts.
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

/** Return what a block has for a language; pictures and formulas are for both, and so is a heading that has both. */
function divideBlock(block: Block, locale: Locale): Block[] {
  if (['figure', 'math', 'code'].includes(block.kind)) return [block];
  const both = /^(?<zh>.*\p{Script=Han}[^A-Za-z]*?)\s*[/|—-]?\s*(?<en>[A-Z][A-Za-z].*)$/u;
  const text = block.kind === 'heading' && both.exec(block.text)?.groups?.[locale];
  if (text) return [{ ...block, text: text.trim() }];
  return findLanguage(block.text) === locale ? [block] : [];
}

/** Make one section of units; those with one side are left out. */
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
