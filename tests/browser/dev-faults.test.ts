import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyError, useBrowser } from '../support/browser.ts';
import { type DevServer, startDev } from '../support/dev.ts';
import { copyContent } from '../support/edited.ts';

const { content, remove } = copyContent();
const file = join(content, 'zh/3.2.md');
const sound = readFileSync(file, 'utf8');
// Browsers open no page at some ports below, such as 6000 and 6697.
const port = 7000 + (process.pid % 1000);
let running: DevServer;
const open = useBrowser(() => running.url, anyError);

beforeAll(async () => {
  writeFileSync(file, sound.replace('。', '<b>x</b>。'));
  rmSync(join(content, 'terms.yaml'));
  running = await startDev(content, { PORT: String(port) });
});
afterAll(() => {
  running.server.kill();
  remove();
});

test('development starts despite errors, at the given port, and shows the text once they are fixed', async () => {
  expect(new URL(running.url).port).toBe(String(port));
  const page = await open('/zh/3.2/');
  await page.waitForSelector('vite-error-overlay >> text=/zh\\/3\\.2\\.md:3:\\d+/');
  writeFileSync(file, sound);
  await page.waitForSelector('main h1 >> text=地理位置优势');
});
