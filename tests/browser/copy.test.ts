import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { listSegments } from '../../src/paper/tree.ts';
import { useBrowser, useClipboard } from '../support/browser.ts';
import { rest } from '../support/page.ts';
import { paper } from '../support/paper.ts';

const open = useBrowser();
useClipboard();
const texts = new Map(listSegments(paper.root).map((segment) => [segment.anchor, segment]));
const textOf = (anchor: string, locale: 'zh' | 'en') => texts.get(anchor)?.[locale].text ?? '';

/** Drag from the first character of an element to the last character of another, and copy. */
async function copyBetween(page: Page, from: string, to: string): Promise<string> {
  // Late fonts would move the target of the pointer.
  await page.evaluate(() => document.fonts.ready);
  await rest(page);
  const points = await page.evaluate(
    ([first = '', last = '']) => {
      const boxes = (selector: string) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(selector) as Element);
        return [...range.getClientRects()].filter(({ width }) => width > 0);
      };
      document.querySelector(first)?.closest('[id]')?.scrollIntoView();
      const start = boxes(first)[0];
      const end = boxes(last).at(-1);
      if (!start || !end) throw new Error('Nothing to select');
      const middle = (box: DOMRect) => (box.top + box.bottom) / 2;
      return [start.left + 1, middle(start), end.right - 1, middle(end)] as const;
    },
    [from, to],
  );
  await page.mouse.move(points[0], points[1]);
  await page.mouse.down();
  // Load the files of a press before selecting text.
  await rest(page);
  await page.mouse.move(points[2], points[3], { steps: 8 });
  await page.mouse.up();
  return copy(page);
}

async function copy(page: Page): Promise<string> {
  return page.evaluate(() => {
    let copied = '';
    const read = (event: ClipboardEvent) => {
      copied = event.defaultPrevented
        ? (event.clipboardData?.getData('text/plain') ?? '')
        : String(getSelection());
    };
    addEventListener('copy', read);
    document.execCommand('copy');
    removeEventListener('copy', read);
    return copied;
  });
}

const cell = (anchor: string, lang: string) => `[id="${anchor}"] > [lang="${lang}"]`;

describe('a copy from one column of the bilingual view', () => {
  test.each([
    ['zh', 'zh-Hans', ''],
    ['en', 'en', ' '],
  ] as const)('has only the %s sentences, in one paragraph', async (locale, lang, space) => {
    const page = await open('/3.1/');
    const copied = await copyBetween(page, cell('3.1-p1s1', lang), cell('3.1-p1s3', lang));
    const sentences = ['3.1-p1s1', '3.1-p1s2', '3.1-p1s3'];
    expect(copied).toBe(sentences.map((anchor) => textOf(anchor, locale)).join(space));
  });

  test('has a line for each paragraph and heading', async () => {
    const page = await open('/3/', { viewport: { width: 1440, height: 2500 } });
    const copied = await copyBetween(
      page,
      cell('3.1-p1s7', 'zh-Hans'),
      cell('3.2-p1s1', 'zh-Hans'),
    );
    expect(copied).toBe(
      [textOf('3.1-p1s7', 'zh'), '3.2 地理位置优势', textOf('3.2-p1s1', 'zh')].join('\n'),
    );
  });

  test('is the selected part of a sentence', async () => {
    const page = await open('/3.1/');
    await copyBetween(page, cell('3.1-p1s1', 'zh-Hans'), cell('3.1-p1s2', 'zh-Hans'));
    await page.evaluate(
      (selector) => {
        const text = document.querySelector(selector)?.firstChild as Text;
        getSelection()?.getRangeAt(0).setStart(text, 2);
      },
      cell('3.1-p1s1', 'zh-Hans'),
    );
    expect(await copy(page)).toBe(textOf('3.1-p1s1', 'zh').slice(2) + textOf('3.1-p1s2', 'zh'));
  });

  test('is both columns if everything is selected', async () => {
    const page = await open('/3.1/');
    await page.click(cell('3.1-p1s1', 'en'));
    await page.keyboard.press('ControlOrMeta+a');
    const copied = await copy(page);
    expect(copied).toContain(textOf('3.1-p1s2', 'zh'));
    expect(copied).toContain(textOf('3.1-p1s2', 'en'));
  });
});

test('copied Chinese has no stray white space or interface signs', async () => {
  const page = await open('/zh/3.1/');
  const copied = await copyBetween(page, '[id="3.1-p1s1"]', '[id="3.1-p1s7"]');
  const anchors = Array.from({ length: 7 }, (_, index) => `3.1-p1s${index + 1}`);
  expect(copied).toBe(anchors.map((anchor) => textOf(anchor, 'zh')).join(''));
  await page.keyboard.press('ControlOrMeta+a');
  expect(await copy(page)).not.toMatch(/[¶#]/);
});
