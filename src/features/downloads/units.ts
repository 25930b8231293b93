import { type Locale, locales, regionalLangs } from '../../paper/locale.ts';
import { findProvenance, type PaperRecord } from '../../paper/schema.ts';
import type { Addresses, Paper } from '../../paper/tree.ts';
import { flatten } from '../../paper/tree.ts';
import { escapeXml } from '../../text/html.ts';

const columns = ['anchor', 'section', 'kind', 'zh', 'en', 'by', 'url'] as const;

/** A title or segment; `anchor` is `title` for the paper's own, `by` says who translated it. */
type Unit = Readonly<Record<(typeof columns)[number], string>>;

/** List all titles and segments of a paper, in reading order. */
export function listUnits({ record, root }: Paper, { toPage }: Addresses): Unit[] {
  return flatten(root).flatMap(({ number, title, paragraphs }): Unit[] => {
    const url = toPage('bilingual', number);
    const known = { section: number, by: nameTranslator(record, number) };
    const segments = paragraphs.flatMap(({ prose, segments }) =>
      segments.map(({ anchor, zh, en }) => ({
        ...{ ...known, anchor, kind: prose ? 'sentence' : 'block', url: `${url}#${anchor}` },
        ...{ zh: zh.text, en: en.text },
      })),
    );
    const texts = { zh: title.zh.text, en: title.en.text };
    return [{ ...known, ...texts, anchor: number || 'title', kind: 'title', url }, ...segments];
  });
}

function nameTranslator(record: PaperRecord, number: string): string {
  const { by } = findProvenance(record, number);
  return typeof by === 'string' ? by : by.map(({ zh, en }) => `${zh} / ${en}`).join('; ');
}

/** Write tab-separated values (IANA), with spaces for tabs and line breaks in texts. */
export function toTsv(units: readonly Unit[]): string {
  const rows = units.map((unit) => columns.map((name) => unit[name].replace(/[\t\r\n]+/g, ' ')));
  return [columns, ...rows].map((cells) => `${cells.join('\t')}\n`).join('');
}

/** Write a translation memory, TMX 1.4b, with countries, as translators’ projects are set up; without a DTD, as a tool would look for that beside the file. */
export function toTmx(units: readonly Unit[], original: Locale): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="Duidu" creationtoolversion="1" segtype="sentence" o-tmf="Duidu" adminlang="en" srclang="${regionalLangs[original]}" datatype="plaintext" o-encoding="UTF-8"/>
  <body>
${units.map(toTranslationUnit).join('')}  </body>
</tmx>
`;
}

function toTranslationUnit({ anchor, section, kind, by, url, ...texts }: Unit): string {
  const props = Object.entries({ section, kind, 'translation-by': by, url })
    .filter(([, value]) => value)
    .map(([name, value]) => `      <prop type="x-${name}">${escapeXml(value)}</prop>\n`);
  const variants = locales.map((locale) => {
    const text = escapeXml(texts[locale]);
    return `      <tuv xml:lang="${regionalLangs[locale]}"><seg>${text}</seg></tuv>\n`;
  });
  return `    <tu tuid="${escapeXml(anchor)}">\n${props.join('')}${variants.join('')}    </tu>\n`;
}
