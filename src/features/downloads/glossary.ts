import { type Locale, locales, otherOf, regionalLangs } from '../../paper/locale.ts';
import { type Term, toSlugs } from '../../paper/schema.ts';
import { escapeXml } from '../../text/html.ts';

/** Write the terms in TBX-Basic of 2008, which all translation tools read. */
export function toTbx(terms: readonly Term[], title: string): string {
  const slugs = toSlugs(terms.map(({ en }) => en));
  return `<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader>
    <fileDesc>
      <titleStmt><title>${escapeXml(title)}</title></titleStmt>
      <sourceDesc><p>${escapeXml(title)}</p></sourceDesc>
    </fileDesc>
    <encodingDesc><p type="XCSURI">http://www.ttt.org/oscarstandards/tbx/TBXBasic.xcs</p></encodingDesc>
  </martifHeader>
  <text>
    <body>
${terms.map((term, index) => toEntry(term, slugs[index] ?? '')).join('')}    </body>
  </text>
</martif>
`;
}

function toEntry(term: Term, id: string): string {
  const sets = locales.map((locale) => {
    const names = listWordings(term, locale).map(
      (wording) => `<tig><term>${escapeXml(wording)}</term></tig>`,
    );
    return `        <langSet xml:lang="${regionalLangs[locale]}">${names.join('')}</langSet>\n`;
  });
  return `      <termEntry id="${id}">\n${sets.join('')}      </termEntry>\n`;
}

/** Write the terms as an OmegaT glossary: original, translation, and other translations. */
export function toGlossary(terms: readonly Term[], original: Locale): string {
  return terms
    .flatMap((term) => {
      const [translation, ...others] = listWordings(term, otherOf(original));
      return listWordings(term, original).map(
        (wording) => `${[wording, translation, others.join('; ')].join('\t')}\n`,
      );
    })
    .join('');
}

function listWordings(term: Term, locale: Locale): string[] {
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
  const others = (term.aliases ?? []).filter((alias) => isChinese(alias) === (locale === 'zh'));
  return [term[locale], ...others];
}
