import { expect, test } from 'vitest';
import { renderHtml } from '../../src/lib/html.ts';
import { parseSection } from '../../src/lib/section.ts';

function render(line: string): string {
  const section = parseSection({ file: 'zh/1.md', text: `# 甲\n\n${line}\n` }, true, (problem) => {
    throw new Error(JSON.stringify(problem));
  });
  return renderHtml(section?.paragraphs[0]?.segments[0]?.nodes ?? [], 'zh', '/paper/');
}

test.each([
  ['a < b & c', 'a &#x3C; b &#x26; c'],
  [
    '甲[1]。',
    '<span class="marked">甲<sup><a href="/paper/zh/about/#markers">[1]</a></sup></span>。',
  ],
  ['![图](/map.png)', '<img src="/paper/map.png" alt="图">'],
  ['见[乙](3.1.md)', '见<a href="/paper/zh/3.1/">乙</a>'],
  [
    '**甲** <https://example.org/>',
    '<strong>甲</strong> <a href="https://example.org/">https://example.org/</a>',
  ],
])('renders %s with links in the view', (line, html) => {
  expect(render(line)).toBe(html);
});
