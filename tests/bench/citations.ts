/**
 * Format the citations of the tests with citeproc-js, to compare the site’s own with.
 *
 * `npm ci --prefix tests/bench && node tests/bench/citations.ts --styles FOLDER` writes
 * `tests/fixtures/citeproc.json`. The folder has the style files named below and the files
 * `locales-en-US.xml` and `locales-zh-CN.xml`, as citationstyles.org and, all but those of GB/T
 * 7714—2025, the Debian packages `citation-style-language-styles` and `-locales` have them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CslItem } from '../../src/features/cite/csl-item.ts';
import { type CiteStyle, citeStyles } from '../../src/features/cite/styles.ts';
import { accessed, citedItems } from '../support/cited.ts';

/** Types for the used parts of citeproc-js, which has none. */
interface Engine {
  updateItems(ids: string[]): void;
  makeBibliography(): [unknown, string[]];
  previewCitationCluster(citation: object, before: [], after: [], format: 'html'): string;
}
type EngineClass = new (system: object, style: string, lang: string, force: boolean) => Engine;

const { Engine } = createRequire(import.meta.url)('citeproc') as { Engine: EngineClass };

const files: Readonly<Record<CiteStyle, string>> = {
  'gbt-2025-numeric': 'china-national-standard-gb-t-7714-2025-numeric',
  'gbt-2025-author-date': 'china-national-standard-gb-t-7714-2025-author-date',
  'gbt-2015-numeric': 'china-national-standard-gb-t-7714-2015-numeric',
  apa: 'apa',
  mla: 'modern-language-association',
  'chicago-notes': 'chicago-fullnote-bibliography',
  'chicago-bibliography': 'chicago-fullnote-bibliography',
  'chicago-author-date': 'chicago-author-date',
};

const { values } = parseArgs({
  options: { styles: { type: 'string', default: 'tests/bench/styles' } },
});
const read = (name: string) => readFileSync(join(values.styles, name), 'utf8');
const fixtures = {
  styles: Object.fromEntries(
    Object.values(files).map((file) => [file, updatedOf(read(`${file}.csl`))]),
  ),
  citations: Object.fromEntries(
    Object.entries(citedItems).map(([name, item]) => [
      name,
      Object.fromEntries(citeStyles.map((id) => [id, cite(item, id)])),
    ]),
  ),
};
mkdirSync('tests/fixtures', { recursive: true });
writeFileSync('tests/fixtures/citeproc.json', `${JSON.stringify(fixtures, null, 2)}\n`);

/** Cite an item as HTML in which only italics are marked up. */
function cite(item: CslItem, style: CiteStyle): string {
  const local = style.startsWith('gbt');
  const cited = {
    ...item,
    ...(!local && item.custom && toForeign(item, item.custom, style)),
    accessed: { 'date-parts': [accessed.split('-').map(Number)] },
  };
  const lang = local && item.language.startsWith('zh') ? 'zh-CN' : 'en-US';
  const system = {
    retrieveLocale: (name: string) => read(`locales-${name === 'zh-CN' ? name : 'en-US'}.xml`),
    retrieveItem: () => cited,
  };
  const engine = new Engine(system, read(`${files[style]}.csl`), lang, true);
  engine.updateItems([item.id]);
  const html =
    style === 'chicago-notes'
      ? engine.previewCitationCluster(
          { citationItems: [{ id: item.id }], properties: { noteIndex: 1 } },
          [],
          [],
          'html',
        )
      : (engine.makeBibliography()[1][0] ?? '');
  return clean(html);
}

/** Put the forms of a title that a style wants into it, as CSL has no fields for them. */
function toForeign(item: CslItem, custom: NonNullable<CslItem['custom']>, style: CiteStyle) {
  const { latin, 'title-translation': translation, 'title-sentence': sentence } = custom;
  const { title, 'container-title': container } = item;
  // As Chinese, names in Latin letters lose their commas; as English, titles get capitals.
  const foreign = { ...latin, language: 'und' };
  if (style === 'mla')
    return { ...foreign, title: `${title} [${translation}]`, 'container-title': container };
  return { ...foreign, title: `${latin.title}${style === 'apa' ? '' : ` ${title}`} [${sentence}]` };
}

function clean(html: string): string {
  return html
    .replace(/<div class="csl-left-margin">.*?<\/div>/s, '')
    .replace(/<\/?(?:div|span)[^>]*>/g, '')
    .replaceAll('&#38;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function updatedOf(style: string): string {
  return /<updated>([^<]*)/.exec(style)?.[1] ?? '';
}
