import { flatten, type Section } from './tree.ts';

/** Up to how many sections one page, one print and one kept copy have; a page with more lists its parts. */
const mostTogether = 150;

/** How many parts before and after a place the contents beside a long text name. */
const reach = 8;

const known = new WeakMap<Section, boolean>();

/** Tell whether a section, or the whole, has more below it than is shown on one page. */
export function isLong(section: Section): boolean {
  // Every page asks this of the whole.
  const is = known.get(section) ?? flatten(section).length - 1 > mostTogether;
  known.set(section, is);
  return is;
}

/** List the sections around one of them, or the first where it is not among them. */
export function listNear(sections: readonly Section[], current: Section | undefined): Section[] {
  const at = Math.max(0, current ? sections.indexOf(current) : 0);
  const first = Math.max(0, Math.min(at - reach, sections.length - 2 * reach - 1));
  return sections.slice(first, first + 2 * reach + 1);
}
