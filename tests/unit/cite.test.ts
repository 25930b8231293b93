import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toBibtex, toRis } from '../../src/features/cite/citation-files.ts';
import type { CslItem } from '../../src/features/cite/csl-item.ts';
import { type CiteStyle, citeStyles, formatCitation } from '../../src/features/cite/styles.ts';
import { type Locale, locales } from '../../src/paper/locale.ts';
import type { PaperRecord } from '../../src/paper/schema.ts';
import { readCases } from '../support/cases.ts';
import { accessed, cite, citedItems, completeRecord } from '../support/cited.ts';
import { paper } from '../support/paper.ts';

const { record } = paper;
const { citations } = JSON.parse(readFileSync('tests/fixtures/citeproc.json', 'utf8')) as {
  citations: Record<string, Record<CiteStyle, string>>;
};

const written = readCases<{
  undated: [view: Locale, style: CiteStyle, citation: string][];
  days: [date: string, style: CiteStyle, written: string][];
  authors: [count: number, style: CiteStyle, names: string][];
  chinese: [view: Locale, style: CiteStyle, names: string][];
  pages: Record<string, string>;
}>('citations');

function toHtml(item: CslItem, style: CiteStyle, date?: string): string {
  return formatCitation(item, style, date)
    .map(({ text, italic }) => (italic ? `<i>${text}</i>` : text))
    .join('');
}

/** Deliberate differences from CSL styles, with reasons. */
const differences: {
  styles: RegExp;
  why: string;
  change: (citation: string, item: CslItem, style: CiteStyle) => string;
}[] = [
  {
    styles: /^gbt/,
    why: 'given names may be shortened, but of pinyin to an initial for each syllable, which CSL cannot tell apart; 2025 advises against it',
    change: (text) =>
      text
        .replace(/\b(Zhang) S(?=[，,.])/gi, '$1 San')
        .replace(/\b(Wang) W(?=[，,.])/gi, '$1 Wu')
        .replace(/\b(Wang) Y(?=[，,.])/gi, '$1 Yi')
        .replace(/\b(Li) S(?=[，,.])/gi, '$1 Siguang'),
  },
  {
    styles: /^gbt-2015/,
    why: 'in the standard an online resource is part of no other; the CSL style takes its site for a book',
    change: (text) => text.replace(/\.?\/\/(?:对读|Duidu)\./, '.'),
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
    styles: /^gbt/,
    why: 'translators are named for articles and pages, organizations in their own capitals',
    change: (text, { translator }, style) => {
      if (!translator || /译\.|tran\./.test(text))
        return text.replace('A SOCIETY', 'A Society').replace('DUIDU', 'Duidu');
      const names = translator.map((name) =>
        'literal' in name ? name.literal : `${name.family.toUpperCase()} ${name.given}`,
      );
      const role = /\p{Script=Han}/u.test(text) ? '译' : 'tran';
      const by = [...names, role].join(style.includes('2025') ? '，' : ', ');
      return text.replace('/OL]. ', `/OL]. ${by}. `);
    },
  },
  {
    styles: /^apa$/,
    why: 'a translation in brackets is never in italics',
    change: (text) => text.replace(/( \[[^<]*\])<\/i>/, '</i>$1'),
  },
  {
    styles: /^(?:mla|chicago)/,
    why: 'the other forms of a title follow the quotation marks; CSL has no fields for them, and the fixture has them in the title',
    change: (text, _item, style) =>
      style === 'mla'
        ? text.replace(/ (\[[^\]]*\])([.,])”/, '” $1$2')
        : text.replace(/“(\P{Script=Han}*) (\p{Script=Han}.*\])([.,])”/u, '“$1” $2$3'),
  },
  {
    styles: /^chicago-bibliography$/,
    why: 'the site is no author; the CSL style has it in the place of an unknown one',
    change: (text) => text.replace(/^(Duidu)\. (.*?\]\.)/, '$2 $1.'),
  },
  {
    styles: /^chicago-author-date$/,
    why: 'the year of a page stands once',
    change: (text) => text.replace(/(2024\. .*)2024\. (?=https)/, '$1'),
  },
];

function settle(citation: string, item: CslItem, style: CiteStyle): string {
  return differences
    .filter(({ styles }) => styles.test(style))
    .reduce((text, { change }) => change(text, item, style), citation);
}

