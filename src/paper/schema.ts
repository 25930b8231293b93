// cspell:ignore PDDC
import { z } from 'zod';
import { findContrast, type grounds, links } from './color.ts';
import { parentOf } from './number.ts';
import { warnings } from './rules.ts';

const text = z.string('a text').trim().min(1, 'a text that is not empty');

/** An English text, which may have Chinese in it. */
const english = text.regex(/^(?!.*\p{Script=Han})|\p{Script=Latin}/su, 'a text in English');

const bilingual = z.strictObject({ zh: text, en: text }, 'a text in zh and one in en');

const range = 'pages such as 12-18';

/** A number that may contain letters: `46`, `S1`. */
const number = z.union([text, z.number()], 'a number').transform(String);

/** English names of people are `Family, Given`; a name without a comma is an organization. */
const name = bilingual.extend({
  zh: text.regex(/^[^,，]+$/, 'a Chinese name without a comma, such as 王小明'),
});

const names = z.array(name, 'a list of names, each in zh and en').nonempty();

const translator = z.union(
  [z.enum(['author', 'project', 'unknown']), names, name.transform((one) => [one])],
  'author, project, unknown, or names, each in zh and en',
);

/** Tell whether the last digit of an ORCID is the check digit of the others (ISO 7064, MOD 11-2). */
function hasCheckDigit(orcid: string): boolean {
  const digits = orcid.replaceAll('-', '').slice(0, -1);
  const sum = [...digits].reduce((total, digit) => 2 * (total + Number(digit)), 0);
  return orcid.endsWith('0123456789X'[(12 - (sum % 11)) % 11] ?? '');
}

const author = name
  .extend({
    orcid: z
      .string()
      .regex(/^(?:\d{4}-){3}\d{3}[\dX]$/, 'an ORCID such as 0000-0002-1825-0097')
      .refine(hasCheckDigit, 'an ORCID whose last digit fits the others; one of them is wrong')
      .optional(),
    affiliation: bilingual.optional(),
  })
  .refine(({ orcid, en }) => !orcid || !/^[^,]+ [^,]+$/.test(en), {
    path: ['en'],
    error: 'the name of a person, with quotation marks: "Wang, Ming"',
  });

const word = text.regex(/^[^，、；;]+$/, 'one keyword in each entry: [新质生产力, 新疆]');

const words = z.array(word, 'a list of words: [新质生产力, 新疆]').nonempty();

const provenance = z.strictObject(
  { by: translator, zh: text, en: text },
  'the translator (by), and a note in zh and in en',
);

/** Tell whether a text is the address of a site without a path, which the build adds. */
export function isSite(text: string): boolean {
  return /^https?:\/\/[\p{L}\p{N}.-]+(?::\d+)?\/?$/u.test(text) && URL.canParse(text);
}

const ownAddress = 'an address without a path, such as https://example.org';

