import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { search } from '../../src/features/search/search.ts';
import { makeSearchData, toSearchRecords } from '../../src/features/search/search-index.ts';
import { readPaper } from '../../src/read/index.ts';
import { buildOnce } from '../support/build.ts';
import { makeMemoryIndex } from '../support/memory-index.ts';

const content = 'tests/fixtures/traditional-paper';
const folder = await buildOnce('traditionalSite', { CONTENT_DIR: content, BASE: '/' });
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

describe('a paper in traditional characters', () => {
  test('declares them in its pages and its manifest', () => {
    const page = read('zh/1/index.html');
    expect(page).toContain('<html lang="zh-Hant-HK"');
    expect(page).toMatch(/hreflang="zh-Hant-HK"/);
    expect(page).toContain('content="zh_HK"');
    expect(page).not.toContain('zh-CN');
    expect(read('1/index.html')).toContain('lang="zh-Hant-HK"');
    expect(JSON.parse(read('manifest.webmanifest')).lang).toBe('zh-Hant-HK');
  });

  test('has an interface in the same characters, and fonts that fit', () => {
    const page = read('zh/1/index.html');
    expect(page).toMatch(/目錄|設置|設定/);
    expect(page).not.toMatch(/目录|设置/);
    expect(page.match(/--song:"[^;]+/g)?.at(-1)).toContain('"Noto Serif TC"');
  });

  test('is cited and downloaded in its regional language', () => {
    expect(read('downloads/paper.tmx')).toContain('xml:lang="zh-HK"');
    expect(read('downloads/paper.tmx')).toContain('srclang="zh-HK"');
    expect(JSON.parse(read('zh/cite/json/1.json'))[0].language).toBe('zh-HK');
    expect(read('downloads/paper.schema.json')).toContain('zh-Hant-HK');
  });

  test('has the pinyin of words in its own characters', () => {
    const [, file] = /data-file="([^"]+)"/.exec(read('zh/1/index.html')) ?? [];
    const { sentences } = JSON.parse(read(`data/1.${file}.json`));
    expect(sentences['1-p1s5'].pinyin).toBe('yín-háng zhòng-shì lì-fǎ yǔ lì-shǐ');
  });

  test.each([
    ...[
      '以后',
      '理发店',
      '后宫',
      '干部',
      '干涉',
      '干燥',
      '历法',
      '历史',
      '台湾',
      '台风',
      '一只船',
      '松树很松',
    ],
    ...['這裡', '这里', '臺灣', '皇后', '氣候乾燥'],
  ])('is searched for %s in either script', async (typed) => {
    const { record, root, terms } = readPaper(content);
    const records = toSearchRecords(root);
    const found = await search(
      typed,
      makeSearchData(records, terms, record.title),
      makeMemoryIndex(records),
    );
    expect(found.isNear).toBe(false);
    expect(found.results.flatMap(({ hits }) => hits)).toHaveLength(1);
  });
});
