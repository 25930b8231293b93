import { expect, test } from 'vitest';
import { joinEnd, renderHtml, splitWords } from '../../src/text/html.ts';
import { parseText } from '../support/parse.ts';

function parse(line: string) {
  const images = new Map([['map.png', { width: 3, height: 2 }]]);
  const { result: section, messages } = parseText(`# 甲\n\n${line}\n`, { locale: 'zh', images });
  expect(messages).toEqual([]);
  return section?.paragraphs[0]?.segments[0]?.nodes ?? [];
}

test.each([
  ['a < b & c', 'a &#x3C; b &#x26; c'],
  [
    '𬭎[1]。',
    '<span class="marked">𬭎<sup><a href="/paper/zh/about/#markers">[1]</a></sup></span>。',
  ],
  [
    '丙乙甲[1]。',
    '丙<span class="marked">乙甲<sup><a href="/paper/zh/about/#markers">[1]</a></sup></span>。',
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
  expect(renderHtml(parse(line), 'zh', '/paper/')).toBe(html);
});

test.each([
  ['加快产业发展。', '加快产业<span class="marked">发展。</span>'],
  ['推动绿色发展。', '推动<span class="marked">绿色发展。</span>'],
  ['“人人共赢。”', '“人人<span class="marked">共赢。”</span>'],
  ['第四次全国人民代表会议。', '第四次全国人民代表<span class="marked">会议。</span>'],
  ['我们去看他。', '我们去<span class="marked">看他。</span>'],
  ['为[乙](3.1.md)。', '为<a href="/paper/zh/3.1/">乙</a>。'],
  ['为“GDP”', '为“GDP”'],
])('keeps the end of %s in one line', (line, html) => {
  expect(renderHtml(joinEnd(parse(line), ['绿色发展', '全国人民代表会议']), 'zh', '/paper/')).toBe(
    html,
  );
});

test.each([
  ['新疆应如何加快培育发展新质生产力', '新疆|应|如何|加快|培育|发展|新质生产力'],
  ['人才短缺', '人才|短缺'],
  ['面临的挑战，与对策', '面临|的|挑战，|与|对策'],
  ['', ''],
])('splits %s between its words', (text, words) => {
  expect(splitWords(text, ['新质生产力']).join('|')).toBe(words);
});
