import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { completeHeads } from '../../src/page/head/complete-heads.ts';
import { toPagePolicy } from '../../src/site/policy.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duidu-heads-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const toPage = (style: string): string =>
  `<head><meta charset="utf-8"><title>A</title><style>${style}\n/*$vite$:1*/</style></head>`;

/** Complete files as a build does, and return one of them. */
function complete(files: Readonly<Record<string, string>>, name: string): string {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const done = completeHeads().hooks['astro:build:done'] as (options: { dir: URL }) => void;
  done({ dir: pathToFileURL(`${folder}/`) });
  return readFileSync(join(folder, name), 'utf8');
}

test('a page names its style as it stands there', () => {
  const html = complete({ '404.html': toPage('a{}'), 'index.html': toPage('a{}') }, 'index.html');
  expect(html).toContain(`content="${toPagePolicy('a{}')}"`);
  expect(html).toContain('<style>a{}</style>');
});

test('a page of somebody else stays as it is', () => {
  const foreign = '<meta charset="utf-8"><title>A</title>google-site-verification: google123.html';
  expect(complete({ '404.html': toPage('a{}'), 'g.html': foreign }, 'g.html')).toBe(foreign);
  const styled = `${foreign}<style>b{}</style>`;
  expect(complete({ '404.html': toPage('a{}'), 'g.html': styled }, 'g.html')).toBe(styled);
});
