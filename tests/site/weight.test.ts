import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { findPage, readPages } from '../support/site.ts';

const pages = readPages();
const kilobyte = 1000;

/** Weigh what a page loads before the reader acts, compressed as hosts send it, fonts aside. */
function weigh(path: string) {
  const { html, document } = findPage(pages, path);
  const size = (content: string | Buffer) => brotliCompressSync(content).length;
  const sizes = (selector: string, attribute: string) =>
    [...document.querySelectorAll(selector)].map((element) =>
      size(readFileSync(join(inject('site').folder, element.getAttribute(attribute) ?? ''))),
    );
  const sum = (all: number[]) => all.reduce((total, each) => total + each, 0);
  const scripts = sizes('script[src]', 'src');
  const styles = sizes('link[rel=stylesheet]', 'href');
  const preloads = sizes('link[rel~=preload], link[rel=modulepreload]', 'href');
  return {
    total: size(html) + sum(scripts) + sum(styles) + sum(preloads),
    script: sum(scripts),
    requests: 1 + scripts.length + styles.length + preloads.length,
    styles: styles.length,
  };
}

test.each([
  ['/zh/3.1/', 12],
  ['/en/3.1/', 12],
  ['/3.1/', 14],
  ['/zh/', 25],
  ['/en/', 25],
  ['/', 40],
  ['/terms/', 14],
  ['/terms/new-quality-productivity/', 20],
])('%s loads at most %i kB, 4 kB of it script', (path, budget) => {
  const { total, script, requests, styles } = weigh(path);
  expect(total).toBeLessThanOrEqual(budget * kilobyte);
  expect(script).toBeLessThanOrEqual(4 * kilobyte);
  expect(requests).toBeLessThanOrEqual(5);
  expect(styles).toBe(1);
});
