import { describe, expect, test } from 'vitest';
import { type Meta, toHead, toPolicy } from '../../src/page/head/head.ts';
import type { View } from '../../src/paper/locale.ts';
import { type Described, findFirstSentence, findPath } from '../../src/paper/tree.ts';
import { completeRecord } from '../support/cited.ts';
import { paper } from '../support/paper.ts';
import { readItem } from '../support/zotero.ts';

const complete: Described = { ...paper, record: completeRecord };
const addresses = {
  toPage: (view: View, name: string) => `https://example.org/${view}/${name}`,
  toFile: (path: string) => `https://example.org/${path}`,
};
const { title } = paper.record;

function headOf(view: View, number: string | undefined, described: Described = paper) {
  const section = number === undefined ? undefined : findPath(described.root, number).at(-1);
  const description = section ? findFirstSentence(section) : { zh: '某文', en: 'Some text' };
  const page = { view, name: number ?? 'about', title: { zh: '题', en: 'Title' }, description };
  return toHead({ ...page, section }, described, addresses);
}

const keyOf = (meta: Meta) => ('name' in meta ? meta.name : meta.property);

function itemOf(view: View, number: string | undefined, described?: Described) {
  const { metas } = headOf(view, number, described);
  return readItem(metas.map((meta) => ({ name: keyOf(meta), content: meta.content })));
}

test('the policy allows the site, its scripts and its style, and nothing else', () => {
  const allowed = toPolicy(['a', 'b'], 'c').replace(/sha256-[^']+/g, 'sha256-…');
  expect(allowed.split(';')).toEqual([
    "default-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "media-src 'none'",
    "script-src 'self' 'sha256-…' 'sha256-…'",
    "style-src 'self' 'sha256-…'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types duidu',
  ]);
});

describe('the head of a paper whose record is complete', () => {
  test('gives Zotero the article in its journal, in the view’s language', () => {
    const known = { itemType: 'journalArticle', date: '2024', DOI: '10.1234/abcd.5678' };
    expect(itemOf('zh', '', complete)).toMatchObject({
      ...known,
      creators: ['张三', '李四光'],
      publicationTitle: '某刊',
    });
    expect(itemOf('en', '', complete)).toMatchObject({
      ...known,
      creators: ['Zhang, San', 'Li, Siguang'],
      publicationTitle: 'A Journal',
    });
  });

  test('has everything about the original that Google Scholar requires', () => {
    const { metas } = headOf('zh', '', complete);
    const said = metas.flatMap((meta) => {
      const [, name] = /^citation_(.*)/.exec(keyOf(meta)) ?? [];
      return name ? [`${name}: ${meta.content}`] : [];
    });
    expect(said.slice(0, -1)).toEqual([
      ...[`title: ${title.zh}`, 'author: 张三', 'author: 李四光', 'publication_date: 2024'],
      ...['journal_title: 某刊', 'volume: 12', 'issue: 3', 'firstpage: 101', 'lastpage: 118'],
      ...['doi: 10.1234/abcd.5678', 'language: zh-Hans', 'public_url: https://example.org/zh/'],
    ]);
    expect(metas.map(keyOf)).not.toContain('z:itemType');
  });

  test('describes a section as a page by the authors, not as an article', () => {
    const item = itemOf('en', '3.1', complete);
    expect(item).toMatchObject({ itemType: 'webpage', creators: ['Zhang, San', 'Li, Siguang'] });
    expect(item.publicationTitle).toBe('Duidu');
  });

  test('has the paper cited by its DOI, and a section by its address', () => {
    expect(headOf('en', '', complete).citeAs).toBe('https://doi.org/10.1234/abcd.5678');
    expect(headOf('en', '3.1', complete).citeAs).toBe('https://example.org/en/3.1');
  });

  test('names the authors and the journal of the original in the graph', () => {
    const { '@graph': works } = JSON.parse(headOf('en', '', complete).graph ?? '');
    expect(works[0]).toMatchObject({
      inLanguage: 'zh-Hans',
      author: [{ name: '张三' }, { name: '李四光' }],
      datePublished: '2024',
      isPartOf: { issueNumber: '3', isPartOf: { volumeNumber: '12', isPartOf: { name: '某刊' } } },
      pagination: '101-118',
      sameAs: 'https://doi.org/10.1234/abcd.5678',
    });
    expect(works[1]).toMatchObject({ inLanguage: 'en', author: [{ name: 'Zhang, San' }, {}] });
    expect(works[1]).not.toHaveProperty('datePublished');
  });
});

test('a text in the graph cannot close its script element', () => {
  const text = 'A </script> B';
  const heading = { line: 1, nodes: [], text };
  const root = { ...paper.root, title: { zh: heading, en: heading } };
  const { graph } = headOf('en', '', { ...paper, root });
  expect(graph).not.toContain('<');
  expect(JSON.parse(graph ?? '')['@graph'][1].name).toBe(text);
});
