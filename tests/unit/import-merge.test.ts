import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listUnits, toTmx, toTsv, toXliff } from '../../src/features/downloads/units.ts';
import { bitexts, type Unit } from '../../src/import/bitext.ts';
import { applyEdits, mergeUnits } from '../../src/import/merging.ts';
import { readPaper } from '../../src/read/index.ts';
import { toAddresses } from '../../src/site/config.ts';
import { otherFolder, paper, paperFolder } from '../support/paper.ts';

const addresses = toAddresses('https://example.org');
const units = listUnits(paper, addresses);
const formats = {
  tmx: toTmx(units, 'zh'),
  xlf: toXliff(units, 'zh'),
  tsv: toTsv(units),
};
const read = (extension: string, text: string) => bitexts[extension]?.(text, 'paper') ?? [];
const change = (id: string, edit: Partial<Unit>): Unit[] =>
  read('tmx', formats.tmx).map((unit) => (unit.id === id ? { ...unit, ...edit } : unit));

const toWindows = (text: string) => `\uFEFF${text.replace(/^\uFEFF/, '').replaceAll('\n', '\r\n')}`;
const resaved: [string, string][] = [
  ['tmx', toWindows(formats.tmx.replace(/<tu tuid=("[^"]*")/g, '<tu usagecount="1" tuid=$1'))],
  ['xlf', toWindows(formats.xlf.replace(/<segment state="translated">/g, "<segment id='s'>"))],
  // Excel quotes cells with a comma.
  ['tsv', toWindows(formats.tsv.replace(/[^\t\n\uFEFF]*,[^\t\n]*/g, (cell) => `"${cell}"`))],
];

describe('an unedited export', () => {
  test.each([...Object.entries(formats), ...resaved])(
    'changes nothing as %s',
    (extension, text) => {
      const found = read(extension, text);
      expect(found).toHaveLength(units.length);
      expect(found.every(({ digest }) => /^[0-9a-f]{10}-[0-9a-f]{10}$/.test(digest ?? ''))).toBe(
        true,
      );
      expect(mergeUnits(paper, found)).toEqual({ edits: [], refused: [] });
    },
  );

  test('changes nothing in a text with all kinds of Markdown', () => {
    const other = readPaper(otherFolder);
    const text = toXliff(listUnits(other, addresses), 'en');
    expect(mergeUnits(other, read('xlf', text))).toEqual({ edits: [], refused: [] });
  });
});

describe('mergeUnits', () => {
  test('changes only the line of an edited text', () => {
    const { edits } = mergeUnits(paper, change('1-p1s2', { en: 'However,  it is hard.' }));
    const file = `${paperFolder}/en/1.md`;
    const source = readFileSync(file, 'utf8');
    const { text, refused } = applyEdits(source, edits, 'en');
    const changed = text
      .split('\n')
      .flatMap((line, at) => (line === source.split('\n')[at] ? [] : [[at + 1, line]]));
    expect(changed).toEqual([[4, 'However, it is hard.']]);
    expect(refused).toEqual([]);
  });

  test('joins the segments into which a tool has split a text', () => {
    const split = change('1-p1s2', { zh: '一。', en: 'One.' }).flatMap((unit) =>
      unit.id === '1-p1s2' ? [unit, { ...unit, zh: '二。', en: 'Two.' }] : unit,
    );
    const { edits } = mergeUnits(paper, split);
    expect(edits.map(({ after }) => after)).toEqual(['一。二。', 'One. Two.']);
  });

  const row = '1-p1s1,你好世界。,Hello world.\n';
  const tu = `<tu tuid="1-p1s1"><tuv xml:lang="zh"><seg>你好世界。</seg></tuv><tuv xml:lang="en"><seg>Hello world.</seg></tuv></tu>`;
  test.each<[string, string, string[], string[]]>([
    ['csv', `anchor,zh,en\n${row}${row}`, ['你好世界。', 'Hello world.'], []],
    ['tmx', `<tmx>${tu}${tu}</tmx>`, ['你好世界。', 'Hello world.'], []],
    [
      'tmx',
      `<tmx>${tu}${tu.replace('Hello', 'Dear')}</tmx>`,
      [],
      ['1-p1s1: it occurs again with another text; keep one of them'],
    ],
  ])('does not join the texts that occur twice in the %s %j', (extension, text, after, refused) => {
    const merged = mergeUnits(paper, read(extension, text));
    expect(merged.edits.map((edit) => edit.after)).toEqual(after);
    expect(merged.refused).toEqual(refused);
  });

  test('changes a title', () => {
    const { edits } = mergeUnits(paper, change('3.1', { en: 'Resources' }));
    expect(edits).toMatchObject([{ file: 'en/3.1.md', line: 1, after: '# Resources' }]);
  });

  test.each<[string, Partial<Unit>, RegExp]>([
    ['1-p1s2', { id: '9.9-p1s1' }, /no line has this anchor/],
    ['1-p1s2', { en: '' }, /has no text for this anchor/],
    ['1-p1s2', { zh: 'In English now.' }, /not Chinese/],
    ['1-p1s2', { en: '现在是中文。' }, /not English/],
    ['1-p1s2', { en: 'Edited there.', digest: '00000000-00000000' }, /both here and in the file/],
    ['title', { en: 'Another Title' }, /paper\.yaml/],
  ])('refuses %s with %j', (id, edit, why) => {
    const { edits, refused } = mergeUnits(paper, change(id, edit));
    expect(edits).toEqual([]);
    expect(refused.join()).toMatch(why);
  });

  test('keeps a text edited here since the export', () => {
    const [old] = read(
      'tmx',
      toTmx([{ ...units[1], en: 'Old text.', digest: '' }] as typeof units, 'zh'),
    );
    const digest = toTsvDigest({ zh: old?.zh ?? '', en: 'Old text.' });
    expect(mergeUnits(paper, [{ ...(old as Unit), digest }])).toEqual({ edits: [], refused: [] });
  });

  test('refuses an edit that drops the Markdown of its line', () => {
    const edit = { file: 'en/1.md', line: 1, before: 'A bold word.', after: 'A word.' };
    const source = 'A **bold** word.\nNext.\n';
    expect(applyEdits(source, [edit], 'en')).toEqual({ text: source, refused: [edit] });
  });

  test('replaces all lines of a text, and keeps CRLF line ends', () => {
    const edit = { file: 'en/1.md', line: 2, before: 'One. Two.', after: 'Three.' };
    expect(applyEdits('# T\r\nOne.\\\r\nTwo.\r\nFour.\r\n', [edit], 'en').text).toBe(
      '# T\r\nThree.\r\nFour.\r\n',
    );
  });
});

/** Return the digest that an export of two texts has. */
function toTsvDigest(texts: Pick<Unit, 'zh' | 'en'>): string {
  const root = { ...paper.root, children: [], paragraphs: [] };
  const title = {
    zh: { ...root.title.zh, text: texts.zh },
    en: { ...root.title.en, text: texts.en },
  };
  return listUnits({ ...paper, root: { ...root, title } }, addresses)[0]?.digest ?? '';
}
