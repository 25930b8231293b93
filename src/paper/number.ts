/** Names that no section or heading may have, because a page or a part of each page has them. */
export const reservedNames: readonly string[] = [
  ...['zh', 'en', 'search', 'terms', 'about', 'settings', '404', 'assets', 'pagefind'],
  ...['text', 'contents', 'data', 'tools', 'title', 'cite', 'downloads'],
  ...['v', 'paper', 'pictures', 'images', 'offline', 'sw.js', 'sitemap.xml', 'robots.txt'],
];

/** Tell whether a name can be the number of a section: `3.1`, `abstract`, but not `3.1-p2`. */
export function isSectionNumber(name: string): boolean {
  const isWellFormed = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(name) && !/-p\d/.test(name);
  return isWellFormed && !reservedNames.includes(name);
}

/** Put a section's number before its title; a name such as `abstract` is no number. */
export function addNumber(number: string, title: string): string {
  return /^\d/.test(number) ? `${number} ${title}` : title;
}

/** Return the number of the section that a section is part of: `3` for `3.1`, '' for `3`. */
export function parentOf(number: string): string {
  return number.slice(0, Math.max(0, number.lastIndexOf('.')));
}

/** Return the number of the chapter that a section is in, or is: `3` for `3.1`. */
export function chapterOf(number: string): string {
  return number.split('.')[0] ?? number;
}

/** Order sections as they are read: the abstract, 1, 1.1, 2, … 10, then other names. */
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
