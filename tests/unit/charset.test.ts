import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Charset, listCharacters } from '../../src/commands/charset.ts';
import { readPaper } from '../../src/read/index.ts';

const files: Record<string, string> = {
  'paper.yaml': `title: { zh: 鳳, en: Title }
original: zh
site: https://example.org
source: { zh: 鶴, en: A }
translations: { default: { by: project, zh: 鷹, en: B } }
`,
  'terms.yaml': '- { zh: 鴉, en: crow, aliases: [鵲, magpie] }',
  'zh/1.md': '# 龜\n\n魚，**鯉**「GDP」。\n\n| 鯨 |\n|---|\n| 鯊 |\n',
  'en/1.md': '# Ǽon\n\nA ḩ, **ḑ**.\n\n| ṭ |\n|---|\n| a |\n',
};

describe('listCharacters', () => {
  let folder: string;
  let han: Charset;
  let latin: Charset;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'duidu-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const paper = readPaper(folder);
    han = listCharacters(paper, 'zh');
    latin = listCharacters(paper, 'en');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([...'鳳鴉鵲龜魚鯉鯨鯊，「」。GDP1'])('takes %s for the regular cut', (character) => {
    expect(han.regular).toContain(character);
  });

  test('takes titles, strong text and table heads for the bold cut', () => {
    const animals = [...'鳳鴉鵲龜魚鯉鯨鯊'];
    expect(animals.filter((animal) => han.bold.includes(animal)).join('')).toBe('鳳龜鯉鯨');
  });

  test('takes the interface’s headings for both cuts', () => {
    expect(han.bold).toContain('搜');
    expect(han.regular).toContain('搜');
  });

  test('takes nothing of what is set in the interface’s typeface', () => {
    for (const character of '鶴鷹拼') expect(han.regular).not.toContain(character);
  });

  test('takes what Latin names need, and what the text has besides', () => {
    expect(latin.regular).toContain('ı');
    expect(latin.regular).toContain('ḩ');
    expect(latin.bold).toContain('é');
    expect(latin.bold).toContain('Ǽ');
    expect(latin.bold).toContain('ḑ');
    expect(latin.bold).toContain('ṭ');
    expect(latin.bold).not.toContain('ḩ');
  });

  test('takes each character once, in order, and no line ends', () => {
    for (const text of [han.regular, han.bold, latin.regular, latin.bold]) {
      expect([...new Set(text)].sort().join('')).toBe(text);
      expect(text).not.toMatch(/[\n\r\t]/);
    }
  });
});
