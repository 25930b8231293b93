import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { copyContent } from '../support/edited.ts';

const { content, remove } = copyContent();
const file = join(content, 'zh/3.2.md');
const sound = readFileSync(file, 'utf8');
let server: ChildProcess;
let url = '';

// Astro serves no pages where it finds itself in a test.
const { VITEST: _, ...env } = process.env;

beforeAll(async () => {
  server = spawn(process.execPath, ['src/commands/dev.ts'], {
    env: { ...env, CONTENT_DIR: content, BASE: '', SITE: '', NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += stripVTControlCharacters(String(chunk));
      const [found] = /http:\/\/localhost:\d+\//.exec(output) ?? [];
      if (found) resolve(found);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', () => reject(new Error(output)));
  });
}, 60_000);
afterAll(() => {
  server.kill();
  remove();
});

test('a page in development shows what is at fault, and the text once it is mended', async () => {
  const browser = await chromium.connect(inject('browser'));
  const page = await browser.newPage();
  await page.goto(`${url}zh/3.2/`);
  expect(await page.textContent('h1')).toContain('地理位置优势');
  writeFileSync(file, sound.replace('。', '<b>x</b>,坏。'));
  await page.waitForSelector('vite-error-overlay >> text=/zh\\/3\\.2\\.md:3:\\d+/');
  await page.waitForSelector('vite-error-overlay >> text=write it in Markdown, or leave it out');
  writeFileSync(file, sound.replace('。', '，此句已改。'));
  await page.waitForSelector('main >> text=此句已改');
  await browser.close();
}, 60_000);
