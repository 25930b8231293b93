import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toBibtex, toRis } from '../../src/features/cite/citation-files.ts';
import type { CslItem } from '../../src/features/cite/item.ts';
import { type CiteStyle, citeStyles, formatCitation } from '../../src/features/cite/styles.ts';
import type { PaperRecord } from '../../src/paper/schema.ts';
import { parseRecord } from '../../src/read/yaml.ts';
import { accessed, cite, citedItems, completeRecord } from '../support/cited.ts';
import { paper, paperFolder } from '../support/paper.ts';

const { record } = paper;
const { citations } = JSON.parse(readFileSync('tests/fixtures/citeproc.json', 'utf8')) as {
  citations: Record<string, Record<CiteStyle, string>>;
};

function toHtml(item: CslItem, style: CiteStyle, date?: string): string {
  return formatCitation(item, style, date)
    .map(({ text, italic }) => (italic ? `<i>${text}</i>` : text))
    .join('');
}

/** Where we decide otherwise than a CSL style does, and why. */
const differences: { styles: RegExp; why: string; change: (citation: string) => string }[] = [
  {
    styles: /^gbt/,
    why: 'given names may be shortened, but of pinyin to an initial for each syllable, which CSL cannot tell apart; 2025 advises against it',
    change: (text) =>
      text.replace(
        /\b(Zhang|Wang|Li) ([SW])(?=[，,.])/gi,
        (_all, family: string, letter: string) => {
          const given =
            family.toLowerCase() === 'zhang' ? 'San' : letter === 'W' ? 'Wu' : 'Siguang';
          return `${family} ${given}`;
        },
      ),
  },
  {
    styles: /^gbt-2025-author-date$/,
    why: 'the year of access is not that of publication, and no year is made up',
    change: (text) => text.replace('，[2026]. ', '. '),
  },
  {
    styles: /^gbt-2025-author-date$/,
    why: 'the standard has “et al” without a full stop of its own',
    change: (text) => text.replace('et al.，', 'et al，'),
  },
  {
    styles: /^mla$/,
    why: 'MLA quotes the title of an essay; the CSL style takes a page without a container for a work of its own',
    change: (text) => text.replace(/<i>([^<]*)<\/i>\. (?=2024|https)/, '“$1.” '),
  },
  {
    styles: /^apa$/,
    why: 'Chinese characters are not set in italics, and a translation in brackets never is',
    change: (text) => text.replace(/<i>(\p{Script=Han}[^<]*)<\/i>/u, '$1'),
  },
  {
    styles: /^(?:mla|chicago)/,
    why: 'a translation follows the quotation marks; CSL has no field for it, and the fixture has it in the title',
    change: (text) => text.replace(/ (\[[^\]]*\])([.,])”/, '” $1$2'),
  },
  {
    styles: /^chicago-author-date$/,
    why: 'the year of a page stands once',
    change: (text) => text.replace(/(2024\. .*)2024\. (?=https)/, '$1'),
  },
];

function settle(citation: string, style: CiteStyle): string {
  return differences
    .filter(({ styles }) => styles.test(style))
    .reduce((text, { change }) => change(text), citation);
}

