import { describe, expect, test } from 'vitest';
import { readCases } from '../support/cases.ts';
import { type Files, readFiles, soundFiles } from '../support/sources.ts';
import { limit } from '../support/speed.ts';

type ByLine = Record<string, string[]>;
type ByPair = [zh: string, en: string, faults: string[]][];
const cases = readCases<
  Record<'numbering' | 'english' | 'chinese' | 'references' | 'links', ByLine> &
    Record<'punctuation' | 'pairs', ByPair> & { lengths: [zh: string, en: string, count: number][] }
>('checks');

/** Return each fault with its place, after changes of some files. */
function faultsOf(files: Files): string[] {
  const { problems } = readFiles({ ...soundFiles, ...files });
  return problems.map((problem) => {
    const [place, , found] = problem.split('\n');
    return `${place?.replace(/ \(warning: [\w-]+\)/, '')}${found?.replace('  found', '')}`;
  });
}

/** A section with one line in each language. */
const pair = (zh: string, en: string): Files => ({
  'zh/1.1.md': `# 细节\n\n${zh}\n`,
  'en/1.1.md': `# Details\n\n${en}\n`,
});

const inTerms = (more: string): Files => ({ 'terms.yaml': soundFiles['terms.yaml'] + more });
const inRecord = (from: string, to: string): Files => ({
  'paper.yaml': (soundFiles['paper.yaml'] ?? '').replace(from, to),
});

test('valid files have no fault', () => {
  expect(faultsOf({})).toEqual([]);
});

test.each(Object.entries(cases.numbering))('checks the section number %s', (number, faults) => {
  const files = { [`zh/${number}.md`]: '# 甲\n', [`en/${number}.md`]: '# A\n' };
  expect(faultsOf(files)).toEqual(faults.map((fault) => `content/zh/${number}.md:1:1: ${fault}`));
});

