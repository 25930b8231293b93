import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { findPage, readPages } from '../support/site.ts';

const pages = readPages();
const kilobyte = 1000;

/** Return the size of what a page loads before the reader acts, compressed as hosts send it, without fonts. */
function weigh(path: string) {
  const { html, document } = findPage(pages, path);
  const list = (selector: string, attribute: string) =>
    [...document.querySelectorAll(selector)].map(
      (element) => element.getAttribute(attribute) ?? '',
    );
  const scripts = withImports([
    ...list('script[src]', 'src'),
    ...list('link[rel=modulepreload]', 'href'),
  ]);
  const styles = list('link[rel=stylesheet]', 'href');
  const preloads = list('link[rel=preload]', 'href');
  const weighFiles = (files: string[]) =>
    files.reduce((sum, file) => sum + compress(readFileSync(toFile(file))), 0);
  return {
    total: compress(html) + weighFiles([...scripts, ...styles, ...preloads]),
    script: weighFiles(scripts),
    requests: 1 + scripts.length + styles.length + preloads.length,
    styles: styles.length,
  };
}

/** Add the scripts that other scripts import on loading. */
function withImports(scripts: string[]): string[] {
  const all = new Set(scripts);
  for (const script of all) {
    const code = readFileSync(toFile(script), 'utf8');
    for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)) {
      all.add(script.replace(/[^/]*$/, name ?? ''));
    }
  }
  return [...all];
}

function toFile(path: string): string {
  return join(inject('site').folder, path);
}

function compress(content: string | Buffer): number {
  return brotliCompressSync(content).length;
}

test.each([
  ['/zh/3.1/', 12, 0],
  ['/en/3.1/', 12, 0],
  ['/3.1/', 14, 0],
  ['/zh/', 25, 0],
  ['/en/', 25, 0],
  ['/', 40, 0],
  ['/terms/', 14, 1],
  ['/terms/new-quality-productivity/', 20, 1],
])('%s loads at most %i kB, 4 kB of it script, with %i stylesheets', (path, budget, sheets) => {
  const { total, script, requests, styles } = weigh(path);
  expect(total).toBeLessThanOrEqual(budget * kilobyte);
  expect(script).toBeLessThanOrEqual(4 * kilobyte);
  expect(requests).toBeLessThanOrEqual(5);
  expect(styles).toBe(sheets);
});

test.each([
  ['han', 140],
  ['latin', 40],
])('the fonts of %s have at most %i kB', (script, budget) => {
  const folder = join(inject('site').folder, 'assets');
  const fonts = readdirSync(folder).filter((file) => file.startsWith(`duidu-${script}-`));
  expect(fonts).toHaveLength(2);
  const size = fonts.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  expect(size).toBeLessThanOrEqual(budget * kilobyte);
});