describe('citations', () => {
  const cases = Object.entries(citedItems).flatMap(([name, item]) =>
    citeStyles.map((id) => [name, id, item] as const),
  );

  test.each(cases)('of %s in %s equal those of citeproc', (name, style, item) => {
    const theirs = citations[name]?.[style] ?? '';
    expect(toHtml(item, style, accessed)).toBe(settle(theirs, item, style));
  });

  test('have no outdated exception to citeproc', () => {
    for (const { styles, why, change } of differences) {
      const changed = cases.some(([name, style, item]) => {
        const theirs = citations[name]?.[style] ?? '';
        return styles.test(style) && change(theirs, item, style) !== theirs;
      });
      expect(changed, why).toBe(true);
    }
  });

  test.each(written.undated)('of the %s view in %s have no date yet', (view, style, expected) => {
    expect(toHtml(cite(record, '3.1', view), style)).toBe(expected);
  });

  test.each(written.days)('write %s in %s as %s', (date, style, expected) => {
    expect(toHtml(cite(record, '', 'en'), style, date)).toContain(expected);
  });

  test.each(written.authors)('of %i authors in %s name some: %s', (count, style, expected) => {
    const author = Array.from({ length: count }, (_, index) => ({
      family: `Name${index + 1}`,
      given: 'Ann-Marie B',
    }));
    expect(toHtml({ ...cite(completeRecord, '', 'en'), author }, style)).toContain(expected);
  });

  test.each(written.chinese)('print Chinese names in %s by %s as %s', (view, style, expected) => {
    const authors: PaperRecord['authors'] = [
      { zh: '欧阳修文', en: 'Ouyang, Xiuwen' },
      { zh: '吕小平', en: 'Lü, Xiao-Ping' },
    ];
    expect(toHtml(cite({ ...completeRecord, authors }, '', view), style)).toContain(expected);
  });

  test.each(Object.entries(written.pages))('shorten the pages %s to %s', (page, expected) => {
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
      'container-title': '对读',
      title: '新疆应如何加快培育发展新质生产力：3.1 自然资源优势',
      custom: {
        'title-translation':
          'How Xinjiang Should Accelerate the Cultivation and Development of New Quality Productivity: 3.1 Advantages in Natural Resources',
        'title-sentence':
          'How Xinjiang should accelerate the cultivation and development of new quality productivity: 3.1 Advantages in natural resources',
        latin: {
          title:
            'Xinjiang ying ruhe jiakuai peiyu fazhan xin zhi shengchanli: 3.1 Ziran ziyuan youshi',
          'container-title': 'Duidu',
        },
      },
      URL: 'https://duidu.example/zh/3.1/',
    });
  });

  test('has the abstract of the whole paper in its language', () => {
    expect(cite(record, '', 'en').abstract).toMatch(/^[A-Z].*[a-z]\. [A-Z].*\.$/);
    expect(cite(record, '', 'bilingual').abstract).toMatch(/^在当前.*[^\s]$/);
    expect(cite(record, 'abstract', 'en')).not.toHaveProperty('abstract');
  });
});

test('a section and a published paper are written as BibTeX and RIS', async () => {
  const items = [cite(record, '3.1', 'zh'), ...locales.map(citeComplete)];
  await expect(items.map(toBibtex).join('\n')).toMatchFileSnapshot('../fixtures/cited.bib');
  const ris = items.map(toRis).join('').replaceAll('\r\n', '\n');
  await expect(ris).toMatchFileSnapshot('../fixtures/cited.ris');
});

function citeComplete(locale: Locale): CslItem {
  const { abstract: _abstract, ...item } = cite(completeRecord, '', locale);
  return item;
}

test('BibTeX escapes the special characters of TeX', () => {
  const item = { ...cite(record, '', 'en'), title: '50% of R&D_{x}: #1 ~ $2 ^ \\end' };
  expect(toBibtex(item)).toContain(
    'title = {{50\\% of R\\&D\\_\\{x\\}: \\#1 \\textasciitilde{} \\$2 \\textasciicircum{} \\textbackslash{}end}}',
  );
});

test('RIS has each field on one line, including the abstract', () => {
  const lines = toRis(cite(record, '', 'zh')).split('\r\n');
  expect(lines.filter((line) => line && !/^[A-Z][A-Z0-9] {2}- /.test(line))).toEqual([]);
  expect(lines.some((line) => line.startsWith('AB  - 在当前'))).toBe(true);
});
