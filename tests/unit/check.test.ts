import { describe, expect, test } from 'vitest';
import { type Files, readFiles, soundFiles } from '../support/sources.ts';

/** Say where each fault was found and what it was, with some files changed. */
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

test('sound files have no fault', () => {
  expect(faultsOf({})).toEqual([]);
});

describe('the numbering', () => {
  const section = (number: string): Files => ({
    [`zh/${number}.md`]: '# 甲\n',
    [`en/${number}.md`]: '# A\n',
  });
  test.each([
    ['3', ['content/zh/3.md:1:1: a gap']],
    ['1.3', ['content/zh/1.3.md:1:1: a gap']],
    ['01', ['content/zh/01.md:1:1: the same number as 1']],
    ['1.02', ['content/zh/1.02.md:1:1: zeros before it']],
    ['search', ['content/zh/search.md:1:1: search']],
    ['0', []],
    ['2', []],
    ['notes', []],
  ])('of %s', (number, faults) => {
    expect(faultsOf(section(number))).toEqual(faults);
  });
});

describe('characters', () => {
  test.each([
    ['zero\u200Bwidth', '3:5: U+200B (zero width space)'],
    ['soft\u00ADhyphen', '3:5: U+00AD (soft hyphen)'],
    ['\uFEFFA mark', '3:1: U+FEFF (byte order mark)'],
    ['turned \u202Ertl', '3:8: U+202E (right-to-left override)'],
    ['isolated \u2066x', '3:10: U+2066'],
    ['private \uE001 use', '3:9: U+E001'],
    ['private \u{10FFFD} use', '3:9: U+10FFFD'],
    ['a \uFB01rst', '3:3: U+FB01 (ﬁ)'],
    ['an \uFFFC object', '3:4: U+FFFC'],
    ['a bell \u0007', '3:8: U+0007'],
    ['a line\u2028separator', '3:7: U+2028 (line separator)'],
    ['damaged \uFFFD', '3:9: U+FFFD (replacement character)'],
    ['at the end ', '3:11: a space'],
    ['at the end\t\t', '3:11: 2 spaces'],
    ['cafe\u0301 au lait', '3:4: U+0065 U+0301'],
    ['some  spaces', '3:5: 2 spaces'],
    ['a tab\tis', undefined],
    [
      'a family 👩‍👩‍👧, a doctor 👩🏽‍⚕️, a flag 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}, ❤️',
      undefined,
    ],
    ['joined\u200Dwords', '3:7: U+200D (zero width joiner)'],
  ])('%j', (line, fault) => {
    expect(faultsOf(pair('细节。', line))).toEqual(fault ? [`content/en/1.1.md:${fault}`] : []);
  });

  test.each([
    ['发展,改革。', ['3:3: ,']],
    ['发展.', ['3:3: .']],
    ['发展（改革）。见(附录)中', ['3:9: (', '3:12: )']],
    ['甲(乙)丙', ['3:2: (', '3:4: )']],
    ['他说"好"。', ['3:3: "', '3:5: "']],
    ["他说'好'。", ["3:3: '", "3:5: '"]],
    ["用 Xi'an 的写法", []],
    ['约3.5%，GDP, 即', []],
    ['代码 `a,b "c"` 不算', []],
    ['**发展**,改革', ['3:7: ,']],
    ['**发展**  改革', ['3:7: 2 spaces']],
    ['发展[1],改革', ['3:6: ,']],
    ['一架 &quot; 尺', []],
    ['他说,**“好”**', ['3:3: ,']],
    ['**甲:**“乙”', ['3:4: :']],
    ['甲,\\\n乙', ['3:2: ,']],
    ['见，www.example.org 和 `a "b"`', []],
    ['`甲`,`乙`', []],
    ['> 发展\n> 甲,乙', ['4:4: ,']],
    ['甲**乙', ['3:2: **']],
    ['甲~~乙`丙', ['3:2: ~~', '3:5: `']],
    ['甲*乙 * 丙', ['3:2: *']],
    ['甲__乙__丙', ['3:2: __']],
    ['[甲](http://a.b 乙)', ['3:3: ](']],
    ['甲\\*\\*乙\\`丙\\~\\~', []],
    ['甲 $ x^n $ 乙', ['3:3: $ x^n $']],
    ['-　甲', ['3:1: - U+3000 (ideographic space)']],
    ['⽤⼾，⻝', ['3:1: U+2F64 (⽤)', '3:2: U+2F3E (⼾)', '3:4: U+2EDD (⻝)']],
    ['︽甲︾', ['3:1: U+FE3D (︽)', '3:3: U+FE3E (︾)']],
  ])('of Chinese text: %s', (line, faults) => {
    const en = line.startsWith('>') ? '> The\n> text' : 'A text as it is';
    const numbers = (line.match(/3\.5%|\[1\]/) ?? []).join(' ');
    expect(faultsOf(pair(line, `${en} ${numbers}`.trim()))).toEqual(
      faults.map((fault) => `content/zh/1.1.md:${fault}`),
    );
  });

  test('that look like others are given as they are to be', () => {
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

  test('of YAML files are looked at too', () => {
    const terms = `${soundFiles['terms.yaml']}- zh: 甲\u200B\n  en: A\n`;
    expect(faultsOf({ 'terms.yaml': terms })).toEqual([
      'content/terms.yaml:4:8: U+200B (zero width space)',
    ]);
  });

  test.each([
    ['turned &#8238;rtl', '3:1: U+202E (right-to-left override)'],
    [
      'a [link &shy;](1.md) and a &lrm;mark',
      '3:4: U+00AD (soft hyphen)',
      '3:21: U+200E (left-to-right mark)',
    ],
    ['lost &#0;', '3:1: U+FFFD (replacement character)'],
    ['`&#8238;` and &amp; &nbsp; &zwnj', undefined],
  ])('that have a reference are refused all the same: %s', (text, ...places) => {
    const found = places.flatMap((place) => place ?? []);
    expect(faultsOf(pair(text, text)).filter((fault) => fault.includes('/en/'))).toEqual(
      found.map((place) => `content/en/1.1.md:${place}`),
    );
  });

  test('that YAML has escaped are refused at their text', () => {
    const terms = `${soundFiles['terms.yaml']}- zh: "甲\\u202E"\n  en: "A\\0"\n`;
    expect(faultsOf({ 'terms.yaml': terms })).toEqual([
      'content/terms.yaml:4:1: 甲�, which no line has',
      'content/terms.yaml:4:7: U+202E (right-to-left override)',
      'content/terms.yaml:5:7: U+0000 (null)',
    ]);
  });
});

describe('punctuation', () => {
  test.each([
    ['“甲', 'A “b', ['en/1.1.md:3:3: “', 'zh/1.1.md:3:1: “']],
    ['甲”乙”（丙', 'A', ['2: ”', '4: ”', '5: （']],
    ['甲。。乙，，丙，。', 'A', ['2: 。。', '5: ，，', '8: ，。']],
    ['　　甲', 'A', ['1: U+3000 (ideographic space)']],
    ['甲', 'He said "hi", don\'t', ['en/1.1.md:3:9: "']],
    ['1）甲，a) 乙，（2）区间[0, 1)。', '(a) 1, 2 and b) [0, 1).', []],
    ['5尺10寸', '5\'10"', []],
    ['“甲”**（乙“**丙”）', 'A “b (c) d”', []],
    ['“甲\n\n“乙”', '“A\n\n“B”', []],
  ])('%s | %s', (zh, en, faults) => {
    const places = faults.map((fault) => (/^\d/.test(fault) ? `zh/1.1.md:3:${fault}` : fault));
    expect(faultsOf(pair(zh, en))).toEqual(places.map((place) => `content/${place}`));
    expect(readFiles({ ...soundFiles, ...pair(zh, en) }).reading).toBeDefined();
  });
});

test('a line that no sentence has is refused before it is read', () => {
  const lines = [' ', '👩‍👩‍👧', '一', '*a_', '“', '$a', '[a]('].map((unit) => unit.repeat(2e4));
  for (const line of lines) {
    const start = performance.now();
    expect(faultsOf(pair(line, 'A'))[0]).toMatch(/^content\/zh\/1.1.md:3:1: \d+ characters and /);
    expect(performance.now() - start).toBeLessThan(2000);
  }
});

describe('what both languages have to say', () => {
  test.each([
    ['主张[4,7]，[1-3]。', 'Claims[1–3] and[4, 7].', []],
    ['主张[4,7]。', 'Claims[4,8].', ['en/1.1.md:3:1: [4,8]', 'zh/1.1.md:3:1: [4,7]']],
    ['记号[1]。', 'A marker.', ['en/1.1.md:3:1: no such marker']],
    ['记号。', 'A marker[2].', ['zh/1.1.md:3:1: no such marker']],
    ['甲[1]乙[2]。', 'B[2] A[1].', []],
    ['增长46%。', 'It grew by 64%.', ['en/1.1.md:3:1: 64', 'zh/1.1.md:3:1: 46']],
    ['增长46%，共7家。', 'It grew a lot.', ['en/1.1.md:3:1: no number']],
    ['3万5千人。', '30,000 people.', ['en/1.1.md:3:1: 30,000', 'zh/1.1.md:3:1: 35000']],
    ['用A4纸。', 'Use A5 paper.', ['en/1.1.md:3:1: 5', 'zh/1.1.md:3:1: 4']],
    ['新冠肺炎。', 'COVID-19.', []],
    ['新质生产力。', 'New quality.', ['en/1.1.md:3:1: “New quality.”']],
    ['新质生产力。', 'Productive forces of a new quality.', []],
    ['生产。', 'Productivity.', []],
  ])('%s | %s', (zh, en, faults) => {
    expect(faultsOf(pair(zh, en))).toEqual(faults.map((fault) => `content/${fault}`));
  });

  test('is asked of titles too', () => {
    const files = { 'zh/1.1.md': '# 生产力\n\n细节。\n' };
    expect(faultsOf(files)).toEqual(['content/en/1.1.md:1:1: “Details”']);
  });

  test('is asked of the translation, whichever language that is', () => {
    const record = (soundFiles['paper.yaml'] ?? '').replace('original: zh', 'original: en');
    const files = pair('生产。', 'Productivity.');
    expect(faultsOf({ ...files, 'paper.yaml': record })).toEqual([
      'content/zh/1.1.md:3:1: “生产。”',
    ]);
  });

  test('may differ where a term says so', () => {
    const files = pair('共计2打。', 'Twenty-four in all.');
    const terms = `${soundFiles['terms.yaml']}- zh: 2打\n  en: twenty-four\n`;
    expect(faultsOf(files)).toEqual(['content/en/1.1.md:3:1: 24', 'content/zh/1.1.md:3:1: 2']);
    expect(faultsOf({ ...files, 'terms.yaml': terms })).toEqual([]);
  });
});

describe('links', () => {
  test.each([
    ['[a](1.md)', []],
    ['[a](./1.md#1-p1s2)', []],
    ['[a](#1.1-p1)', []],
    ['[a](about.md#markers)', []],
    ['[a](https://example.org/x#y)', []],
    ['[a](mailto:a@example.org)', []],
    ['[a](2.md)', ['2.md']],
    ['[a](1.md#1-p9)', ['#1-p9']],
    ['[a](1.md#1-p1s1..s2)', []],
    ['[a](1.md#1-p1s1..s9)', ['#1-p1s1..s9']],
    ['[a](1.md#1-p1s2..s1)', ['#1-p1s2..s1']],
    ['[a](1.md#1-p1s1..s1)', ['#1-p1s1..s1']],
    ['[a](https://zh.wikipedia.org/wiki/新疆)', []],
    ['<https://zh.wikipedia.org/wiki/新疆>', []],
    ['[a][b]\n\n[b]: https://zh.wikipedia.org/wiki/新疆', []],
    ['[a](#1-p1)', ['#1-p1']],
    ['[a](../zh/1.md)', ['../zh/1.md']],
    ['[a](map.png)', ['map.png']],
    ['[a]()', ['no address']],
    ['[a](constructor.md)', ['constructor.md']],
  ])('%s', (link, found) => {
    const files = pair(`见${link}`, `See ${link}`);
    expect(faultsOf(files)).toEqual([
      ...found.map((one) => `content/en/1.1.md:3:1: ${one}`),
      ...found.map((one) => `content/zh/1.1.md:3:1: ${one}`),
    ]);
  });
});

describe('lengths', () => {
  const long = '这一句话很长，它说了许多事情，一件接着一件，直到最后也没有说完。';
  test.each([
    [long, 'This sentence is long and says many things, one after the other, and does not end.', 0],
    [long, 'This is short.', 1],
    ['短。', 'Short.', 0],
    ['这句话不长也不短吧？', `This ${'very '.repeat(30)}long sentence.`, 1],
  ])('%s | %s', (zh, en, warnings) => {
    const { reading, problems } = readFiles({ ...soundFiles, ...pair(zh, en) });
    expect(reading).toBeDefined();
    expect(problems).toHaveLength(warnings);
  });

  test('are said as a warning', () => {
    const { problems } = readFiles({ ...soundFiles, ...pair(long, 'This is short.') });
    expect(problems.join()).toMatchInlineSnapshot(`
      "content/en/1.1.md:3:1 (warning: lengths)
        expected: about 18 words for content/zh/1.1.md:3 “这一句话很长，它说了许多事情，一件接着一件，直到…”
        found: 3, “This is short.”
        fix: compare the two lines; if they say the same, accept the warning in paper.yaml"
    `);
  });
});

test('what an editor on Windows adds is said and does no harm', () => {
  const files = Object.entries(soundFiles).map(([path, text]) => [
    path,
    `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  ]);
  const { reading, problems } = readFiles(Object.fromEntries(files));
  expect(reading?.paper).toEqual(readFiles(soundFiles).reading?.paper);
  expect(problems).toHaveLength(Object.keys(soundFiles).length);
  expect(problems[0]).toMatchInlineSnapshot(`
    "content/en/1.1.md:1:1 (warning: line-ends)
      expected: UTF-8 and LF alone
      found: a byte order mark and lines that end with CR
      fix: nothing has to be done; an editor set to UTF-8 and LF does not write them"
  `);
});

test('a term that is listed twice is named with its place', () => {
  const terms = `${soundFiles['terms.yaml']}- zh: 生产力\n  en: production\n`;
  expect(faultsOf({ 'terms.yaml': terms })).toEqual(['content/terms.yaml:4:3: "生产力"']);
});

test('all that is wrong is said at once', () => {
  expect(
    faultsOf({
      'zh/1.1.md': '# 细节\n\n细节,等等。\n',
      'en/1.1.md': '# Details \n\nDetails  <b>etc.</b>\n',
      'zh/2.md': '# 二\n',
      'paper.yaml': `${soundFiles['paper.yaml']}jornal: x\n`,
    }),
  ).toMatchInlineSnapshot(`
    [
      "content/en/1.1.md:1:10: a space",
      "content/en/1.1.md:3:8: 2 spaces",
      "content/en/1.1.md:3:10: the HTML <b>",
      "content/en/1.1.md:3:17: the HTML </b>",
      "content/en/2.md:1:1: no such file",
      "content/paper.yaml:7:1: the field jornal",
      "content/zh/1.1.md:3:3: ,",
    ]
  `);
});

test('what is wrong within a line or in the record hides nothing else', () => {
  expect(
    faultsOf({
      ...pair('细节<b>5</b>。\n再一句。', 'Details [x](javascript:1).\r'),
      'paper.yaml': soundFiles['paper.yaml']?.replace('original: zh', 'original: de') ?? '',
    }),
  ).toMatchInlineSnapshot(`
    [
      "content/en/1.1.md:1:1: lines that end with CR",
      "content/en/1.1.md:3:1: “Details x.”, which fits another line better",
      "content/en/1.1.md:3:9: javascript:1",
      "content/paper.yaml:2:1: "de"",
      "content/zh/1.1.md:3:3: the HTML <b>",
      "content/zh/1.1.md:3:7: the HTML </b>",
    ]
  `);
});
