import { z } from 'zod';
import { langs, mapLocales } from '../../paper/locale.ts';
import { findProvenance, latestOf } from '../../paper/schema.ts';
import { type Addresses, flatten, type Paper } from '../../paper/tree.ts';

const text = (description: string) => z.string().min(1).describe(description);

const bilingual = z.strictObject({
  zh: text(`In Chinese (${langs.zh}).`),
  en: text('In English.'),
});

const provenance = z.union([z.enum(['author', 'project', 'unknown']), z.array(bilingual)]);

const segment = z.strictObject({
  anchor: text('The permanent id on every page that shows it: 3.1-p2s4.'),
  zh: text('The plain text in Chinese.'),
  en: text('The plain text in English.'),
  changed: z.int().optional().describe('The version of the last edit.'),
});

const paragraph = z.strictObject({
  anchor: text('The permanent id: 3.1-p2.'),
  prose: z.boolean().describe('Whether it is running text, not a table, list or other block.'),
  segments: z.array(segment).min(1).describe('Usually sentences, in reading order.'),
});

const section = z.strictObject({
  number: text('3.1, or a name such as abstract; also the id.'),
  title: bilingual.describe('The title without the number.'),
  url: text('The address of the page with both languages.'),
  translation: provenance.describe(
    'The translator: the author, the publisher of the site, or others by name.',
  ),
  paragraphs: z.array(paragraph).describe('In reading order; empty if there are only subsections.'),
});

const data = z.strictObject({
  $schema: text('The address of this schema.'),
  title: bilingual.describe('The title of the paper.'),
  original: z.enum(['zh', 'en']).describe('The language of the original.'),
  source: bilingual.describe('The source of the text, and facts that are unknown.'),
  translations: z
    .record(z.string(), bilingual.extend({ by: provenance.describe('The translator.') }))
    .describe('The translator of a section, of the title, or (default) of the rest.'),
  markers: bilingual.optional().describe('A note on markers such as [1] in the text.'),
  authors: z
    .array(bilingual.extend({ orcid: z.string().optional(), affiliation: bilingual.optional() }))
    .optional()
    .describe('The authors; in English “Family, Given”.'),
  keywords: z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) }).optional(),
  license: z.string().optional().describe('The license of the text, as an SPDX identifier.'),
  journal: bilingual.optional().describe('The name of the journal.'),
  year: z.int().optional().describe('The year of publication.'),
  volume: text('The volume of the journal.').optional(),
  issue: text('The issue of the journal.').optional(),
  pages: text('The pages in the journal.').optional(),
  doi: text('The DOI.').optional(),
  version: z.int().optional().describe('The version of the text on the site.'),
  date: z.iso.date().optional().describe('The day of that version.'),
  url: text('The whole paper with both languages.'),
  downloads: z
    .array(z.strictObject({ url: z.string(), type: text('Its media type.') }))
    .describe('The files with the whole text.'),
  sections: z.array(section).describe('In reading order, a chapter before its sections.'),
});

type PaperData = z.infer<typeof data>;

/** Describe a paper as plain data. */
export function toData(
  { record, site, root, permalinks }: Paper,
  { toPage }: Addresses,
  schema: string,
  files: readonly PaperData['downloads'][number][],
): PaperData {
  const { site: _site, title, ...known } = record;
  return {
    $schema: schema,
    title,
    ...known,
    ...(site.license && { license: site.license }),
    ...(permalinks && latestOf(permalinks).version > 0 && latestOf(permalinks)),
    url: toPage('bilingual', ''),
    downloads: files.map(({ url, type }) => ({ url, type })),
    sections: flatten(root)
      .slice(1)
      .map((section) => ({
        number: section.number,
        title: mapLocales((locale) => section.title[locale].text),
        url: toPage('bilingual', section.number),
        translation: findProvenance(record, section.number).by,
        paragraphs: section.paragraphs.map(({ anchor, prose, segments }) => ({
          anchor,
          prose,
          segments: segments.map((segment) => ({
            anchor: segment.anchor,
            ...mapLocales((locale) => segment[locale].text),
            ...(segment.changed && { changed: segment.changed }),
          })),
        })),
      })),
  };
}

/** Describe this data by JSON Schema, draft 2020-12. */
export function toSchema(id: string) {
  return z.toJSONSchema(
    data.meta({ $id: id, title: 'A paper in two languages, aligned by sentence' }),
  );
}
