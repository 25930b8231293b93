import { expect, test } from 'vitest';
import { renderHtml, splitWords } from '../../src/text/html.ts';
import { parseText } from '../support/parse.ts';

function render(line: string): string {
  const images = new Map([['map.png', { width: 3, height: 2 }]]);
  const { result: section, messages } = parseText(`# 甲\n\n${line}\n`, { locale: 'zh', images });
  expect(messages).toEqual([]);
  return renderHtml(section?.paragraphs[0]?.segments[0]?.nodes ?? [], 'zh', '/paper/');
}

test.each([
  ['a < b & c', 'a &#x3C; b &#x26; c'],
  [
    '𬭎[1]。',
    '<span class="marked">𬭎<sup><a href="/paper/zh/about/#markers">[1]</a></sup></span>。',
  ],
  [
    '甲[1]。',
    '<span class="marked">甲<sup><a href="/paper/zh/about/#markers">[1]</a></sup></span>。',
  ],
  [
    '见![图](../images/map.png)',
    '见<img src="/paper/images/map.png" alt="图" width="3" height="2" loading="lazy">',
  ],
  ['见[乙](3.1.md)', '见<a href="/paper/zh/3.1/">乙</a>'],
  [
    '**甲** <https://example.org/>',
    '<strong>甲</strong> <a href="https://example.org/" class="bare">https://example.org/</a>',
  ],
])('renders %s with links in the view', (line, html) => {
  expect(render(line)).toBe(html);
});

test.each([
  ['新疆应如何加快培育发展新质生产力', '新疆|应|如何|加快|培育|发展|新质生产力'],
  ['人才短缺', '人才|短缺'],
  ['面临的挑战，与对策', '面临|的|挑战，|与|对策'],
  ['', ''],
])('splits %s between its words', (text, words) => {
  expect(splitWords(text, ['新质生产力']).join('|')).toBe(words);
});