describe('citations', () => {
  const cases = Object.entries(citedItems).flatMap(([name, item]) =>
    citeStyles.map(({ id }) => [name, id, item] as const),
  );

  test.each(cases)('of %s in %s are as citeproc has them', (name, style, item) => {
    const theirs = citations[name]?.[style] ?? '';
    expect(toHtml(item, style, accessed)).toBe(settle(theirs, style));
  });

  test('differ from citeproc in nothing that does not happen', () => {
    for (const { styles, why, change } of differences) {
      const changed = Object.values(citations).some((each) =>
        citeStyles.some(({ id }) => styles.test(id) && change(each[id]) !== each[id]),
      );
      expect(changed, why).toBe(true);
    }
  });

  const title = '新疆应如何加快培育发展新质生产力';
  const english =
    'How Xinjiang Should Accelerate the Cultivation and Development of New Quality Productivity';
  const zh = 'https://duidu.example/zh/3.1/';
  const en = 'https://duidu.example/en/3.1/';
  const both = `${title}：3.1 自然资源优势`;
  const section = `${english}: 3.1 Advantages in Natural Resources`;

  test.each([
    ['zh', 'gbt-2025-numeric', `${both}[EB/OL]. [引用日期]. ${zh}.`],
    ['zh', 'gbt-2025-author-date', `佚名. ${both}[EB/OL]. [引用日期]. ${zh}.`],
    ['en', 'apa', `<i>${section}</i>. (n.d.). Retrieved [date of access], from ${en}`],
    ['zh', 'apa', `${both} [${section}]. (n.d.). Retrieved [date of access], from ${zh}`],
    ['zh', 'mla', `“${both}” [${section}]. ${zh}. Accessed [date of access].`],
    ['en', 'chicago-notes', `“${section},” accessed [date of access], ${en}.`],
  ] as const)('in the %s view in %s wait for a date', (view, style, expected) => {
    expect(toHtml(cite(record, '3.1', view), style)).toBe(expected);
  });

  test.each([
    ['2026-05-02', 'apa', 'May 2, 2026'],
    ['2026-09-30', 'mla', '30 Sept. 2026'],
    ['2026-01-05', 'gbt-2025-numeric', '[2026-01-05]'],
  ] as const)('write %s in %s as %s', (date, style, expected) => {
    expect(toHtml(cite(record, '', 'en'), style, date)).toContain(expected);
  });

  // After the handbooks’ rules for how many authors are named (APA 9.8, MLA 5.7, Chicago 18 13.23 and 13.78).
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      family: `Name${index + 1}`,
      given: 'Ann-Marie B',
    }));
  test.each([
    [3, 'mla', 'Name1, Ann-Marie B, et al. “'],
    [3, 'chicago-notes', 'Ann-Marie B Name1 et al., “'],
    [
      7,
      'chicago-author-date',
      'Name1, Ann-Marie B, Ann-Marie B Name2, Ann-Marie B Name3, et al. 2024',
    ],
    [1, 'apa', 'Name1, A.-M. B. (2024). '],
    [21, 'apa', 'Name19, A.-M. B., . . . Name21, A.-M. B. (2024). '],
    [20, 'apa', 'Name19, A.-M. B., & Name20, A.-M. B. (2024). '],
    [
      4,
      'gbt-2025-numeric',
      'Name1 Ann-Marie B，Name2 Ann-Marie B，Name3 Ann-Marie B，et al. A Paper',
    ],
  ] as const)('of %i authors in %s name those that it names', (count, style, expected) => {
    const item = { ...cite(completeRecord, '', 'en'), author: names(count) };
    expect(toHtml(item, style)).toContain(expected);
  });

  // A name in characters stands as it is; in pinyin it has a family name and a given one (GB/T 28039).
  test.each([
    ['zh', 'gbt-2025-numeric', '欧阳修文，吕小平. '],
    ['zh', 'gbt-2015-numeric', '欧阳修文, 吕小平. '],
    ['en', 'gbt-2025-numeric', 'Ouyang Xiuwen，Lü Xiao-Ping. '],
    ['en', 'gbt-2015-numeric', 'OUYANG Xiuwen, LÜ Xiao-Ping. '],
    ['en', 'apa', 'Ouyang, X., & Lü, X.-P. (2024). '],
    ['en', 'mla', 'Ouyang, Xiuwen, and Xiao-Ping Lü. “'],
    ['en', 'chicago-notes', 'Xiuwen Ouyang and Xiao-Ping Lü, “'],
    ['en', 'chicago-author-date', 'Ouyang, Xiuwen, and Xiao-Ping Lü. 2024. '],
  ] as const)('print Chinese names in %s by %s', (view, style, expected) => {
    const authors: PaperRecord['authors'] = [
      { zh: '欧阳修文', en: 'Ouyang, Xiuwen' },
      { zh: '吕小平', en: 'Lü, Xiao-Ping' },
    ];
    expect(toHtml(cite({ ...completeRecord, authors }, '', view), style)).toContain(expected);
  });

  test.each([
    ['101-118', '101–18'],
    ['101-108', '101–8'],
    ['100-104', '100–104'],
    ['321-328', '321–28'],
    ['198-203', '198–203'],
    ['12-18', '12–18'],
    ['999-1004', '999–1004'],
    ['1496-1504', '1496–504'],
    ['e12', 'e12'],
  ])('shorten the pages %s to %s', (page, expected) => {
    const item = { ...cite(completeRecord, '', 'en'), page };
    expect(toHtml(item, 'chicago-notes')).toContain(`: ${expected}, https`);
  });
});

describe('an item', () => {
  test('has nothing that the record does not say', () => {
    expect(cite(record, '3.1', 'zh')).toEqual({
      id: 'how-xinjiang-should-3.1-zh',
      type: 'webpage',
      language: 'zh-CN',
      title: '新疆应如何加快培育发展新质生产力：3.1 自然资源优势',
      custom: {
        'title-translation':
          'How Xinjiang Should Accelerate the Cultivation and Development of New Quality Productivity: 3.1 Advantages in Natural Resources',
      },
      URL: 'https://duidu.example/zh/3.1/',
    });
  });

  test('has the abstract of the whole paper in its language', () => {
    expect(cite(record, '', 'en').abstract).toMatch(/^[A-Z].*[a-z]\. [A-Z].*\.$/);
    expect(cite(record, '', 'bilingual').abstract).toMatch(/^在当前.*[^\s]$/);
    expect(cite(record, 'abstract', 'en')).not.toHaveProperty('abstract');
  });

  test('has all that a complete record says', () => {
    expect(cite(completeRecord, '', 'en')).toMatchObject({
      type: 'article-journal',
      author: [
        { family: 'Zhang', given: 'San' },
        { family: 'Li', given: 'Siguang' },
      ],
      'container-title': 'A Journal',
      issued: { 'date-parts': [[2024]] },
      volume: '12',
      issue: '3',
      page: '101-118',
      DOI: '10.1234/abcd.5678',
    });
    expect(cite(completeRecord, '', 'zh').author).toEqual([
      { literal: '张三' },
      { literal: '李四光' },
    ]);
  });
});

