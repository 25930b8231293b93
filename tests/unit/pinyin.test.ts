import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCorrections, toPinyin } from '../../src/features/pinyin/pinyin.ts';
import { romanize, spellWords } from '../../src/features/pinyin/spelling.ts';
import { flatten, listSegments } from '../../src/paper/tree.ts';
import { paper, paperFolder } from '../support/paper.ts';

const { root } = paper;
const corrections = readCorrections(paperFolder);
const texts = [
  ...flatten(root).map(({ title }) => title.zh.text),
  ...listSegments(root).map(({ zh }) => zh.text),
];

/** Return the distinct readings of a character wherever a part of a sentence of the paper has it. */
function read(part: string, character: string): string[] {
  const found = texts.flatMap((text) => {
    const han = text.match(/\p{Script=Han}/gu) ?? [];
    const readings = toPinyin(text, corrections);
    const at = han.join('').indexOf(part);
    return at < 0 ? [] : [readings[at + part.indexOf(character)]];
  });
  expect(found, part).not.toEqual([]);
  return [...new Set(found)].map(String);
}

test.each([
  ['新疆的能源', 'xīn-jiāng de néng-yuán'],
  ['蓬勃发展', 'péng-bó fā-zhǎn'],
  ['去西安，GDP 增长', 'qù xī’ān zēng-zhǎng'],
  ['㐀新㐀', ' xīn '],
  ['社會主義', 'shè-huì zhǔ-yì'],
  ['乌鲁木齐人民日报', 'wū-lǔ-mù-qí rén-mín rì-bào'],
  ['中国人民志愿军', 'zhōng-guó rén-mín zhì-yuàn-jūn'],
])('the readings of %s are joined to words', (text, spelled) => {
  expect(spellWords(text)).toBe(spelled);
});

