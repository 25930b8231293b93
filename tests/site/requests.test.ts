import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, inject, test } from 'vitest';
import { readPages, type SiteName } from '../support/site.ts';

describe.each(['site', 'subSite', 'otherSite'] as const)('the files of %s', (name) => {
  test('name no resource on another host', () => {
    const { folder, url } = inject(name as SiteName);
    const { origin, pathname: base } = new URL(url);
    const isOwn = (address: string, from: string) => {
      const to = new URL(address, origin + from);
      return to.origin === origin && to.pathname.startsWith(base);
    };
    const pages = readPages(name);
    const loaded = pages.flatMap(({ path, html }) => listLoaded(html).map((to) => ({ path, to })));
    expect(loaded.length).toBeGreaterThan(pages.length * 5);
    expect(loaded.filter(({ path, to }) => !isOwn(to, path))).toEqual([]);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const read = (end: RegExp) =>
      files
        .filter((file) => end.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8'));
    const styles = [
      ...read(/\.css$/),
      ...pages.map(({ html }) => /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? ''),
    ];
    const inStyles = styles.flatMap((css) =>
      [...css.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map(
        ([, a, b]) => a ?? b ?? '',
      ),
    );
    expect(inStyles.length).toBeGreaterThan(3);
    expect(inStyles.filter((to) => !isOwn(to, base))).toEqual([]);
    const manifest = JSON.parse(read(/\.webmanifest$/)[0] ?? '');
    for (const { src } of manifest.icons)
      expect(isOwn(src, `${base}manifest.webmanifest`)).toBe(true);
    // Scripts contain a namespace and a DOI.
    const hosts = read(/\.js$/).flatMap((code) => code.match(/(?:https?|wss?):\/\/[\w.-]+/g) ?? []);
    const known = ['http://www.w3.org', 'https://doi.org'];
    const canonical = pages.flatMap(
      ({ document }) => document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? [],
    );
    const own = new URL(canonical[0] ?? '').origin;
    expect(hosts.filter((each) => ![...known, own].includes(each))).toEqual([]);
  });
});

/** List the addresses that a page loads by itself or on hover. */
function listLoaded(html: string): string[] {
  const { document } = parseHTML(html);
  const attributes: [string, string][] = [
    ['[src]', 'src'],
    ['[srcset]', 'srcset'],
    ['[poster]', 'poster'],
    ['object[data]', 'data'],
    ['[action]', 'action'],
    ['[ping]', 'ping'],
    ['[bundle]', 'bundle'],
    ['link:not([rel=canonical], [rel=alternate], [rel=cite-as])', 'href'],
  ];
  return attributes.flatMap(([selector, name]) =>
    [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? ''),
  );
}
