import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findContrast, grounds, links } from '../../src/paper/color.ts';
import { readMark } from '../../src/site/previews/icons.ts';
import { paper } from '../support/paper.ts';
import { readFiles, soundFiles } from '../support/sources.ts';

const readSite = (text: string, more = {}) =>
  readFiles({ ...soundFiles, ...more, 'site.yaml': text });

describe('site.yaml', () => {
  test('may be missing, empty or complete', () => {
    const name = '{ zh: 季刊, en: Quarterly }';
    const whole = `name: ${name}\nlogo: map.png\ncolors: { light: "#1c5d8c", dark: "#8cc4ec" }\nfooter: ${name}\nrights: ${name}\nrepository: https://example.org/a\nlicense: CC-BY-4.0\n`;
    for (const [text, colors] of [
      ['', links],
      ['# Nothing yet\n', links],
      [whole, { light: '#1c5d8c', dark: '#8cc4ec' }],
    ] as const) {
      const { reading, problems } = readSite(text);
      expect(problems).toEqual([]);
      expect(reading?.paper.site.colors).toEqual(colors);
    }
    expect(readFiles(soundFiles).reading?.paper.site).toEqual({ colors: links });
  });

  test.each([
    ['name: Quarterly', 1, 'a text in zh and one in en'],
    ['name: { zh: 季刊 }', 1, 'a text'],
    ['\ncolors: { light: "#e98d75", dark: "#e98d75" }', 2, 'dark enough to be read (4.5:1)'],
    ['colors: { light: "#1c5d8c", dark: "#1c5d8c" }', 1, 'light enough to be read (4.5:1)'],
    ['colors: { light: blue, dark: "#8cc4ec" }', 1, 'a color such as #a3301e'],
    ['colors: "#1c5d8c"', 1, 'two colors, light and dark'],
    ['repository: example.org', 1, 'an address such as https://'],
    ['repository: "javascript:alert(1)"', 1, 'an address such as https://'],
    ['license: CC BY', 1, 'an SPDX identifier such as CC-BY-4.0'],
    ['\nlogo: logo.svg', 2, 'a square logo in images/'],
    ['logo: ../secret.svg', 1, 'the name of an SVG or PNG in images/'],
    ['title: { zh: 季刊, en: Quarterly }', 1, 'move it to paper.yaml'],
    ['licence: MIT', 1, 'did you mean license?'],
  ])('reports %s', (text, line, expected) => {
    const [problem = '', ...others] = readSite(text).problems;
    expect(problem).toMatch(`content/site.yaml:${line}:`);
    expect(problem).toContain(expected);
    expect(others).toEqual([]);
  });

  test('comes with a text for the About page, aligned like a section', () => {
    const zh = { 'about.zh.md': '# 关于\n\n甲。\n' };
    const read = (more: object) => readSite('', more).problems.join('\n');
    expect(read(zh)).toContain('content/about.en.md:1:1');
    expect(read({ ...zh, 'about.en.md': '# About\n\nA.\nB.\n' })).toContain(
      'content/about.zh.md:4',
    );
    const { reading } = readSite('', { ...zh, 'about.en.md': '# About\n\nA.\n' });
    expect(reading?.paper.about?.title.en.text).toBe('About');
  });
});

describe('colors', () => {
  const styles = ['styles/tokens.css', 'features/settings/choices.css'].map((file) =>
    readFileSync(`src/${file}`, 'utf8'),
  );
  const [tokens = '', choices = ''] = styles;

  test('are checked against the backgrounds in the styles', () => {
    for (const [index, name] of ['paper', 'mark'].entries()) {
      const both = `--${name}: light-dark(${grounds.light[index]}, ${grounds.dark[index]})`;
      expect(tokens).toContain(both);
      expect(choices).toContain(`--${name}: ${grounds.sepia[index]}`);
    }
    expect(tokens).toContain(
      `light-dark(var(--link, ${links.light}), var(--link-dark, ${links.dark}))`,
    );
  });

  test('have the contrast of WCAG', () => {
    expect(findContrast('#000000', ['light'])).toBeCloseTo(17.83, 1);
    expect(findContrast(links.light, ['light', 'sepia'])).toBeGreaterThan(4.5);
    expect(findContrast(links.dark, ['dark'])).toBeGreaterThan(4.5);
  });

  test('are those of the mark, if the site has no logo', () => {
    const colors = { light: '#1c5d8c', dark: '#8cc4ec' };
    expect(readMark({ colors })).toContain(colors.light);
    expect(readMark(paper.site)).toContain(links.light);
  });
});