describe('characters', () => {
  test.each(Object.entries(cases.english))('of English text are checked: %j', (line, faults) => {
    expect(faultsOf(pair('细节。', line))).toEqual(faults.map((one) => `content/en/1.1.md:${one}`));
  });

  test.each(Object.entries(cases.chinese))('of Chinese text are checked: %s', (line, faults) => {
    const en = line.startsWith('>') ? '> The\n> text' : 'A text as it is';
    const same = /3\.5%|\[1\]|\*\*[^*]+\*\*|`[^`]+`|www\S+|http:\S+/g;
    expect(faultsOf(pair(line, `${en} ${line.match(same)?.join(' ') ?? ''}`.trim()))).toEqual(
      faults.map((fault) => `content/zh/1.1.md:${fault}`),
    );
  });

  test.each(Object.entries(cases.references))(
    'written by reference are checked: %s',
    (text, faults) => {
      const found = faultsOf(pair(text, text)).filter((fault) => fault.includes('/en/'));
      expect(found).toEqual(faults.map((fault) => `content/en/1.1.md:${fault}`));
    },
  );

  test('that look like others are named in the fix', () => {
    const { problems } = readFiles({ ...soundFiles, ...pair('⽤⼾⻝⺠\uF900﹐', 'Text') });
    expect(problems.map((problem) => problem.split('fix: ')[1])).toEqual([
      'write 用 (U+7528) for ⽤',
      'write 户 (U+6237) or 戶 (U+6236) for ⼾',
      'write 食 (U+98DF) for ⻝',
      'write 民 (U+6C11) for ⺠',
      'write 豈 (U+8C48) for \uF900',
      'write ， (U+FF0C) for ﹐',
    ]);
  });

  test('that are right in either language pass', () => {
    const line = '㎡、℃、Ⅲ、①、½、１２、Ａ、〇、⸺、〻、…、㈠、图 1　甲';
    expect(faultsOf(pair(line, line)).filter((fault) => !fault.includes('“㎡'))).toEqual([]);
  });

  test('of YAML files are checked, including escaped ones', () => {
    expect(faultsOf(inTerms('- zh: 甲\u200B\n  en: A\n'))).toEqual([
      'content/terms.yaml:4:8: U+200B (zero width space)',
    ]);
    expect(faultsOf(inTerms('- zh: "甲\\u202E"\n  en: "A\\0"\n'))).toEqual([
      'content/terms.yaml:4:1: 甲�, which no line contains',
      'content/terms.yaml:4:7: U+202E (right-to-left override)',
      'content/terms.yaml:5:7: U+0000 (null)',
    ]);
  });
});

test.each(cases.punctuation)('checks the punctuation of %j and %j', (zh, en, faults) => {
  const places = faults.map((fault) => (/^\d/.test(fault) ? `zh/1.1.md:3:${fault}` : fault));
  expect(faultsOf(pair(zh, en))).toEqual(places.map((place) => `content/${place}`));
  expect(readFiles({ ...soundFiles, ...pair(zh, en) }).reading).toBeDefined();
});

test('refuses an oversized line before parsing it', { timeout: limit(20_000) }, () => {
  const lines = [' ', '👩‍👩‍👧', '一', '*a_', '“', '$a', '[a]('].map((unit) => unit.repeat(2e4));
  for (const line of lines) {
    expect(faultsOf(pair(line, 'A'))[0]).toMatch(/^content\/zh\/1.1.md:3:1: \d+ characters and /);
  }
});

describe('both languages', () => {
  test.each(cases.pairs)('are compared: %s | %s', (zh, en, faults) => {
    expect(faultsOf(pair(zh, en))).toEqual(faults.map((fault) => `content/${fault}`));
  });

  test('are compared in titles, and if the Chinese is the translation', () => {
    expect(faultsOf({ 'zh/1.1.md': '# 生产力\n\n细节。\n' })).toEqual([
      'content/en/1.1.md:1:1: “Details”',
    ]);
    const english = inRecord('original: zh', 'original: en');
    expect(faultsOf({ ...pair('生产。', 'Productivity.'), ...english })).toEqual([
      'content/zh/1.1.md:3:1: “生产。”',
    ]);
  });

  test('may differ where a term allows it', () => {
    const files = pair('共计2打。', 'Twenty-four in all.');
    expect(faultsOf(files)).toEqual(['content/en/1.1.md:3:1: 24', 'content/zh/1.1.md:3:1: 2']);
    expect(faultsOf({ ...files, ...inTerms('- zh: 2打\n  en: twenty-four\n') })).toEqual([]);
  });

  test.each(cases.lengths)('are compared by length: %s | %s', (zh, en, count) => {
    const { reading, problems } = readFiles({ ...soundFiles, ...pair(zh, en) });
    expect(reading).toBeDefined();
    expect(problems).toHaveLength(count);
  });
});

test.each(Object.entries(cases.links))('checks the link %s', (link, found) => {
  expect(faultsOf(pair(`见${link}`, `See ${link}`))).toEqual([
    ...found.map((one) => `content/en/1.1.md:3:1: ${one}`),
    ...found.map((one) => `content/zh/1.1.md:3:1: ${one}`),
  ]);
});

test('warns of Windows line ends', () => {
  const files = Object.entries(soundFiles).map(([path, text]) => [
    path,
    `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  ]);
  const { reading, problems } = readFiles(Object.fromEntries(files));
  expect(reading?.paper).toEqual(readFiles(soundFiles).reading?.paper);
  expect(problems).toHaveLength(Object.keys(soundFiles).length);
  expect(problems[0]).toContain('found: a byte order mark and CR line ends');
});

test('reports all faults at once, without one hiding another', () => {
  const several = faultsOf({
    'zh/1.1.md': '# 细节\n\n细节,等等。\n',
    'en/1.1.md': '# Details \n\nDetails  <b>etc.</b>\n',
    'zh/2.md': '# 二\n',
    'paper.yaml': `${soundFiles['paper.yaml']}jornal: x\n`,
  });
  const inLines = faultsOf({
    ...pair('细节<b>5</b>。\n再一句。', 'Details [x](javascript:1).\r'),
    ...inRecord('original: zh', 'original: de'),
  });
  expect([...several, '', ...inLines].join('\n')).toMatchInlineSnapshot(`
    "content/en/1.1.md:1:10: a space
    content/en/1.1.md:3:8: 2 spaces
    content/en/1.1.md:3:10: the HTML <b>
    content/en/1.1.md:3:17: the HTML </b>
    content/en/2.md:1:1: no such file
    content/paper.yaml:7:1: the field jornal
    content/zh/1.1.md:3:3: ,

    content/en/1.1.md:1:1: CR line ends
    content/en/1.1.md:3:1: “Details x.”, which fits another line better
    content/en/1.1.md:3:9: javascript:1
    content/paper.yaml:2:1: "de"
    content/zh/1.1.md:3:3: the HTML <b>
    content/zh/1.1.md:3:7: the HTML </b>
    content/zh/1.1.md:4:1: none in “再一句。”"
  `);
});
