import { describe, expect, test } from 'vitest';
import { readArchive, writeArchive } from '../../src/features/offline/archive.ts';
import {
  isData,
  type OfflineBuild,
  toKind,
  toSitePath,
} from '../../src/features/offline/offline.ts';

const built = [
  'pagefind/data.json',
  'images/map.png',
  'favicon.svg',
  'zh/3.1/index.html',
  'assets/a.js',
  '_headers',
];

const build: OfflineBuild = {
  base: '/paper/',
  version: 'a',
  whole: { path: 'assets/offline.a.pack', digest: '', size: 0 },
  start: [],
  data: Object.fromEntries(built.filter(isData).map((path) => [path, ''])),
};

describe('toKind', () => {
  test.each([
    ['', 'page'],
    ['zh/3.1/', 'page'],
    ['zh/3.1', 'page'],
    ['assets/a.js', 'asset'],
    // Its name stays the same when another image takes its place.
    ['images/map.png', 'data'],
    ['favicon.svg', 'data'],
    ['pagefind/data.json', 'data'],
    ['assets/offline.a.pack', 'other'],
    ['sw.js', 'other'],
    ['constructor.json', 'other'],
    // After the root’s own slash these would be the name of another host.
    ['/evil.example/', 'other'],
    ['/evil.example/assets/x.js', 'other'],
  ])('takes %j for what is answered as %s', (path, kind) => {
    expect(toKind(path, build)).toBe(kind);
  });
});

describe('toSitePath', () => {
  test.each([
    ['/paper/zh/3.1/', 'zh/3.1/'],
    ['/paper/%E6%96%B0/', '新/'],
    ['/paper/%/', '%/'],
    ['/paper/%E0%A4%A', '%E0%A4%A'],
  ])('reads %s as %s', (pathname, path) => {
    expect(toSitePath(pathname, build.base)).toBe(path);
  });
});

test('an archive has what its files share once, and gives each as it was', async () => {
  const shared = 'p { margin: 0 }'.repeat(500);
  const texts = new Map([
    ['zh/', `<style>${shared}</style>一`],
    ['en/', `<style>p {</style><style>${shared}</style>one${shared}`],
    ['a.css', shared],
    ['empty.txt', ''],
  ]);
  const toBytes = (text: string) => new TextEncoder().encode(text);
  const files = [...texts].map(([path, text]) => ({
    path,
    type: 'text/html',
    content: toBytes(text),
  }));
  for (const common of [shared, '', 'in none']) {
    const packed = writeArchive(files, toBytes(common));
    const kept = readArchive(new Uint8Array(packed));
    for (const [path, text] of texts) {
      expect(await new Blob(kept.get(path)?.parts).text()).toBe(text);
    }
  }
  expect(writeArchive(files, toBytes(shared)).length).toBeLessThan(2.2 * shared.length);
});
