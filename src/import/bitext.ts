import { parse as parseCsv } from 'csv-parse/sync';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { type Locale, locales, mapLocales } from '../paper/locale.ts';
import { type Block, type Document, fault, findLanguage } from './document.ts';

/** A pair of texts from a translation tool or a spreadsheet. */
export interface Unit extends Record<Locale, string> {
  /** The anchor, if the file is a download of this site; otherwise the file’s own id. */
  id: string;
  /** The language of the original; if the file does not name it, of the first text. */
  original: Locale;
  /** The place of its entry in an XML file; only the segments of one entry make up one text. */
  entry?: number;
  /** The digests of both texts at export. */
  digest?: string;
  /** The reason to review it. */
  doubt?: string;
}

/** Matches a CSV file whose first line has a semicolon, and commas only in quotes or before a space. */
const semicolons = /^(?:"[^"]*"|[^",;\n])*;(?:"[^"]*"|, |[^",\n])*(?:\n|$)/;

/** The readers of bilingual formats, by file extension. */
export const bitexts: Readonly<Record<string, (text: string, path: string) => Unit[]>> = {
  tmx: readXml,
  xlf: readXml,
  xliff: readXml,
  po: readPo,
  tsv: (text, path) => toUnits(path, parseTable(text, path, '\t')),
  csv: (text, path) => toUnits(path, parseTable(text, path, semicolons.test(text) ? ';' : ',')),
};

/** XPath of the language attributes that apply to a text, the nearest last. */
const language = `parent::tuv/@xml:lang | parent::tuv/@lang
  | self::source/ancestor::*/@source-language | self::source/ancestor::*/@srcLang
  | self::target/ancestor::*/@target-language | self::target/ancestor::*/@trgLang`;

/** XPath of the text nodes outside inline formatting codes. */
const words = './/text()[not(ancestor::bpt or ancestor::ept or ancestor::ph or ancestor::it)]';

