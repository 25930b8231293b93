import { describe, expect, test } from 'vitest';
import { bitexts, divideDocument, type Unit } from '../../src/import/bitext.ts';
import { fromPlainText, readNumber, toDocument } from '../../src/import/document.ts';
import { toFiles } from '../../src/import/folder.ts';
import { pairAuthors, pairDocuments } from '../../src/import/pairing.ts';
import { decode } from '../../src/import/reading.ts';
import { toSentences } from '../../src/import/segmenter.ts';

describe('readNumber', () => {
  test.each([
    ['第三章　方法', 1, '方法'],
    ['第十二节 结果', 2, '结果'],
    ['一、引言', 1, '引言'],
    ['（二）加大投入', 2, '加大投入'],
    ['3.1 Methods', 2, 'Methods'],
    ['3.1.2. More', 3, 'More'],
    ['Chapter IV: The End', 1, 'The End'],
    ['2. Results', 1, 'Results'],
    ['3 结果', 1, '结果'],
  ])('reads %s', (heading, level, title) => {
    expect(readNumber(heading)).toEqual({ level, title });
  });

  test.each(['Introduction', '引言', '2026年的夏天', '一个人'])(
    'finds no number in %s',
    (heading) => {
      expect(readNumber(heading)).toBeUndefined();
    },
  );
});

describe('fromPlainText', () => {
  const text = '一、引言\r\n\r\n这是第一段，\r\n还在第一段。\r\n\r\n第二段*星号*。\r\n';

  test('detects headings by number and paragraphs by blank lines', () => {
    expect(fromPlainText(text)).toBe(
      '# 一、引言\n\n这是第一段，还在第一段。\n\n第二段\\*星号\\*。',
    );
  });

  test.each<[string, number[]]>([
    ['UTF-8', [0xe6, 0x88, 0x91, 0xe7, 0x9a, 0x84]],
    ['GB 18030', [0xce, 0xd2, 0xb5, 0xc4]],
    ['Big5', [0xa7, 0xda, 0xaa, 0xba]],
    ['UTF-16', [0xff, 0xfe, 0x11, 0x62, 0x84, 0x76]],
    ['UTF-16 without a mark', [0x11, 0x62, 0x84, 0x76, 0x0a, 0x00]],
  ])('decodes %s', (_, bytes) => {
    expect(decode('a.txt', Uint8Array.from(bytes)).trim()).toBe('我的');
  });

  test('decodes Windows-1252', () => {
    const bytes = Buffer.from('It\u0092s a caf\u00e9, \u0093he said\u0094.', 'latin1');
    expect(decode('a.txt', bytes)).toBe('It’s a café, “he said”.');
  });
});

