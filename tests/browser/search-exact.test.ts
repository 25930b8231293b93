import { expect, inject, test } from 'vitest';
import { type Answer, askAll } from '../support/ask.ts';
import { useBrowser } from '../support/browser.ts';
import {
  listAbsent,
  listSubstrings,
  makeTruth,
  readPassages,
  sample,
  score,
} from '../support/truth.ts';

const open = useBrowser();
const passages = readPassages(inject('site').folder);
const queries = [
  ...sample(listSubstrings(passages, [2]), 60, 1),
  ...sample(listSubstrings(passages, [3, 4, 5, 6, 7, 8]), 80, 2),
  ...sample(listAbsent(passages), 10, 3),
];

/** Ask all queries on the search page, in a few windows at once. */
async function askSite(): Promise<Map<string, Answer>> {
  const windows = [0, 1, 2, 3];
  const answers = await Promise.all(
    windows.map(async (window) => {
      const page = await open('/zh/search/');
      const some = queries.filter((_, at) => at % windows.length === window);
      return page.evaluate(askAll, { queries: some });
    }),
  );
  return new Map(answers.flat().map((answer) => [answer.query, answer]));
}

test('finds exactly the sections and sentences that have a substring', async () => {
  const answers = await askSite();
  const truth = makeTruth(passages);
  const exact = {
    asked: queries.length,
    exact: queries.length,
    recall: 1,
    precision: 1,
    faults: [],
  };
  expect(score('sections', answers, truth)).toEqual(exact);
  expect(score('sentences', answers, truth)).toEqual(exact);
});
