import { once } from './once.ts';
import { toolsHref } from './page.ts';
import { loadStyles } from './styles.ts';
import { readPage } from './trusted.ts';

const load = once(() => readPage(toolsHref));

/**
 * Take a copy of a tool out of the document that has them, with the styles that it needs.
 *
 * @param id the id of its template
 * @throws if the document or the styles do not load, or there is no such tool
 */
export async function takeTool(id: string, styles?: string): Promise<Element> {
  const [source] = await Promise.all([load(), styles && loadStyles(styles)]);
  const tool = source.querySelector<HTMLTemplateElement>(`template#${id}`)?.content;
  const [element] = tool ? document.importNode(tool, true).children : [];
  if (!element) throw new Error(`${toolsHref} has no ${id}`);
  return element;
}
