import { describe, expect, test } from 'vitest';
import { flatten, listSegments } from '../../src/paper/tree.ts';
import { formatPermalinks } from '../../src/permalinks/file.ts';
import { renderHtml } from '../../src/text/html.ts';
import { type Files, makeReader, type Outcome, readFiles, soundFiles } from '../support/sources.ts';

/** A paper whose section 2 has these lines in Chinese, and similar ones in English. */
function withLines(...lines: string[]): Files {
  const write = (text: string) => `# ${text}\n\n${lines.join('\n\n').replaceAll('甲', text)}\n`;
  return { ...soundFiles, 'zh/2.md': write('乙'), 'en/2.md': write('B') };
}

/** List the links of section 2, each with the anchor of its segment. */
function listLinks({ reading }: Outcome): string[] {
  const section = reading && flatten(reading.paper.root).find(({ number }) => number === '2');
  return (section ? listSegments(section) : []).flatMap(({ anchor, zh }) =>
    [...renderHtml(zh.nodes, 'zh', '/').matchAll(/href="([^"]*)"/g)].map(
      ([, href]) => `${anchor} ${href}`,
    ),
  );
}

describe('joinNotes', () => {
  test('links to the note, and back to its first reference', () => {
    const files = withLines('甲[^n]。', '甲[^n]。', '[^n]: 甲。');
    expect(listLinks(readFiles(files))).toEqual([
      '2-p1s1 #2-p3s1',
      '2-p2s1 #2-p3s1',
      '2-p3s1 #2-p1s1',
    ]);
  });

  test('links to new anchors of the same text', () => {
    const before = readFiles(withLines('甲先。', '甲[^n]。', '[^n]: 甲。'), {});
    const permalinks = before.reading?.paper.permalinks;
    const files = withLines('甲[^n]。', '[^n]: 甲。');
    const readAgain = makeReader({});
    expect(listLinks(readAgain(files))).toEqual(['2-p1s1 #2-p2s1', '2-p2s1 #2-p1s1']);
    const kept = { ...files, 'permalinks.json': permalinks ? formatPermalinks(permalinks) : '' };
    expect(listLinks(readAgain(kept))).toEqual(['2-p2s1 #2-p3s1', '2-p3s1 #2-p2s1']);
  });
});