describe('toPinyin', () => {
  test('reads each Han character, with its tone, and nothing else', () => {
    expect(toPinyin('“绿色发展”，GDP 增长 3%。')).toEqual([
      ...['lǜ', 'sè', 'fā', 'zhǎn', 'zēng', 'zhǎng'],
    ]);
  });

  test('leaves unknown characters empty', () => {
    expect(toPinyin('新㐀力')).toEqual(['xīn', '', 'lì']);
  });

  test('gives 一 and 不 the tones of the dictionary', () => {
    expect(toPinyin('一个不断')).toEqual(['yī', 'gè', 'bù', 'duàn']);
  });

  test('has a reading for every Han character of the paper', () => {
    for (const text of texts) {
      const readings = toPinyin(text);
      expect(readings).toHaveLength(text.match(/\p{Script=Han}/gu)?.length ?? 0);
      for (const reading of readings) expect(reading).toMatch(/^[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+$/);
    }
  });

  test.each([
    ['应', 'yīng', '新疆应如何加快 新疆应当充分利用 新疆应加强生态 还应积极发展'],
    ['应', 'yìng', '旨在应对全球 实际应用 良好效应'],
    ['地', 'de', '极大地推动 更好地满足'],
    ['地', 'dì', '推动当地经济 新疆地处西北'],
    ['为', 'wéi', '为原材料 表现为科技 极为丰富 产业为主导 企业作为主体'],
    ['为', 'wèi', '为应对这一 以期为新疆'],
    ['量', 'liàng', '关注量的增长 质量发展'],
    ['与', 'yù', '广泛参与的'],
    ['与', 'yǔ', '交流与合作'],
    ['调', 'diào', '更强调质的'],
    ['调', 'tiáo', '协调发展'],
    ['重', 'chóng', '等多重生态'],
    ['重', 'zhòng', '重要省份'],
    ['着', 'zhuó', '着手构建'],
    ['着', 'zhe', '面临着'],
    ['分', 'fèn', '充分利用'],
    ['分', 'fēn', '分布广泛'],
    ['长', 'zhǎng', '增长'],
    ['挑', 'tiǎo', '挑战'],
    ['畜', 'xù', '畜产品'],
    ['得', 'dé', '得天独厚'],
    ['率', 'lǜ', '效率'],
    ['识', 'shi', '知识'],
  ])('reads %s as %s in %s', (character, reading, parts) => {
    for (const part of parts.split(' ')) expect(read(part, character), part).toEqual([reading]);
  });
});

test.each(
  Object.entries({
    ...{
      供给: 'gōng jǐ',
      中标: 'zhòng biāo',
      跑得快: 'pǎo de kuài',
      种植: 'zhòng zhí',
      倒退: 'dào tuì',
    },
    ...{
      模具: 'mú jù',
      台州: 'tāi zhōu',
      台风: 'tái fēng',
      播种机: 'bō zhòng jī',
      种子: 'zhǒng zi',
    },
    ...{ 倒映: 'dào yìng', 打倒: 'dǎ dǎo', 载体: 'zài tǐ', 教书: 'jiāo shū', 写得好: 'xiě de hǎo' },
    ...{
      取得成绩: 'qǔ dé chéng jì',
      飞得高: 'fēi de gāo',
      取得更多: 'qǔ dé gèng duō',
      秘书长: 'mì shū zhǎng',
      交易量: 'jiāo yì liàng',
    },
    ...{ 曾国藩: 'zēng guó fān', 朝鲜: 'cháo xiǎn', 得了冠军: 'dé le guàn jūn', 粘贴: 'zhān tiē' },
    ...{
      高高兴兴地走: 'gāo gāo xìng xìng de zǒu',
      创造性地开展: 'chuàng zào xìng de kāi zhǎn',
      有力地推动: 'yǒu lì de tuī dòng',
      根据地的建设: 'gēn jù dì de jiàn shè',
      新疆地广人稀: 'xīn jiāng dì guǎng rén xī',
      尉犁: 'yù lí',
    },
  }),
)('%s is read as %s', (word, reading) => {
  expect(toPinyin(word).join(' ')).toBe(reading);
});

describe('corrections', () => {
  /** Read corrections from a temporary folder. */
  function correct(yaml: string) {
    const folder = mkdtempSync(join(tmpdir(), 'duidu-pinyin-'));
    writeFileSync(join(folder, 'pinyin.yaml'), yaml);
    return readCorrections(folder);
  }

  test('override the dictionary, a longer word before a shorter one', () => {
    const found = correct('应: yīng\n# How it reads in words\n应对: yìng duì\n');
    expect(toPinyin('“应”应对', found)).toEqual(['yīng', 'yìng', 'duì']);
  });

  test('may be written as one word', () => {
    const found = correct("供给: gōngjǐ\n西安: Xī'ān\n单干: dāngàn\n女儿: nǚ’ér\n战略: zhànlüè\n");
    expect(Object.values(found)).toEqual(['gōng jǐ', 'xī ān', 'dān gàn', 'nǚ ér', 'zhàn lüè']);
  });

  test.each(['', '# nothing yet\n'])('may be empty: %j', (yaml) => {
    expect(correct(yaml)).toEqual({});
    expect(readCorrections('there-is-none')).toEqual({});
  });

  test.each([
    ['应: yīng\n供给: gōng', 2, '2 syllables with tone marks, separated by spaces'],
    ['应: yīng yīng', 1, 'one syllable with tone marks, separated by spaces'],
    ['供给: gong1 ji3', 1, '2 syllables with tone marks, separated by spaces'],
    ['供 给: gōng jǐ', 1, 'a word of Chinese characters only'],
    ['应: yīng\n一: 1', 2, 'syllables with tone marks'],
    ['- 应', 1, 'words and their readings'],
  ])('report a wrong line: %j', (yaml, line, expected) => {
    expect(() => correct(yaml)).toThrow(`pinyin.yaml:${line}:1\n  expected: ${expected}\n`);
  });
});

test.each([
  ['清代以来三峡地区的初步研究', 'Qingdai yilai Sanxia diqu de chubu yanjiu'],
  ['高质量发展：3.1 机遇与挑战', 'Gaozhiliang fazhan: 3.1 Jiyu yu tiaozhan'],
  ['中华人民共和国可持续发展战略', 'Zhonghua Renmin Gongheguo kechixu fazhan zhanlüe'],
  ['習近平論乌鲁木齐与西安的女儿', 'Xi Jinping lun Wulumuqi yu Xi’an de nü’er'],
  ['《红楼梦》、GDP（1978—2024）何为？', '“Honglou Meng”, GDP (1978—2024) hewei?'],
  ['西部大开发——以新疆为例', 'Xibu da kaifa: Yi Xinjiang weili'],
  ['「一帶一路」與新疆', '“Yidai Yilu” yu Xinjiang'],
  ['〈正氣歌〉的『義』【上】', '“Zhengqi ge” de ‘yi’ (shang)'],
  ['发展……', 'Fazhan…'],
  ['乱七八糟', 'Luanqi bazao'],
])('romanize writes %s as %s', (title, expected) => {
  expect(romanize(title)).toBe(expected);
});
