import { describe, expect, test } from 'vitest';
import { toConcordance, toTermData } from '../../src/features/terms/concordance.ts';
import { locales } from '../../src/paper/locale.ts';
import type { Term } from '../../src/paper/schema.ts';
import { listSegments } from '../../src/paper/tree.ts';
import { makeFindTerms } from '../../src/text/phrases.ts';
import { paper } from '../support/paper.ts';

const { root, terms } = paper;
const entries = toConcordance(terms, root);

function find(text: string, list: readonly Term[], locale: 'zh' | 'en'): string[] {
  const data = toConcordance(list, root).map(({ slug, wordings, counts }) => ({
    slug,
    wordings,
    counts,
  }));
  return makeFindTerms(
    data,
    locale,
  )(text).map(({ start, end, term }) => `${term.slug}: ${text.slice(start, end)}`);
}

describe('makeFindTerms', () => {
  test.each(locales)('finds in %s the occurrences of the concordance', (locale) => {
    const findTerms = makeFindTerms(toTermData(entries), locale);
    const hits = entries.flatMap(({ slug, sections }) =>
      sections.flatMap((section) =>
        section.hits.flatMap(({ segment, ranges }) =>
          ranges[locale].map((range) => ({ slug, anchor: segment.anchor, ...range })),
        ),
      ),
    );
    const marks = listSegments(root).flatMap((segment) =>
      findTerms(segment[locale].text).map(({ start, end, term }) => ({
        slug: term.slug,
        anchor: segment.anchor,
        start,
        end,
      })),
    );
    expect(marks.length).toBeGreaterThan(100);
    for (const mark of marks) expect(hits).toContainEqual(mark);
    const isMarked = (hit: (typeof hits)[number]) =>
      marks.some(
        ({ anchor, start, end }) => anchor === hit.anchor && start <= hit.start && hit.end <= end,
      );
    expect(hits.filter((hit) => !isMarked(hit))).toEqual([]);
  });

  test('finds the longest of terms that overlap', () => {
    const list = [
      { zh: '创新', en: 'innovation' },
      { zh: '科技创新', en: 'technological innovation' },
      { zh: '创新型人才', en: 'innovative talent' },
    ];
    expect(find('以科技创新，以创新，以创新型人才', list, 'zh')).toEqual([
      'technological-innovation: 科技创新',
      'innovation: 创新',
      'innovative-talent: 创新型人才',
    ]);
  });

  test('finds the inflected forms of a term, and its aliases', () => {
    const list = [{ zh: '特色产业', en: 'characteristic industry', aliases: ['local trade'] }];
    expect(find('Characteristic industries and local trades.', list, 'en')).toEqual([
      'characteristic-industry: Characteristic industries',
      'characteristic-industry: local trades',
    ]);
  });
});

test('omits a term that the text lacks', () => {
  const list = [...terms, { zh: '麒麟', en: 'qilin' }];
  expect(toTermData(toConcordance(list, root))).toEqual(toTermData(entries));
});
