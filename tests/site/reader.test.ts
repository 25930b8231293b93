import { isProbablyReaderable, Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { langOf, leadOf } from '../../src/paper/locale.ts';
import { listSegments } from '../../src/paper/tree.ts';
import { paper } from '../support/paper.ts';
import { findPage, readPages } from '../support/site.ts';

const pages = readPages();
const section = paper.root.children.flatMap(({ children }) => children)[0];

test.each([
  ['zh', '/zh/3.1/'],
  ['bilingual', '/3.1/'],
  ['en', '/en/3.1/'],
  ['zh', '/zh/'],
  ['bilingual', '/'],
] as const)('a reader’s view of %s %s has its text, and no controls', (view, path) => {
  const { document } = parseHTML(findPage(pages, path).html);
  const visibilityChecker = () => true;
  expect(isProbablyReaderable(document as never, { visibilityChecker })).toBe(true);
  const article = new Readability(document as never).parse();
  const text = article?.textContent?.replace(/\s+/g, ' ') ?? '';
  expect(article?.title).toContain(paper.root.title[leadOf(view)].text);
  expect(article?.lang).toBe(langOf(view));
  const segments = path.endsWith('3.1/')
    ? section?.paragraphs[0]?.segments
    : listSegments(paper.root);
  for (const segment of segments ?? []) expect(text).toContain(segment[leadOf(view)].text);
  // Reader views include the surroundings of a text as short as this Chinese section.
  if (path !== '/zh/3.1/') expect(text).not.toMatch(/[#¶]|GB\/T|\[EB|BibTeX|https?:/);
});