describe('bilingual files', () => {
  const pair = { zh: '他来了。', en: 'He came.' };
  const xliff = (unit: string) =>
    `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="zh-CN"><body>${unit}</body></file></xliff>`;
  test.each<[string, string]>([
    [
      'tmx',
      '<?xml version="1.0" encoding="UTF-16"?><tmx version="1.4"><body><tu tuid="1"><tuv xml:lang="fr"><seg>Il vint.</seg></tuv><tuv xml:lang="EN-US"><seg>He <ph>{0}</ph><hi>came</hi>.</seg></tuv><tuv xml:lang="zh-CN"><seg>他来了。</seg></tuv><tuv xml:lang="zh-TW"><seg>他來了。</seg></tuv></tu></body></tmx>',
    ],
    [
      'xlf',
      xliff(
        '<trans-unit id="1"><source>He <g id="1">came.</g></source><target>他来了。</target><alt-trans><target>错</target></alt-trans></trans-unit>',
      ),
    ],
    [
      'xlf',
      '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh" trgLang="en"><file id="f"><unit id="1"><segment><source>他<pc id="1">来</pc>了。</source><target>He <ph id="2"/><mrk id="m">came</mrk>.</target></segment><ignorable><source> </source></ignorable></unit></file></xliff>',
    ],
    [
      'po',
      'msgid ""\nmsgstr "Language: zh_CN\\n"\n\n#: a.c\nmsgctxt "a"\nmsgid "He "\n"came."\nmsgid_plural "They came."\nmsgstr[0] "他来了。"\n\n#~ msgid "Old"\n#~ msgstr "旧"\n',
    ],
    ['tsv', 'English\t中文\nHe came.\t他来了。\n'],
    ['csv', '"He came.","他来了。"\n'],
    ['csv', 'source;target\n"He came.";"他来了。"\n'],
    ['tsv', 'zh\ten\n他来了。\tHe came.\t\n'],
    ['csv', '\uFEFFsep=;\r\nid;中文;English\r\n7;他来了。;"He came."\r\n'],
  ])('reads a %s file', (extension, text) => {
    expect(bitexts[extension]?.(text, 'a')).toMatchObject([pair]);
    expect(bitexts[extension]?.(text, 'a')).toHaveLength(1);
  });

  test.each<[string, string, Partial<Unit>[]]>([
    [
      'tsv',
      'zh\ten\n走。\t"Go," he said.\n说。\tSay "go".\n',
      [{ en: '"Go," he said.' }, { en: 'Say "go".' }],
    ],
    ['tsv', 'zh\ten\r\n走。\t"He said ""go"", twice."\r\n', [{ en: 'He said "go", twice.' }]],
    [
      'csv',
      'en,zh\nHe came; so did she.,他来了；她也是。\n',
      [{ en: 'He came; so did she.', zh: '他来了；她也是。' }],
    ],
    ['csv', '来; 去,Come; go\n', [{ zh: '来; 去', en: 'Come; go' }]],
    ['csv', '来;Come, go\n', [{ zh: '来', en: 'Come, go' }]],
    ['csv', 'zh,en\n"一\n二",One\n', [{ zh: '一\n二', en: 'One' }]],
    ['csv', 'en,zh\nHe came.,他来了。\n', [{ ...pair, original: 'en' }]],
    ['csv', 'zh,en\n他来了。,He came.\n', [{ ...pair, original: 'zh' }]],
    ['po', 'msgid "He came."\nmsgstr "他来了。"\n', [{ ...pair, original: 'en' }]],
    ...['en', 'zh', '*all*'].map((srclang): [string, string, Partial<Unit>[]] => [
      'tmx',
      `<tmx><header srclang="${srclang}"/><body><tu><tuv xml:lang="zh"><seg>他来了。</seg></tuv><tuv xml:lang="en"><seg>He came.</seg></tuv></tu></body></tmx>`,
      [{ ...pair, original: srclang === 'en' ? 'en' : 'zh' }],
    ]),
    [
      'xlf',
      xliff('<trans-unit id="1"><source>He came.</source><target>他来了。</target></trans-unit>'),
      [{ ...pair, original: 'en' }],
    ],
    [
      'po',
      '#, fuzzy\nmsgid "Go"\nmsgstr "走"\n\nmsgid "Come"\nmsgstr "来"\n',
      [{ doubt: 'it is fuzzy' }, { doubt: '' }],
    ],
    [
      'xlf',
      '<xliff version="2.0" srcLang="en" trgLang="zh"><file id="f"><unit id="u"><segment><source>He came.</source><target>他来了。</target></segment><segment state="initial"><source>She left.</source><target>她走了。</target></segment></unit></file></xliff>',
      [
        { id: 'u', ...pair },
        { id: 'u', zh: '她走了。', doubt: 'its state is “initial”' },
      ],
    ],
  ])('reads the texts of %s %j', (extension, text, units) => {
    expect(bitexts[extension]?.(text, 'a')).toMatchObject(units);
    expect(bitexts[extension]?.(text, 'a')).toHaveLength(units.length);
  });

  test.each([
    ['csv', 'zh,en\n来。,Come, go.\n'],
    ['tsv', 'zh\ten\n来。\tCome,\t go.\n'],
  ])('refuses a %s file with a text beyond its columns', (extension, text) => {
    expect(() => bitexts[extension]?.(text, 'a')).toThrow(/“ go\.” beyond the 2 columns on line 2/);
  });

  test('splits a table with columns of two languages into pairs', () => {
    const markdown =
      '|  |  |  |\n|---|---|---|\n| Art. 1 | He came. | 他来了。 |\n| Art. 2 | a \\| b | 甲\\|乙 |';
    const document = toDocument('a.docx', { markdown, media: new Map(), losses: [] });
    expect(divideDocument(document)).toMatchObject([pair, { zh: '甲|乙', en: 'a | b' }]);
  });

  test('splits alternating paragraphs into two documents', () => {
    const markdown =
      '# 引言 Introduction\n\n他来了。她走了。\n\nHe came. She left.\n\n下雨了。\n\nIt rained.';
    const document = toDocument('a.md', { markdown, media: new Map(), losses: [] });
    const divided = divideDocument(document);
    if (Array.isArray(divided)) throw new Error('a table');
    const { sections } = pairDocuments(divided, new Map());
    expect(sections[0]?.title).toEqual({ zh: '引言', en: 'Introduction' });
    expect(sections[0]?.rows.map(({ zh, en }) => [...zh, ...en])).toEqual([
      ['他来了。', 'He came.'],
      ['她走了。', 'She left.'],
      ['下雨了。', 'It rained.'],
    ]);
  });
});

