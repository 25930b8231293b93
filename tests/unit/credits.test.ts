import { expect, test } from 'vitest';
import { toBibtex, toRis } from '../../src/features/cite/citation-files.ts';
import { toItem } from '../../src/features/cite/csl-item.ts';
import { toGraph } from '../../src/page/head/graph.ts';
import { toHead } from '../../src/page/head/head.ts';
import { describeTranslators, listCredits } from '../../src/site/credits.ts';
import { readFiles, soundFiles } from '../support/sources.ts';

const known = `title: { zh: 题, en: Title }
original: zh
site: https://example.org
source: { zh: 甲, en: A }
translations:
  default: { by: { zh: 王译, en: "Wang, Yi" }, zh: 乙, en: B }
  abstract: { by: author, zh: 丙, en: C }
  '1.1': { by: project, zh: 丁, en: D }
  title: { by: unknown, zh: 戊, en: E }
authors:
  - { zh: 张三, en: "Zhang, San", orcid: 0000-0002-1825-0097, affiliation: { zh: 某大学, en: Some University } }
  - { zh: 某协会, en: A Society }
keywords: { zh: [对读, 翻译], en: [parallel reading, translation] }
journal: { zh: 某刊, en: A Journal }
year: 2024
volume: 12
issue: 3
pages: 101-118
doi: 10.1234/abcd
`;
const read = (record: string) => {
  const { reading, problems } = readFiles({
    ...soundFiles,
    'paper.yaml': record,
    'site.yaml': 'license: CC-BY-4.0',
  });
  if (!reading) throw new Error(problems.join('\n'));
  return reading.paper;
};
const paper = read(known);
const addresses = { toPage: (view: string) => `https://example.org/${view}/`, toFile: String };

test('the title page names the authors, the journal and the translators', () => {
  expect(listCredits(paper).map(({ text, href }) => [text.zh, text.en, href])).toEqual([
    ['张三（某大学）', 'San Zhang (Some University)', 'https://orcid.org/0000-0002-1825-0097'],
    ['某协会', 'A Society', undefined],
    ['某刊，2024，12(3)：101–118', 'A Journal, 2024, 12(3): 101–118', undefined],
    ['DOI 10.1234/abcd', 'DOI 10.1234/abcd', 'https://doi.org/10.1234/abcd'],
    ['译者：王译', 'Translated by Yi Wang', undefined],
    ['关键词：对读；翻译', 'Keywords: parallel reading; translation', undefined],
    ['许可证 CC-BY-4.0', 'License CC-BY-4.0', 'https://spdx.org/licenses/CC-BY-4.0.html'],
  ]);
  const { reading } = readFiles(soundFiles);
  expect(reading && listCredits(reading.paper)).toEqual([]);
});

test.each([
  ['1', 'Translated by Yi Wang'],
  ['abstract', 'Translated by the author'],
  ['1.1', 'Translated by Duidu'],
  ['title', 'Translator unknown'],
])('section %s is credited with “%s”', (number, text) => {
  expect(describeTranslators(paper, number).en).toBe(text);
});

test('citations of a translation name the translator, or else the site', () => {
  const naming = { site: { zh: '本刊', en: 'This Site' }, romanize: String };
  const toCited = (number: string, view: 'zh' | 'en') =>
    toItem(paper, number, view, 'https://example.org', naming);
  expect(toCited('', 'en').translator).toEqual([{ family: 'Wang', given: 'Yi' }]);
  expect(toCited('abstract', 'en').translator).toEqual(toCited('', 'en').author);
  expect(toCited('1.1', 'en').translator).toEqual([{ literal: 'This Site' }]);
  const unknown = read(
    known.replace('default: { by: { zh: 王译, en: "Wang, Yi" }', 'default: { by: unknown'),
  );
  expect(toItem(unknown, '1', 'en', 'https://example.org', naming)).not.toHaveProperty(
    'translator',
  );
  expect(toCited('', 'zh')).not.toHaveProperty('translator');
  expect(toCited('', 'zh').keyword).toBe('对读, 翻译');
  expect(toBibtex(toCited('', 'en'))).toContain('translator = {Wang, Yi}');
  expect(toRis(toCited('', 'en'))).toMatch(/A4 {2}- Wang, Yi\r\n.*KW {2}- translation\r\n/s);
});

test('page heads name the authors and translators', () => {
  const page = { name: '', title: paper.record.title, description: paper.record.source };
  const list = (view: 'zh' | 'en') =>
    toHead({ ...page, view, section: paper.root }, paper, addresses).metas.map((meta) =>
      Object.values(meta).join('='),
    );
  expect(list('zh')).toEqual(
    expect.arrayContaining([
      'citation_author_orcid=0000-0002-1825-0097',
      'citation_author_institution=某大学',
      'citation_keywords=对读; 翻译',
    ]),
  );
  expect(list('en')).toContain('DC.contributor=Wang, Yi');
  const [chinese, english] = JSON.parse(toGraph('bilingual', paper, addresses))['@graph'];
  expect(chinese.author[0]).toEqual({
    '@type': 'Person',
    '@id': 'https://orcid.org/0000-0002-1825-0097',
    name: '张三',
    affiliation: { '@type': 'Organization', name: '某大学' },
  });
  expect(chinese).not.toHaveProperty('translator');
  expect(english.translator[0].name).toBe('Wang, Yi');
  expect(english.license).toBe('https://spdx.org/licenses/CC-BY-4.0.html');
});
