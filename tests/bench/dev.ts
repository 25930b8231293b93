/**
 * Measure the time from saving a sentence to seeing it on the page in development.
 *
 * `node tests/bench/dev.ts`
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startChromium } from '../support/chromium.ts';
import { startDev } from '../support/dev.ts';
import { makeWorkFolder } from '../support/work.ts';
import { writeBook } from './book.ts';
import { printTables, type Table, toTimes } from './figures.ts';

const edits = 7;

/** Edit a sentence of the paper, and of books of some sizes, repeatedly. */
export async function measureEdits(sizes: readonly number[]): Promise<Table> {
  const work = makeWorkFolder();
  const browser = await startChromium();
  try {
    const paper = join(work, 'paper');
    cpSync('content', paper, { recursive: true });
    const rows = [['the paper', await measure(browser, paper, '3.1')]];
    for (const size of sizes) {
      const content = join(work, `book-${size}`);
      writeBook(content, size, 20261123);
      rows.push([`a book of ${size} sections`, await measure(browser, content, '1.1')]);
    }
    return {
      title: `A sentence that was saved, until it is on the page in development, median and quartiles of ${edits}`,
      head: ['', 'time'],
      rows,
    };
  } finally {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  }
}

async function measure(browser: Browser, content: string, number: string): Promise<string> {
  const { server, url } = await startDev(content);
  try {
    const page = await browser.newPage();
    await page.goto(`${url}zh/${number}/`);
    const file = join(content, `zh/${number}.md`);
    const text = readFileSync(file, 'utf8');
    const times: number[] = [];
    for (let edit = 0; edit < edits; edit++) {
      const mark = `第${'甲乙丙丁戊己庚'[edit]}改`;
      const begun = performance.now();
      writeFileSync(file, text.replace('。', `，${mark}。`));
      await page.waitForSelector(`main >> text=${mark}`);
      times.push(performance.now() - begun);
      await page.waitForTimeout(500);
    }
    await page.close();
    return toTimes(times);
  } finally {
    server.kill();
  }
}

if (import.meta.main) printTables([await measureEdits([900])]);
