import { type Locale, locales, otherOf, regionalLangs } from '../../paper/locale.ts';
import { findProvenance, type PaperRecord } from '../../paper/schema.ts';
import { type Addresses, flatten, type Paper } from '../../paper/tree.ts';
import { toDigest } from '../../site/files.ts';
import { escapeXml } from '../../text/html.ts';

const columns = ['anchor', 'section', 'kind', 'zh', 'en', 'by', 'url', 'digest'] as const;

/**
 * A title or segment; `anchor` is `title` for the paper’s own, `by` names the translator, and `digest`
 * identifies both texts at export.
 */
type Unit = Readonly<Record<(typeof columns)[number], string>> & { changed?: string };

/** List all titles and segments of a paper, in reading order. */
export function listUnits({ record, root, permalinks }: Paper, { toPage }: Addresses): Unit[] {
  const units = flatten(root).flatMap(({ number, title, paragraphs }) => {
    const url = toPage('bilingual', number);
    const known = { section: number, by: nameTranslator(record, number) };
    const segments = paragraphs.flatMap(({ prose, segments }) =>
      segments.map(({ anchor, zh, en, changed }) => {
        const date = changed && permalinks?.versions[changed];
        return {
          ...{ ...known, anchor, kind: prose ? 'sentence' : 'block', url: `${url}#${anchor}` },
          ...{ zh: zh.text, en: en.text, ...(date && { changed: date }) },
        };
      }),
    );
    const texts = { zh: title.zh.text, en: title.en.text };
    return [{ ...known, ...texts, anchor: number || 'title', kind: 'title', url }, ...segments];
  });
  return units.map((unit): Unit => {
    return { ...unit, digest: [unit.zh, unit.en].map(toTextDigest).join('-') };
  });
}

/** Return the digest by which a merge tells whether a text has changed since the export. */
export function toTextDigest(text: string): string {
  return toDigest(text.replace(/\s+/g, ' ').trim());
}

function nameTranslator(record: PaperRecord, number: string): string {
  const { by } = findProvenance(record, number);
  return typeof by === 'string' ? by : by.map(({ zh, en }) => `${zh} / ${en}`).join('; ');
}

/**
 * Write tab-separated values (IANA), replacing tabs and line breaks in texts with spaces.
 *
 * The byte order mark makes Excel read UTF-8, and “§” makes it keep section numbers as text: 4.10 is not 4.1.
 */
export function toTsv(units: readonly Unit[]): string {
  const rows = units.map((unit) =>
    columns.map((name) => {
      const text = unit[name].replace(/[\t\r\n]+/g, ' ');
      return /anchor|section/.test(name) ? text.replace(/^\d+(?:\.\d+)*$/, '§$&') : text;
    }),
  );
  return `\uFEFF${[columns, ...rows].map((cells) => `${cells.join('\t')}\n`).join('')}`;
}

/**
 * Write a translation memory (TMX 1.4b) with the date of the text and regional language codes, as in
 * translators’ projects; it has no DTD, because tools would look for it next to the file.
 */
export function toTmx(units: readonly Unit[], original: Locale, date = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="Duidu" creationtoolversion="1" segtype="sentence" o-tmf="Duidu" adminlang="en" srclang="${regionalLangs[original]}" datatype="plaintext" o-encoding="UTF-8"${writeDate('creationdate', date)}/>
  <body>
${units.map(toTranslationUnit).join('')}  </body>
</tmx>
`;
}

function writeDate(name: string, date = ''): string {
  return date && ` ${name}="${date.replaceAll('-', '')}T000000Z"`;
}

function toTranslationUnit(unit: Unit): string {
  const { anchor, section, kind, by, url, digest, changed, ...texts } = unit;
  const facts = { section, kind, 'translation-by': by, url, digest };
  const props = write(facts, (name, value) => `      <prop type="x-${name}">${value}</prop>\n`);
  const variants = locales.map((locale) => {
    const text = escapeXml(texts[locale]);
    return `      <tuv xml:lang="${regionalLangs[locale]}"><seg>${text}</seg></tuv>\n`;
  });
  return `    <tu tuid="${escapeXml(anchor)}"${writeDate('changedate', changed)}>\n${props}${variants.join('')}    </tu>\n`;
}

function write(facts: object, toXml: (name: string, value: string) => string): string {
  const known = Object.entries(facts).filter(([, value]) => value);
  return known.map(([name, value]) => toXml(name, escapeXml(value))).join('');
}

/**
 * Write units as XLIFF 2.0, identified by anchor.
 *
 * @param original the source language
 */
export function toXliff(units: readonly Unit[], original: Locale): string {
  const target = otherOf(original);
  const toUnit = ({ anchor, kind, by, url, digest, ...texts }: Unit) => {
    const facts = { kind, 'translation-by': by, url, digest };
    return `    <unit id="${escapeXml(anchor)}">
      <notes>
${write(facts, (name, value) => `        <note category="${name}">${value}</note>\n`)}      </notes>
      <segment state="translated">
        <source>${escapeXml(texts[original])}</source>
        <target>${escapeXml(texts[target])}</target>
      </segment>
    </unit>
`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="${regionalLangs[original]}" trgLang="${regionalLangs[target]}">
  <file id="paper">
${units.map(toUnit).join('')}  </file>
</xliff>
`;
}
