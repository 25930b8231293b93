import { describe, expect, test } from 'vitest';
import { listCharacters } from '../../src/site/fonts/charset.ts';
import { readFiles } from '../support/sources.ts';

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
  const { reading } = readFiles(files);
  if (!reading) throw new Error('The paper is not sound');
  const han = listCharacters(reading.paper, 'zh');
  const latin = listCharacters(reading.paper, 'en');

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

  test('takes no text that the interface sets in its own typeface', () => {
    for (const character of '鶴鷹拼') expect(han.regular).not.toContain(character);
  });

  test('takes the letters of Latin names and of the text', () => {
    for (const character of 'ıḩ') expect(latin.regular).toContain(character);
    for (const character of 'éǼḑṭ') expect(latin.bold).toContain(character);
    expect(latin.bold).not.toContain('ḩ');
  });

  test('takes each character once, in order, and no line ends', () => {
    for (const text of [han.regular, han.bold, latin.regular, latin.bold]) {
      expect([...new Set(text)].sort().join('')).toBe(text);
      expect(text).not.toMatch(/[\n\r\t]/);
    }
  });
});
