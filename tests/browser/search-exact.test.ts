import { describe, expect, test } from 'vitest';
import { toSearchRecords } from '../../src/features/search/search-index.ts';
import { readPaper } from '../../src/read/index.ts';
import { askPanel } from '../support/ask.ts';
import { useBrowser } from '../support/browser.ts';
import { otherFolder, paperFolder } from '../support/paper.ts';

/** Remove quotation marks and brackets, which matches ignore. */
const dropBrackets = (text: string) =>
  text.replace(/[“”‘’"'«»「」『』()（）《》〈〉[\]［］【】〔〕{}]/g, '');

describe.each([
  ['site', paperFolder, ['𠮷', '没有这样的话']],
  ['otherSite', otherFolder, ['𠮷', '𪚥', '𰻞', '秒', '目光的路线', '一眼所见']],
] as const)('search on the %s', (name, folder, more) => {
  const open = useBrowser(name);
  const records = toSearchRecords(readPaper(folder).root).map(({ number, title, segments }) => ({
    number,
    title: dropBrackets(title.zh),
    sentences: segments.map(({ anchor, zh }) => ({ anchor, text: dropBrackets(zh) })),
  }));
  const runs = records.flatMap(({ title, sentences }) =>
    [title, ...sentences.map(({ text }) => text)].flatMap(
      (text) => text.match(/\p{Script=Han}+/gu) ?? [],
    ),
  );
  const substrings = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((length) =>
    runs.flatMap((run) =>
      [...run].flatMap((_, at, all) =>
        at + length > all.length ? [] : all.slice(at, at + length).join(''),
      ),
    ),
  );
  const step = Math.ceil(substrings.length / 120);

  test('finds exactly the sections and sentences that have a substring', async () => {
    const page = await open('/zh/search/');
    const queries = [...substrings.filter((_, at) => at % step === 0), ...more];
    expect(queries.length).toBeGreaterThan(100);
    await page.waitForSelector('search-panel input');
    for (const { query, ...found } of await page.evaluate(askPanel, queries)) {
      const has = (text: string) => text.includes(query);
      const sentences = records.flatMap(({ sentences }) =>
        sentences.filter(({ text }) => has(text)),
      );
      const sections = records.filter(
        ({ title, sentences }) => has(title) || sentences.some(({ text }) => has(text)),
      );
      expect(found.sentences.sort(), query).toEqual(sentences.map(({ anchor }) => anchor).sort());
      expect(found.sections.sort(), query).toEqual(sections.map(({ number }) => number).sort());
    }
  });
});
