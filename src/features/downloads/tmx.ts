import type { Locale } from '../../paper/locale.ts';
import { escapeXml } from '../../text/html.ts';
import type { Unit } from './units.ts';

/** What tools for translators call the languages: with a country, as their projects are set up. */
const tags: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en-US' };

/**
 * Write units as a translation memory in TMX 1.4b, each by its anchor. It names no DTD, which a tool
 * would look for beside the file.
 *
 * @param original the language that was translated from
 */
export function toTmx(units: readonly Unit[], original: Locale): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="Duidu" creationtoolversion="1" segtype="sentence" o-tmf="Duidu" adminlang="en" srclang="${tags[original]}" datatype="plaintext" o-encoding="UTF-8"/>
  <body>
${units.map(toUnit).join('')}  </body>
</tmx>
`;
}

function toUnit({ anchor, section, kind, by, url, ...texts }: Unit): string {
  const properties = { section, kind, 'translation-by': by, url };
  const props = Object.entries(properties)
    .filter(([, value]) => value)
    .map(([name, value]) => `      <prop type="x-${name}">${escapeXml(value)}</prop>\n`);
  const variants = (['zh', 'en'] as const).map(
    (locale) =>
      `      <tuv xml:lang="${tags[locale]}"><seg>${escapeXml(texts[locale])}</seg></tuv>\n`,
  );
  return `    <tu tuid="${escapeXml(anchor)}">\n${props.join('')}${variants.join('')}    </tu>\n`;
}
