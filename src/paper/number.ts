/** Names that no section or heading may have, because a page or a part of each page has them. */
export const reservedNames: readonly string[] = [
  ...['zh', 'en', 'search', 'terms', 'about', 'settings', '404', 'assets', 'pagefind'],
  ...['text', 'contents', 'terms.json', 'title', 'cite', 'downloads'],
  ...['paper', 'pictures', 'images', 'offline', 'sw.js', 'sitemap.xml', 'robots.txt'],
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

/** Order section numbers as they are read: the abstract, 1, 2, … 10, then other names. */
export function compareNumbers(a: string, b: string): number {
  return rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true });
}

function rank(number: string): number {
  if (number === 'abstract') return 0;
  return /^\d/.test(number) ? 1 : 2;
}
