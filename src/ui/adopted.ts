import { loadStyles } from './styles.ts';
import { readPage } from './trusted.ts';

/**
 * Take an element out of another page of this site, with the styles that it needs, so that what is
 * there need not be in each page.
 *
 * @throws if the page or the styles do not load, or there is no such element
 */
export async function adoptFrom(page: string, selector: string, styles: string): Promise<Element> {
  const [source] = await Promise.all([readPage(page), loadStyles(styles)]);
  const element = source.querySelector(selector);
  if (!element) throw new Error(`${page} has no ${selector}`);
  return document.adoptNode(element);
}
