import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locales, views } from '../../src/paper/locale.ts';
import type { Paper } from '../../src/paper/tree.ts';
import { flatten, listSegments } from '../../src/paper/tree.ts';
import { renderHtml } from '../../src/text/html.ts';
import { type Files, makeReader, readFiles, soundFiles } from '../support/sources.ts';
import { share } from '../support/thorough.ts';

/** Texts that an editor, a broken program or a cat on the keyboard may put into a file. */
const scraps = fc.oneof(
  fc.constantFrom(
    ...'# |## |- |> |1. |**|_|`|~~|\\|"|,|。|. |：|: |{|}|*a|&a|](|![|<b>|<!--|$$|$$x$$|---'.split(
      '|',
    ),
    ...'[1] [^1] [^1]:a [a](1.md) [a](9.md) ![a](../images/map.png) javascript: \\frac{'.split(' '),
    ...'生产力 productivity 甲 𠮷 👩‍👩‍👧 46% 一百 e\u0301 \uFEFF \u200B \u202E \0'.split(' '),
    ...['\n', '\n\n', '\r\n', '\t', '  ', '    ', '```\n', '|', '|-|-|\n', '- zh: 甲\n'],
    '[^1]\n\n[^1]: b',
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
);

/**
 * A change of one file (a range of its text, a line, its name, or its existence), or of a section in both
 * languages alike.
 */
const edits = fc.record({
  file: fc.nat(),
  kind: fc.constantFrom(
    ...(['pair', 'pair', 'pair', 'replace', 'line', 'swap', 'double'] as const),
    ...(['remove', 'name'] as const),
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  scrap: scraps,
});

type Edit = typeof edits extends fc.Arbitrary<infer Value> ? Value : never;

function apply(files: Files, { file, kind, at, length, scrap }: Edit): Files {
  const paths = Object.keys(files);
  const path = paths[file % paths.length] ?? '';
  const text = files[path] ?? '';
  const start = Math.floor(at * text.length);
  const lines = text.split('\n');
  const line = Math.floor(at * lines.length);
  const without = Object.fromEntries(Object.entries(files).filter(([one]) => one !== path));
  const spliced = (remove: number, ...add: string[]) => ({
    ...files,
    [path]: lines.toSpliced(line, remove, ...add).join('\n'),
  });
  switch (kind) {
    case 'replace':
      return { ...files, [path]: text.slice(0, start) + scrap + text.slice(start + length) };
    case 'pair':
      return Object.fromEntries(
        Object.entries(files).map(([one, all]) => {
          const isPair = one.slice(3) === path.slice(3) && one.endsWith('.md');
          const spliced = all.split('\n').toSpliced(2 + (length % 6), 0, scrap);
          return [one, isPair ? spliced.join('\n') : all];
        }),
      );
    case 'line':
      return spliced(1);
    case 'swap':
      return spliced(2, lines[line + 1] ?? '', lines[line] ?? '');
    case 'double':
      return spliced(1, lines[line] ?? '', lines[line] ?? '');
    case 'remove':
      return without;
    default:
      return path.endsWith('.md')
        ? { ...without, [`${path.slice(0, 3)}${length}.md`]: text }
        : files;
  }
}

/** Compare a paper with its files: paired lines are in the same place, and nothing is empty. */
function checkPaper({ root }: Paper, files: Files): void {
  for (const { number, title, paragraphs } of flatten(root).slice(1)) {
    for (const locale of locales) {
      const text = (files[`${locale}/${number}.md`] ?? '').replace(/^\uFEFF/, '');
      const lines = text.split(/\r\n?|\n/);
      // Letters and digits of the first word, which Markdown does not change.
      const starts = (at: number, found: string) => {
        const [word = ''] = /[\p{L}\p{N}]+/u.exec(found) ?? [];
        expect(lines.slice(at - 1, at + 4).join('\n')).toContain(word.slice(0, 1));
      };
      expect(title[locale].text).not.toBe('');
      starts(title[locale].line, title[locale].text);
      let last = title[locale].line;
      for (const { prose, segments } of paragraphs) {
        // Two paragraphs are separated by a blank line or another kind of block, and one contains neither.
        for (const segment of segments) {
          const { line, text: found } = segment[locale];
          expect(found.trim()).not.toBe('');
          expect(line).toBeGreaterThan(last - (prose ? 0 : 1));
          if (prose) starts(line, found);
          last = line;
        }
      }
    }
  }
}

function checkOutcome(files: Files): void {
  const { reading, problems } = readFiles(files, {});
  for (const problem of problems) {
    const [, path = '', line = ''] =
      /^content\/([^\n]*?):(\d+):\d+(?: \(warning: [\w-]+\))?\n/.exec(problem) ?? [];
    expect(problem).toMatch(/\n {2}expected: .+\n {2}found: .+\n {2}fix: .+$/);
    const text = files[path];
    // Missing things are named too: a file, its folder, or the line after the last.
    if (text !== undefined)
      expect(Number(line)).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length + 1);
  }
  if (!reading) return void expect(problems.length).toBeGreaterThan(0);
  checkPaper(reading.paper, files);
  const segments = listSegments(reading.paper.root);
  expect(new Set(segments.map(({ anchor }) => anchor)).size).toBe(segments.length);
  for (const segment of segments) {
    for (const view of views) {
      for (const locale of locales) {
        const html = renderHtml(segment[locale].nodes, view, '/');
        expect(html).not.toMatch(/<script|<iframe|\son\w+=|href="(?:javascript|data|note)/i);
      }
    }
  }
}

const toRuns = (all: number) => ({
  numRuns: Math.ceil(all * share),
  interruptAfterTimeLimit: 60_000,
  markInterruptAsFailure: false,
});

test('any edit gives a valid paper, or a report with its line', () => {
  fc.assert(
    fc.property(fc.array(edits, { minLength: 1, maxLength: 3 }), (list) => {
      checkOutcome(list.reduce(apply, soundFiles));
    }),
    toRuns(2000),
  );
});

test('a paper read with caches after edits equals one read without', () => {
  // A note, which gets its anchor later, and a readable id that an earlier section may take.
  const files = {
    ...soundFiles,
    'zh/2.md': '# Details\n\n甲[^1]。\n\n[^1]: 乙。\n',
    'en/2.md': '# Details\n\nA[^1].\n\n[^1]: B.\n',
  };
  fc.assert(
    fc.property(fc.array(edits, { minLength: 1, maxLength: 4 }), (list) => {
      const readAgain = makeReader({});
      readAgain(files);
      let edited: Files = files;
      for (const edit of list) {
        edited = apply(edited, edit);
        expect(readAgain(edited)).toEqual(readFiles(edited, {}));
      }
      expect(readAgain(files)).toEqual(readFiles(files, {}));
    }),
    toRuns(500),
  );
});

test('a line lost from one language is never paired with another', () => {
  const lines = Array.from({ length: 12 }, (_, index) => index);
  const toText = (mark: string, blanks: ReadonlySet<number>, missing: number) =>
    `# ${mark}\n\n${lines
      .filter((line) => line !== missing)
      .map((line) => `${mark}${String.fromCharCode(97 + line)}${blanks.has(line) ? '\n' : ''}`)
      .join('\n')}\n`;
  const input = [fc.uniqueArray(fc.nat(11)), fc.nat(11), fc.boolean()] as const;
  const named = /^content\/(?:zh|en)\/1\.1\.md:\d+:1\n {2}expected: the counterpart/m;
  fc.assert(
    fc.property(...input, (blank, missing, inChinese) => {
      const blanks = new Set(blank);
      const { reading, problems } = readFiles({
        ...soundFiles,
        'zh/1.1.md': toText('甲', blanks, inChinese ? missing : -1),
        'en/1.1.md': toText('A', blanks, inChinese ? -1 : missing),
      });
      expect(reading).toBeUndefined();
      expect(problems.join('\n')).toMatch(named);
    }),
    toRuns(500),
  );
});