describe('pairDocuments', () => {
  const make = (markdown: string) => toDocument('a.md', { markdown, media: new Map(), losses: [] });

  test('reports a heading without a counterpart, and keeps the text below it', () => {
    const zh = make('# 1 引言\n\n他来了。\n\n# 2 方法\n\n她走了。\n\n# 3 结论\n\n下雨了。');
    const en = make('# 1 Introduction\n\nHe came.\n\nShe left.\n\n# 3 Conclusion\n\nIt rained.');
    const { sections, leftOut } = pairDocuments({ zh, en }, new Map());
    expect(sections.map(({ number, title }) => [number, title.zh])).toEqual([
      ['1', '引言'],
      ['2', '结论'],
    ]);
    expect(leftOut).toMatchObject([{ locale: 'zh', text: '2 方法' }]);
    expect(sections[0]?.rows.flatMap(({ zh: texts }) => texts)).toEqual(['他来了。', '她走了。']);
  });

  test('reports a table without a counterpart', () => {
    const table = '| a | b |\n|---|---|\n| 1 | 2 |';
    const [zh, en] = [make(`# 引言\n\n他来了。\n\n${table}`), make('# Introduction\n\nHe came.')];
    const { leftOut } = pairDocuments({ zh, en }, new Map());
    expect(leftOut).toMatchObject([{ locale: 'zh', why: expect.stringContaining('a table') }]);
  });
});

test.each<[zh: string, en: string, authors: object[] | undefined, unclear: string[]]>([
  ['王小明', '"Wang, Xiaoming"', [{ zh: '王小明', en: 'Wang, Xiaoming' }], []],
  ['简·史密斯', 'Jane Smith', [{ zh: '简·史密斯', en: 'Jane Smith' }], ['Jane Smith']],
  ['新华社', 'Xinhua', [{ zh: '新华社', en: 'Xinhua' }], []],
  ['王小明', '王小明', undefined, ['王小明']],
  ['"王小明，李四"', '[Jane Smith]', undefined, ['王小明，李四', 'Jane Smith']],
  ['王小明；李四', 'Jane Smith', undefined, ['王小明', '李四', 'Jane Smith']],
])('pairs the authors %s and %s, and lists incomplete names', (zh, en, authors, unclear) => {
  const read = (path: string, author: string, text: string) =>
    toDocument(path, {
      markdown: `---\nauthor: ${author}\n---\n\n${text}`,
      ...{ media: new Map(), losses: [] },
    });
  const documents = { zh: read('zh.md', zh, '他来了。'), en: read('en.md', en, 'He came.') };
  expect(pairAuthors(documents)).toEqual({ authors, unclear });
});

test('keeps one file of a picture in both documents', () => {
  const draw = (width: number) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9"/>`);
  const read = (markdown: string, media: [string, Buffer][]) =>
    toDocument('a.epub', { markdown, media: new Map(media), losses: [] });
  const documents = {
    zh: read('他来了。\n\n![灯](a.svg)\n\n![屋](b.svg)', [
      ['a.svg', draw(1)],
      ['b.svg', draw(2)],
    ]),
    en: read('He came.\n\n![Lamp](c.svg)\n\n![House](b.svg)', [
      ['c.svg', draw(1)],
      ['b.svg', draw(3)],
    ]),
  };
  const { files } = toFiles(pairDocuments(documents, new Map()), documents, 'zh');
  const images = [...files.keys()].filter((name) => name.startsWith('images/'));
  expect(images).toEqual(['images/zh-a.svg', 'images/zh-b.svg', 'images/en-b.svg']);
  expect(files.get('en/1.md')).toMatch(/!\[Lamp\]\(\.\.\/images\/zh-a\.svg .*images\/en-b\.svg/s);
});

test('takes numbered lines and lines in bold for headings if there are no others', () => {
  const markdown =
    '**题目**\n\n**第一章 引言**\n\n他**来**了。\n\n1.1 方法\n\n**小结**\n\n她走了。';
  const { title, blocks } = toDocument('a.md', { markdown, media: new Map(), losses: [] });
  expect(title).toBe('题目');
  expect(blocks.map(({ text, level }) => [text, level])).toEqual([
    ['第一章 引言', 1],
    ['他**来**了。', 0],
    ['1.1 方法', 2],
    ['小结', 1],
    ['她走了。', 0],
  ]);
});

test('takes the title of a web page from its first heading', () => {
  const markdown = '---\ntitle: Lamps | A Site\n---\n\n# Lamps\n\n## One\n\nIt rained.';
  const { title, blocks } = toDocument('a.html', { markdown, media: new Map(), losses: [] });
  expect([title, blocks[0]?.text]).toEqual(['Lamps', 'One']);
});

test('closes emphasis at the end of a sentence and reopens it in the next', () => {
  const sentences = toSentences('一*二。三*，`a. B` 见 [四。五](https://a.b)。', 'zh');
  expect(sentences.map(({ text }) => text)).toEqual([
    '一*二。*',
    '*三*，`a. B` 见 [四。五](https://a.b)。',
  ]);
});