describe('BibTeX', () => {
  test('of a section is an online entry of what is known', () => {
    expect(toBibtex(cite(record, '3.1', 'zh'))).toMatchInlineSnapshot(`
      "@online{how-xinjiang-should-3.1-zh,
        title = {{新疆应如何加快培育发展新质生产力：3.1 自然资源优势}},
        url = {https://duidu.example/zh/3.1/},
        langid = {chinese},
      }
      "
    `);
  });

  test('of a published paper is an article', () => {
    expect(toBibtex(cite(completeRecord, '', 'en'))).toMatchInlineSnapshot(`
      "@article{a-paper-paper-en,
        author = {Zhang, San and Li, Siguang},
        title = {{A Paper}},
        journaltitle = {A Journal},
        date = {2024},
        volume = {12},
        number = {3},
        pages = {101--118},
        doi = {10.1234/abcd.5678},
        url = {https://duidu.example/en/},
        langid = {english},
      }
      "
    `);
  });

  test('shows the signs of TeX as they are', () => {
    const item = { ...cite(record, '', 'en'), title: '50% of R&D_{x}: #1 ~ $2 ^ \\end' };
    expect(toBibtex(item)).toContain(
      'title = {{50\\% of R\\&D\\_\\{x\\}: \\#1 \\textasciitilde{} \\$2 \\textasciicircum{} \\textbackslash{}end}}',
    );
  });
});

describe('RIS', () => {
  test('of a section is an electronic source', () => {
    expect(toRis(cite(record, '3.1', 'en')).split('\r\n')).toEqual([
      ...['TY  - ELEC'],
      ...[
        'TI  - How Xinjiang Should Accelerate the Cultivation and Development of New Quality Productivity: 3.1 Advantages in Natural Resources',
      ],
      ...['LA  - en-US', 'UR  - https://duidu.example/en/3.1/', 'ER  - ', ''],
    ]);
  });

  test('of a published paper is an article', () => {
    const { abstract: _abstract, ...item } = cite(completeRecord, '', 'zh');
    expect(toRis(item).split('\r\n')).toEqual([
      ...['TY  - JOUR', 'AU  - 张三', 'AU  - 李四光', 'TI  - 一篇论文', 'T2  - 某刊', 'PY  - 2024'],
      ...[
        ...['VL  - 12', 'IS  - 3', 'SP  - 101', 'EP  - 118', 'DO  - 10.1234/abcd.5678'],
        'LA  - zh-CN',
      ],
      ...['UR  - https://duidu.example/zh/', 'ER  - ', ''],
    ]);
  });

  test('has each field on a line, the abstract too', () => {
    const lines = toRis(cite(record, '', 'zh')).split('\r\n');
    expect(lines.filter((line) => line && !/^[A-Z][A-Z0-9] {2}- /.test(line))).toEqual([]);
    expect(lines.some((line) => line.startsWith('AB  - 在当前'))).toBe(true);
  });
});

describe('the record', () => {
  const read = (field: string) => {
    const value = `${readFileSync(`${paperFolder}/paper.yaml`, 'utf8')}\n${field}\n`;
    const { result: parsed, messages } = parseRecord({ path: 'paper.yaml', value });
    return { parsed, expected: messages.flatMap(({ expected = [] }) => expected) };
  };

  test.each([
    ['volume: 12', { volume: '12' }],
    ['volume: XII', { volume: 'XII' }],
    ['issue: 3', { issue: '3' }],
    ['issue: 3/4', { issue: '3/4' }],
    ['pages: 12-18', { pages: '12-18' }],
    ['pages: 12–18', { pages: '12-18' }],
    ['pages: 12', { pages: '12' }],
    ['pages: e12', { pages: 'e12' }],
  ])('takes %s', (field, expected) => {
    expect(read(field).parsed).toMatchObject(expected);
  });

  test.each([
    ['pages: pp. 12', 'pages such as 12-18'],
    ['volume: []', 'a number'],
    [
      'doi: https://doi.org/10.1/x',
      'the DOI alone, which begins with 10., and no address such as https://doi.org/…',
    ],
  ])('does not take %s', (field, expected) => {
    expect(read(field).expected).toEqual([expected]);
  });
});
