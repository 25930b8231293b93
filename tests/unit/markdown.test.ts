import { readdirSync, readFileSync } from 'node:fs';
import { toHtml } from 'hast-util-to-html';
import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { makeProcessor } from '../../src/read/markdown/index.ts';

const cases = 'tests/fixtures/markdown';
const images = new Map([['map.png', { width: 4, height: 3 }]]);

/** Make the processor of a case; those named `chinese-…` are in Chinese. */
const processorOf = (name: string) =>
  makeProcessor({ locale: name.startsWith('chinese') ? 'zh' : 'en', hasMarkers: true, images });

test.each(readdirSync(cases))('converts Markdown to HTML: %s', async (name) => {
  const file = new VFile({ value: readFileSync(`${cases}/${name}/input.md`, 'utf8') });
  const processor = processorOf(name);
  const tree = processor.runSync(processor.parse(file), file);
  expect(file.messages).toEqual([]);
  const html = toHtml(tree).replace(/<(?=segment>)/g, '\n<');
  await expect(`${html}\n`).toMatchFileSnapshot(`../fixtures/markdown/${name}/output.html`);
});