const fields = {
  title: bilingual.extend({ en: english }),
  original: z.enum(['zh', 'en'], 'zh or en, the language that the author wrote in'),
  /** The script of the Chinese and its region; simplified by default. */
  chinese: z
    .string()
    .regex(
      /^zh-Han(?:s(?:-(?:CN|SG))?|t(?:-(?:TW|HK|MO))?)$/,
      'zh-Hans, zh-Hant, zh-Hant-TW or zh-Hant-HK',
    )
    .optional(),
  /** The address that permalinks begin with, unless SITE gives another. */
  site: z.string(ownAddress).refine(isSite, ownAddress),
  source: bilingual,
  /** By section number, `title`, or `default` for all others. */
  translations: z
    .record(z.string(), provenance, 'a list of section numbers, each with by, zh and en')
    .refine((notes) => 'default' in notes, 'an entry named default'),
  /** A note on markers such as [1]. */
  markers: bilingual.optional(),
  authors: z.array(author, 'a list of names, each in zh and en').nonempty().optional(),
  keywords: z.strictObject({ zh: words, en: words }, 'words in zh and in en').optional(),
  journal: bilingual.optional(),
  volume: number.optional(),
  issue: number.optional(),
  pages: z
    .union([z.int(), z.string().regex(/^\w+(?:[-–]\w+)?$/, range)], range)
    .transform((value) => String(value).replace('–', '-'))
    .refine((value) => {
      const [first = '', last = first] = value.split('-');
      // The last page may be shortened: 117-23.
      return first.length !== last.length || !(Number(last) < Number(first));
    }, `${range}, the first page before the last`)
    .optional(),
  year: z.int('a year in digits').min(1000).max(9999).optional(),
  /** Accepted warnings: the rule, and the anchor of the line or the name of the file. */
  accept: z
    .array(
      z.strictObject({
        rule: z.enum(warnings, `a warning rule: ${warnings.join(', ')}`),
        at: text,
      }),
      'a list of warnings, each with its rule and its place (at)',
    )
    .optional(),
  doi: z
    .string()
    .regex(
      /^10\.\d{4,9}\/[^\s\\{}"\p{C}]+$/u,
      'the DOI alone, starting with 10., not an address such as https://doi.org/…',
    )
    .optional(),
};

/** The schema of `paper.yaml`. */
export const recordSchema = z.strictObject(fields, 'the fields of a paper, such as title');

/** A color of links with enough contrast in some themes. */
function color(themes: readonly (keyof typeof grounds)[]) {
  const isReadable = (value: string) =>
    /^#[\da-f]{6}$/i.test(value) && findContrast(value, themes) >= 4.5;
  const shade = themes.includes('dark') ? 'light' : 'dark';
  const expected = `a color such as ${links[shade === 'light' ? 'dark' : 'light']}, ${shade} enough to be read (4.5:1) in the themes ${themes.join(' and ')}`;
  return z.string(expected).refine(isReadable, expected);
}

/** An author in both languages. */
export type Author = z.infer<typeof author>;

/** The schema of `site.yaml`, the settings of the publisher's site. */
export const siteSchema = z.strictObject({
  name: bilingual.optional(),
  logo: z
    .string('the name of an SVG or PNG in images/')
    .regex(/^[\w.-]+\.(?:svg|png)$/, 'the name of an SVG or PNG in images/, such as logo.svg')
    .optional(),
  /** The colors of links: in the light themes, and in the dark one. */
  colors: z
    .strictObject(
      { light: color(['light', 'sepia']), dark: color(['dark']) },
      'two colors, light and dark',
    )
    .optional(),
  footer: bilingual.optional(),
  rights: bilingual.optional(),
  repository: z
    .url({ protocol: /^https?$/, error: 'an address such as https://example.org/text' })
    .optional(),
  license: z
    .string('an SPDX identifier such as CC-BY-4.0')
    .regex(
      /^(?!CC-(?!PDDC$|[A-Z-]+-\d\.\d(?:-[A-Z]+)?$))[A-Za-z\d][A-Za-z\d.-]*\+?$/,
      'an SPDX identifier such as CC-BY-4.0',
    )
    .optional(),
});

/** The content of `site.yaml`, with default colors. */
export type Site = z.infer<typeof siteSchema> & { colors: { light: string; dark: string } };

/** The content of `paper.yaml`, without unknown fields. */
export type PaperRecord = z.infer<typeof recordSchema>;

type Provenance = z.infer<typeof provenance>;

/** Find who translated a section: its own entry, that of a section above it, or the default. */
export function findProvenance({ translations }: PaperRecord, number: string): Provenance {
  for (let at = number || 'title'; at; at = parentOf(at)) {
    const named = Object.hasOwn(translations, at) && translations[at];
    if (named) return named;
  }
  // The schema requires a default.
  return translations['default'] as Provenance;
}

/** The schema of `terms.yaml`. */
export const termsSchema = z
  .array(
    z.strictObject(
      { zh: text, en: english, aliases: z.array(text, 'a list of texts').optional() },
      'a term with zh and en',
    ),
    'a list of terms',
  )
  .superRefine((terms, context) => {
    for (const [index, { zh }] of terms.entries()) {
      if (terms.findIndex((term) => term.zh === zh) === index) continue;
      const message = 'a term that is not in the list yet';
      context.addIssue({ code: 'custom', path: [index, 'zh'], message });
    }
  });

/** A term in both languages, from `terms.yaml`. */
export type Term = z.infer<typeof termsSchema>[number];

/** Return slugs: `opening-up-to-the-west`, or `term-3` without Latin letters; duplicates end with `-2`. */
export function toSlugs(texts: readonly string[]): string[] {
  const taken = new Set<string>();
  return texts.map((text, index) => {
    const name = toSlug(text) || `term-${index + 1}`;
    let slug = name;
    for (let next = 2; taken.has(slug); next++) slug = `${name}-${next}`;
    taken.add(slug);
    return slug;
  });
}

function toSlug(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\p{M}'’]/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-/, '')
      // A file system takes names of up to 255 bytes.
      .slice(0, 200)
      .replace(/-$/, '')
  );
}

/** A fingerprint made by `permalinks/match.ts`. */
const fingerprint = z.string();

/** An address, which must be a valid folder name: `3.1-p2s4`, `3.1`, `terms/…`. */
const address = z.string().regex(/^(?:terms\/)?[a-z0-9]+(?:[.-][a-z0-9]+)*$/);

/** The schema of `permalinks.json`. */
export const permalinksSchema = z.strictObject({
  /** The versions of the text with their dates: `{"1": "2026-11-24"}`. */
  versions: z.record(z.string().regex(/^\d+$/), z.iso.date()),
  /** The sections by number: title, and paragraphs and segments in order. */
  sections: z.record(
    z.string(),
    z.strictObject({
      title: z.tuple([fingerprint, fingerprint]),
      /** By anchor: the fingerprints of a segment and, if it was edited, the version of the last edit. */
      paragraphs: z.record(
        z.string(),
        z.record(
          z.string(),
          z.union([
            z.tuple([fingerprint, fingerprint]),
            z.tuple([fingerprint, fingerprint, z.int()]),
          ]),
        ),
      ),
    }),
  ),
  /** The Chinese wording by slug. */
  terms: z.record(z.string(), z.string()),
  /** Addresses whose text was removed or moved. */
  aliases: z.record(
    address,
    z.strictObject({
      /** An anchor, a section's number, or '' for the whole paper. */
      to: z.string(),
      why: z.enum(['merged', 'removed', 'moved', 'renamed', 'renumbered']),
      version: z.int(),
      from: z.array(z.string()),
      /** The fingerprints of a removed segment, which regains its address if it comes back. */
      was: z.tuple([fingerprint, fingerprint]).optional(),
    }),
  ),
});

/** Every address ever published, with its text at the time: `permalinks.json`. */
export type Permalinks = z.infer<typeof permalinksSchema>;

/** The target of a former address. */
export type Alias = Permalinks['aliases'][string];

/** The fingerprints of a segment in both languages, and the version of its last edit. */
export type Recorded = Permalinks['sections'][string]['paragraphs'][string][string];

/** Return the last published version of the text and its date; 0 and '' before the first. */
export function latestOf({ versions }: Pick<Permalinks, 'versions'>): {
  version: number;
  date: string;
} {
  const version = Math.max(0, ...Object.keys(versions).map(Number));
  return { version, date: versions[version] ?? '' };
}
