import { z } from 'zod';

const text = z.string('a text').trim().min(1, 'a text that is not empty');

/** What `terms.yaml` has to fit. */
export const termsSchema = z
  .array(
    z.strictObject(
      {
        zh: text,
        en: text,
        /** Other wordings, in either language, that mean the same. */
        aliases: z.array(text, 'a list of texts').optional(),
      },
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
/**
 * Return names for addresses, of small letters, digits and hyphens: `opening-up-to-the-west`.
 *
 * A text that has no such letter becomes `term-3`, after its place; one that is taken gets `-2`.
 */
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
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