function readXml(text: string, path: string): Unit[] {
  if (/<!ENTITY/i.test(text)) throw fault(path, 'XML', '<!ENTITY', 'export it without entities');
  // Drop the declaration, whose encoding is that of the file, and the default namespace so that one
  // XPath matches every format.
  const plain = text
    .replace(/^\s*<\?xml[^>]*>/, '')
    .replace(/<!DOCTYPE[^>[]*>/i, '')
    .replace(/\sxmlns=(?:"[^"]*"|'[^']*')/g, '');
  try {
    using document = XmlDocument.fromString(plain);
    return document
      .find('//tu | //trans-unit | //unit')
      .flatMap((entry, at) =>
        (entry as XmlElement)
          .find('self::tu | self::trans-unit | segment')
          .map((unit) => readUnit(unit as XmlElement, at)),
      );
  } catch (error) {
    const [found = ''] = (error as Error).message.trim().split('\n');
    throw fault(path, 'well-formed XML', found, 'export it again');
  }
}

/** Read a unit of TMX or XLIFF 1.2, or a segment of XLIFF 2, which has the id of its unit. */
function readUnit(unit: XmlElement, entry: number): Unit {
  const texts = { zh: '', en: '' };
  let original = findLocale(unit.find('@srclang | ancestor::tmx/header/@srclang'));
  for (const side of unit.find('tuv/seg | source | target') as XmlElement[]) {
    const locale = findLocale(side.find(language));
    original ??= locale;
    // If there are two Chinese variants, keep the first.
    if (locale) texts[locale] ||= join(side.find(words));
  }
  const read = (xpath: string) => join(unit.find(xpath));
  const digest = read('.//prop[@type="x-digest"] | ancestor::unit//note[@category="digest"]');
  const state = read('@state | target/@state');
  return {
    id: read('@tuid | self::trans-unit/@id | parent::unit/@id') || String(entry + 1),
    original: original ?? 'zh',
    entry,
    ...texts,
    ...(digest && { digest }),
    ...(/^(?:initial|new|needs-)/.test(state) && { doubt: `its state is “${state}”` }),
  };
}

/** Find the locale of the last of some language tags, which is the nearest. */
function findLocale(tags: readonly { content: string }[]): Locale | undefined {
  const tag = tags.at(-1)?.content.toLowerCase();
  return locales.find((one) => tag?.startsWith(one));
}

const join = (nodes: readonly { content: string }[]) => nodes.map((one) => one.content).join('');

function readPo(text: string, path: string): Unit[] {
  const rows = text.split(/\n\s*\n/).map((entry) => {
    const read = (name: string) => {
      const string = `^${name}\\s*"((?:[^"\\\\]|\\\\.|"\\s*\\n\\s*")*)"`;
      const [, found = ''] = new RegExp(string, 'm').exec(entry) ?? [];
      const joined = found.replace(/"\s*\n\s*"/g, '');
      return joined.replace(/\\(.)/g, (_, one) => (/[nt]/.test(one) ? ' ' : one)).trim();
    };
    const doubt = /^#,.*\bfuzzy\b/m.test(entry) ? 'it is fuzzy' : '';
    return [read('msgid'), read('msgstr(?:\\[0\\])?'), doubt];
  });
  return toUnits(path, [['', '', 'doubt'], ...rows.filter(([id]) => id)]);
}

/** Parse a table; quotation marks in TSV are part of the text unless a spreadsheet has put them there. */
function parseTable(text: string, path: string, delimiter: string, quote?: false): string[][] {
  const isTsv = delimiter === '\t';
  let width: number | undefined;
  try {
    const rows: string[][] = parseCsv(text.replace(/^\uFEFF?(?:sep=.\r?\n)?/, ''), {
      ...{ delimiter, quote: quote ?? '"', relax_column_count: true, skip_empty_lines: true },
      on_record: (row: string[], { lines }) => {
        width ??= row.length;
        const extra = row.slice(width).find((cell) => cell.trim());
        if (extra) throw new Error(`“${extra}” beyond the ${width} columns on line ${lines}`);
        return row;
      },
      // A spreadsheet quotes only a cell with one of these.
      cast: (cell, { quoting }) => (isTsv && quoting && !/[",\n]/.test(cell) ? `"${cell}"` : cell),
    });
    if (!isTsv || !rows.flat().some((cell) => cell.includes('\t'))) return rows;
  } catch (error) {
    const fix = 'correct that line, or put that text in quotation marks';
    if (!isTsv || quote === false) throw fault(path, 'a table', (error as Error).message, fix);
  }
  return parseTable(text, path, delimiter, false);
}

const heads = { zh: /^(?:zh|chinese|中文|汉语)/i, en: /^(?:en|english|英文|英语)/i };

/** Convert rows to units, finding the column of each language by its name or script. */
function toUnits(path: string, rows: readonly (readonly string[])[]): Unit[] {
  const [names = []] = rows;
  const byName = mapLocales((one) => names.findIndex((name) => heads[one].test(name.trim())));
  const hasNames = byName.zh >= 0 && byName.en >= 0 && names.join('').length < 99;
  const sample = rows.slice(0, 50);
  /** Find the column with the most text of a language. */
  const byScript = (locale: Locale) => {
    const letters = { zh: /\p{Script=Han}/gu, en: /[A-Za-z]/g }[locale];
    const counts = names.map(
      (_, at) => sample.flatMap((row) => row[at]?.match(letters) ?? []).length,
    );
    return counts.indexOf(Math.max(1, ...counts));
  };
  const columns = hasNames ? byName : mapLocales(byScript);
  if (columns.zh < 0 || columns.en < 0 || columns.zh === columns.en) {
    throw fault(path, 'two languages', 'one', 'name the columns zh and en');
  }
  const isHead = hasNames || !/\p{Script=Han}/u.test(names[columns.zh] ?? '');
  return rows.slice(isHead ? 1 : 0).map((row, at) => {
    const read = (name: string) => row[names.indexOf(name)];
    return {
      // Exports put “§” before section numbers so that spreadsheets keep them as text.
      id: read('anchor')?.replace(/^§/, '') ?? String(at + 1),
      original: columns.zh < columns.en ? 'zh' : 'en',
      ...mapLocales((locale) => row[columns[locale]]?.trim() ?? ''),
      ...{ digest: read('digest') ?? '', doubt: read('doubt') ?? '' },
    };
  });
}

/** Split a bilingual document: a two-column table into pairs, alternating paragraphs into two documents. */
export function divideDocument(document: Document): Unit[] | Record<Locale, Document> {
  const { path, blocks } = document;
  const textsOf = (kind: string) =>
    blocks.filter((one) => one.kind === kind).map((one) => one.text);
  const [tables, prose] = [textsOf('table'), textsOf('prose')];
  if (tables.length > 0 && tables.length >= prose.length) {
    // Skip the delimiter row and an empty header.
    const rows = tables.flatMap((table) => table.replace(/^[\s|:-]+$/gm, '').match(/.+/g) ?? []);
    const cells = rows.map((row) =>
      row.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|')),
    );
    return toUnits(path, cells);
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
