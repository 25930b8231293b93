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
