import { mapLocales } from '../../paper/locale.ts';
import type { Addresses, Paper } from '../../paper/paper.ts';
import { latestOf } from '../../paper/permalinks.ts';
import { findProvenance } from '../../paper/record.ts';
import { flatten } from '../../paper/tree.ts';

/** Describe a paper as plain data: its record, and its sections of aligned segments. */
export function toData({ record, root, permalinks }: Paper, { toPage }: Addresses, schema: string) {
  const { site: _site, title, ...known } = record;
  return {
    $schema: schema,
    title,
    ...known,
    ...(permalinks && latestOf(permalinks)),
    url: toPage('bilingual', ''),
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

const text = (description: string) => ({ type: 'string', minLength: 1, description });

const bilingual = (description: string) => ({
  type: 'object',
  description,
  properties: { zh: text('In Chinese (zh-Hans).'), en: text('In English.') },
  required: ['zh', 'en'],
  additionalProperties: false,
});

const provenance = (description: string) => ({ enum: ['author', 'project'], description });

const list = (items: object, description: string) => ({ type: 'array', items, description });

/** Describe that data by JSON Schema, draft 2020-12. */
export function toSchema(id: string) {
  const segment = {
    type: 'object',
    description: 'A segment, a sentence as a rule, in both languages.',
    properties: {
      anchor: text('Its id on every page that shows it, for good: 3.1-p2s4.'),
      zh: text('Its plain text in Chinese.'),
      en: text('Its plain text in English.'),
      changed: { type: 'integer', description: 'The version in which it was last edited.' },
    },
    required: ['anchor', 'zh', 'en'],
    additionalProperties: false,
  };
  const paragraph = {
    type: 'object',
    properties: {
      anchor: text('Its id: 3.1-p2.'),
      prose: {
        type: 'boolean',
        description: 'Whether it is running text, and no table, list or the like.',
      },
      segments: { ...list(segment, 'In reading order.'), minItems: 1 },
    },
    required: ['anchor', 'prose', 'segments'],
    additionalProperties: false,
  };
  const section = {
    type: 'object',
    properties: {
      number: text('3.1, or a name such as abstract; also its id.'),
      title: bilingual('Its title, without the number.'),
      url: text('Its page with both languages.'),
      translation: provenance('Who made its translation: the author, or those who publish it.'),
      paragraphs: list(paragraph, 'In reading order; none if it only has sections.'),
    },
    required: ['number', 'title', 'url', 'translation', 'paragraphs'],
    additionalProperties: false,
  };
  const note = {
    type: 'object',
    properties: {
      by: provenance('Who made it.'),
      zh: text('The same in words, in Chinese.'),
      en: text('The same in words, in English.'),
    },
    required: ['by', 'zh', 'en'],
    additionalProperties: false,
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title: 'A paper in two languages, aligned by sentence',
    type: 'object',
    properties: {
      $schema: text('The address of this schema.'),
      title: bilingual('The title of the paper.'),
      original: { enum: ['zh', 'en'], description: 'The language that the author wrote in.' },
      source: bilingual('Where the text comes from, and what is not known about it.'),
      translations: {
        type: 'object',
        description:
          'Who made the translation of a section, of the title, or (default) of all else.',
        additionalProperties: note,
      },
      markers: bilingual('What markers such as [1] in the text refer to.'),
      authors: list(
        bilingual('A name; in English the family name first, with a comma.'),
        'Who wrote it.',
      ),
      journal: bilingual('Where it was published.'),
      year: { type: 'integer', description: 'When it was published.' },
      volume: text('Of the journal.'),
      issue: text('Of the journal.'),
      pages: text('In the journal.'),
      doi: text('Its DOI.'),
      version: { type: 'integer', description: 'The version of the text on the site.' },
      date: { type: 'string', format: 'date', description: 'The day of that version.' },
      url: text('The whole paper with both languages.'),
      sections: list(section, 'In reading order, a chapter before its sections.'),
    },
    required: ['$schema', 'title', 'original', 'source', 'translations', 'url', 'sections'],
    additionalProperties: false,
  };
}
