/** Names that sections and headings must not have, because pages or parts of every page have them. */
export const reservedNames: readonly string[] = [
  ...['zh', 'en', 'search', 'terms', 'about', 'settings', '404', 'assets', 'pagefind'],
  ...['text', 'contents', 'data', 'tools', 'title', 'cite', 'downloads'],
  ...['v', 'paper', 'pictures', 'images', 'offline', 'sw.js', 'sitemap.xml', 'robots.txt'],
];

/** Tell whether a name can be a section number: `3.1` and `abstract` can, `3.1-p2` cannot. */
export function isSectionNumber(name: string): boolean {
  const isWellFormed = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(name) && !/-p\d/.test(name);
  return isWellFormed && !reservedNames.includes(name);
}

/** Put a section's number before its title; names such as `abstract` are left out. */
export function addNumber(number: string, title: string): string {
  return /^\d/.test(number) ? `${number} ${title}` : title;
}

/** Return the number of the parent section: `3` for `3.1`, '' for `3`. */
export function parentOf(number: string): string {
  return number.slice(0, Math.max(0, number.lastIndexOf('.')));
}

/** Return the number of the chapter of a section: `3` for `3.1` and for `3`. */
export function chapterOf(number: string): string {
  return number.split('.')[0] ?? number;
}

/** Compare sections by reading order: the abstract, 1, 1.1, 2, … 10, then other names. */
export function compareNumbers(a: string, b: string): number {
  const [parts, others] = [a.split('.'), b.split('.')];
  for (const [index, part] of parts.entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    const order = rank(part) - rank(other) || part.localeCompare(other, 'en', { numeric: true });
    if (order !== 0) return order;
  }
  return parts.length - others.length;
}

function rank(name: string): number {
  if (name === 'abstract') return 0;
  return /^\d/.test(name) ? 1 : 2;
}
