import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type DevServer, startDev } from '../support/dev.ts';
import { copyContent } from '../support/edited.ts';

const { content, remove } = copyContent();
const file = join(content, 'zh/3.2.md');
const sound = readFileSync(file, 'utf8');
let running: DevServer;

beforeAll(async () => {
  running = await startDev(content);
}, 60_000);
afterAll(() => {
  running.server.kill();
  remove();
});

test('a page in development shows what is at fault, and the text once it is mended', async () => {
  const browser = await chromium.connect(inject('browser'));
  const page = await browser.newPage();
  await page.goto(`${running.url}zh/3.2/`);
  expect(await page.textContent('h1')).toContain('地理位置优势');
  writeFileSync(file, sound.replace('。', '<b>x</b>,坏。'));
  await page.waitForSelector('vite-error-overlay >> text=/zh\\/3\\.2\\.md:3:\\d+/');
  await page.waitForSelector('vite-error-overlay >> text=write it in Markdown, or leave it out');
  writeFileSync(file, sound.replace('。', '，此句已改。'));
  await page.waitForSelector('main >> text=此句已改');
  await browser.close();
}, 60_000);
