import { parse as parseCsv } from 'csv-parse/sync';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { type Locale, locales, mapLocales } from '../paper/locale.ts';
import { type Block, type Document, fault, findLanguage } from './document.ts';

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

/** XPath of the language attributes that apply to a text, the nearest last. */
const language = `parent::tuv/@xml:lang | parent::tuv/@lang
  | self::source/ancestor::*/@source-language | self::source/ancestor::*/@srcLang
  | self::target/ancestor::*/@target-language | self::target/ancestor::*/@trgLang`;

/** XPath of the text nodes outside inline formatting codes. */
const words = './/text()[not(ancestor::bpt or ancestor::ept or ancestor::ph or ancestor::it)]';

function readXml(text: string, path: string): Unit[] {
  if (/<!ENTITY/i.test(text)) throw fault(path, 'XML', '<!ENTITY', 'export it without entities');
  // Drop the default namespace so that one XPath matches every format.
  const plain = text.replace(/<!DOCTYPE[^>[]*>/i, '').replace(/\sxmlns=(?:"[^"]*"|'[^']*')/g, '');
  try {
    using document = XmlDocument.fromString(plain);
    return document.find('//tu | //trans-unit | //unit').map((unit, at) => {
      return readUnit(unit as XmlElement, at);
    });
  } catch (error) {
    const [found = ''] = (error as Error).message.trim().split('\n');
    throw fault(path, 'well-formed XML', found, 'export it again');
  }
}

function readUnit(unit: XmlElement, at: number): Unit {
  const found = { zh: [] as string[], en: [] as string[] };
  for (const side of unit.find(sides) as XmlElement[]) {
    const tag = side.find(language).at(-1)?.content.toLowerCase();
    const locale = locales.find((one) => tag?.startsWith(one));
    // If there are two Chinese variants, keep the first.
    const isMore = side.name === 'seg' && locale && found[locale].length > 0;
    const text = side.find(words).map(({ content }) => content);
    if (locale && !isMore) found[locale].push(text.join(''));
  }
  const [digest] = unit.find('.//prop[@type="x-digest"] | .//note[@category="digest"]');
  return {
    id: (unit.attr('tuid') ?? unit.attr('id'))?.value ?? String(at + 1),
    ...{ zh: found.zh.join(''), en: found.en.join(' ') },
    ...(digest && { digest: digest.content }),
  };
}

const quoted = '((?:\\s*"(?:[^"\\\\]|\\\\.)*")+)';
const entry = new RegExp(
  `^msgid${quoted}(?:\\s*^msgid_plural${quoted})?\\s*^msgstr(?:\\[0\\])?${quoted}`,
  'gm',
);

function readPo(text: string, path: string): Unit[] {
  const unquote = (strings = '') =>
    [...strings.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
      .map(([, part = '']) => part.replace(/\\(.)/g, (_, one) => (/[nt]/.test(one) ? ' ' : one)))
      .join('')
      .trim();
  const rows = [...text.matchAll(entry)].map(([, id, , string]) => [unquote(id), unquote(string)]);
  const named = rows.filter(([id]) => id);
  return toUnits(path, named);
}

function readTable(text: string, path: string, delimiter: string | string[]): Unit[] {
  // Only CSV uses quotation marks for quoting; elsewhere they are part of the text.
  const quote = Array.isArray(delimiter) ? '"' : false;
  const options = { delimiter, quote, relax_column_count: true, skip_empty_lines: true, bom: true };
  let rows: string[][];
  try {
    rows = parseCsv(text, options);
  } catch (error) {
    throw fault(path, 'a table', (error as Error).message.slice(0, 200), 'correct that line');
  }
  return toUnits(path, rows);
}

const heads = { zh: /^(?:zh|chinese|中文|汉语)/i, en: /^(?:en|english|英文|英语)/i };

/** Convert rows to units, finding the column of each language by its name or script. */
function toUnits(path: string, rows: readonly (readonly string[])[]): Unit[] {
  const [names = []] = rows;
  const byName = mapLocales((one) => names.findIndex((name) => heads[one].test(name.trim())));
  const hasNames = byName.zh >= 0 && byName.en >= 0 && names.join('').length < 99;
  const texts = names.map((_, at) =>
    rows
      .slice(0, 50)
      .map((row) => row[at] ?? '')
      .join(' '),
  );
  const byScript = (locale: Locale) =>
    texts.findIndex((text) => /\p{L}{3}/u.test(text) && findLanguage(text) === locale);
  const columns = hasNames ? byName : mapLocales(byScript);
  if (columns.zh < 0 || columns.en < 0) {
    throw fault(path, 'two languages', 'one', 'name the columns zh and en');
  }
  const [id, digest] = [names.indexOf('anchor'), names.indexOf('digest')];
  const isHead = hasNames || !/\p{Script=Han}/u.test(names[columns.zh] ?? '');
  return rows.slice(isHead ? 1 : 0).map((row, at) => ({
    // Exports put “§” before section numbers so that spreadsheets keep them as text.
    id: row[id]?.replace(/^§/, '') ?? String(at + 1),
    ...mapLocales((locale) => row[columns[locale]]?.trim() ?? ''),
    ...(digest >= 0 && { digest: row[digest] ?? '' }),
  }));
}

/** Split a bilingual document: a two-column table into pairs, alternating paragraphs into two documents. */
export function divideDocument(document: Document): Unit[] | Record<Locale, Document> {
  const { path, blocks } = document;
  const textsOf = (kind: string) =>
    blocks.filter((one) => one.kind === kind).map((one) => one.text);
  const [tables, prose] = [textsOf('table'), textsOf('prose')];
  if (tables.length > 0 && tables.length >= prose.length) {
    // Skip the delimiter row and an empty header.
    return readTable(tables.join('\n').replace(/^[\s|:-]+$/gm, ''), path, '|');
  }
  if (new Set(prose.map(findLanguage)).size < 2) {
    throw fault(path, 'two languages', 'one', 'add the other document');
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
