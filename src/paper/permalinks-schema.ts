import { z } from 'zod';

/** Made by `permalinks/match.ts`. */
const fingerprint = z.string();

/** An address, which may become the name of a folder: `3.1-p2s4`, `3.1`, `terms/…`. */
const address = z.string().regex(/^(?:terms\/)?[a-z0-9]+(?:[.-][a-z0-9]+)*$/);

/** What `permalinks.json` has to fit. */
export const permalinksSchema = z.strictObject({
  /** The versions of the text, with the day of each: `{"1": "2026-11-24"}`. */
  versions: z.record(z.string().regex(/^\d+$/), z.iso.date()),
  /** The sections by their number: their title, and their paragraphs and segments in order. */
  sections: z.record(
    z.string(),
    z.strictObject({
      title: z.tuple([fingerprint, fingerprint]),
      /** By anchor; a segment has its fingerprints and, if it was edited, the version that last did it. */
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
  /** The terms that have a page: its name, and the Chinese wording. */
  terms: z.record(z.string(), z.string()),
  /** What was published and no longer stands by itself, or not where it stood. */
  aliases: z.record(
    address,
    z.strictObject({
      /** Where it leads: an anchor, a section's number, or '' for the whole paper. */
      to: z.string(),
      why: z.enum(['merged', 'removed', 'moved', 'renamed', 'renumbered']),
      version: z.int(),
      /** The numbers of the sections that it was in. */
      from: z.array(z.string()),
    }),
  ),
});

/** Every address ever published, and what it stands for: `permalinks.json`. */
export type Permalinks = z.infer<typeof permalinksSchema>;

/** Where an address leads that no longer stands by itself. */
export type Alias = Permalinks['aliases'][string];

/** The fingerprints of a segment in both languages, and the version in which it was last edited. */
export type Recorded = Permalinks['sections'][string]['paragraphs'][string][string];

/** Return the last version of the text, and its day. */
export function latestOf({ versions }: Permalinks): { version: number; date: string } {
  const version = Math.max(...Object.keys(versions).map(Number));
  return { version, date: versions[version] ?? '' };
}
