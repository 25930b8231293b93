import { expect, test } from 'vitest';
import { splitWords } from '../../src/text/html.ts';

test.each([
  ['新疆应如何加快培育发展新质生产力', '新疆|应|如何|加快|培育|发展|新质生产力'],
  ['人才短缺', '人才|短缺'],
  ['面临的挑战，与对策', '面临|的|挑战，|与|对策'],
  ['', ''],
])('splits %s between its words', (text, words) => {
  expect(splitWords(text, ['新质生产力']).join('|')).toBe(words);
});
