import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { serveFolder } from '../../src/commands/serve.ts';
import { listFiles } from '../../src/site/files.ts';
import { limitFonts } from '../support/fontconfig.ts';
import { paperFolder } from '../support/paper.ts';
import { makeWorkFolder } from '../support/work.ts';

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>';
let folder: string;
beforeEach(() => {
  folder = makeWorkFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

function build(env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['src/commands/build.ts'],
      { env: { ...process.env, CONTENT_DIR: paperFolder, PDF: '0', ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

test('a build with an error stops, names the line and keeps the last site', async () => {
  const content = join(folder, 'content');
  const site = join(folder, 'site');
  cpSync(paperFolder, content, { recursive: true });
  cpSync(inject('site').folder, site, { recursive: true });
  const file = join(content, 'en/3.1.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\n[^\n]*\n$/, '\n'));
  const { code, output } = await build({ CONTENT_DIR: content, OUT_DIR: site });
  expect(code).toBe(1);
  expect(output.replaceAll(content.replaceAll('\\', '/'), 'content')).toContain(
    'content/en/3.1.md:9:1\n  expected: the counterpart of content/zh/3.1.md:9 “这些优质的农产品和畜产品不仅极大地推动了新疆农业…”\n  found: the end of the file',
  );
  expect(output).not.toMatch(/^\s+at /m);
  expect(readFileSync(join(site, 'index.html'))).toEqual(
    readFileSync(join(inject('site').folder, 'index.html')),
  );
});

test('a repeated build has the same bytes, PDFs too, on a machine with other fonts', async () => {
  const again = join(folder, 'site');
  // With the settings of the test site, except its folder and, on Linux, its fonts.
  const settings = { OUT_DIR: again, PDF: '', SITE: '', BASE: '/', ...limitFonts() };
  const { code } = await build(settings);
  expect(code).toBe(0);
  expect(digestFiles(again)).toEqual(digestFiles(inject('site').folder));
  expect((await build(settings)).output).toContain('Nothing has changed');
});

/** Digest each file of a folder, by path. */
function digestFiles(of: string): Record<string, string> {
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(of, file)))
      .digest('hex');
  return Object.fromEntries(listFiles(of).map((file) => [file, digest(file)]));
}

test('a build replaces no folder but a built site', async () => {
  writeFileSync(join(folder, 'letter.txt'), 'dear');
  writeFileSync(join(folder, '404.html'), '');
  const { code, output } = await build({ OUT_DIR: folder });
  expect(code).toBe(1);
  expect(output).toContain('has files other than a built site');
  expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toBe('dear');
});

test.each(['a#b', 'a?b'])('a build refuses the folder %s', async (name) => {
  for (const settings of [{ OUT_DIR: name }, { CONTENT_DIR: name }]) {
    const { code, output } = await build({ OUT_DIR: join(folder, 'site'), ...settings });
    expect([code, output]).toEqual([1, expect.stringContaining('in its path')]);
  }
});

test('a build removes leftovers of an interrupted one, or restores the site', async () => {
  const [ended, running] = [String(2 ** 22 + 1), String(process.pid)];
  const left = (name: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, '.duidu'), name);
  };
  for (const pid of [ended, running]) left(`.site-${pid}-next`);
  left(`.site-${ended}-previous`);
  // Then it stops, as there is no content.
  const { code } = await build({
    OUT_DIR: join(folder, 'site'),
    CONTENT_DIR: join(folder, 'none'),
  });
  expect(code).toBe(1);
  expect(readdirSync(folder).sort()).toEqual([`.site-${running}-next`, 'site']);
  expect(readFileSync(join(folder, 'site/.duidu'), 'utf8')).toBe(`.site-${ended}-previous`);
});

test('an older Node reports how to get a newer one', () => {
  const older =
    "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.9.0'})";
  const guard = ['--import', older, '--import', './src/commands/node-version.mjs'];
  const { status, stderr } = spawnSync(process.execPath, [...guard, 'src/commands/check.ts']);
  expect([status, String(stderr)]).toEqual([1, expect.stringContaining('npm rebuild node')]);
  const scripts = Object.values(packageJson.scripts).filter((each) => /src\/commands/.test(each));
  expect(scripts.filter((each) => !each.includes(guard.at(-1) ?? ''))).toEqual([]);
});

test('a build reports a missing browser and missing permalinks, whatever its folders and path', async () => {
  const content = join(folder, '内容 %20');
  const site = join(folder, '对 读%20');
  cpSync(paperFolder, content, { recursive: true });
  rmSync(join(content, 'permalinks.json'));
  mkdirSync(join(content, 'images'), { recursive: true });
  writeFileSync(join(content, 'images/unnamed.svg'), drawing);
  const settings = { CONTENT_DIR: content, OUT_DIR: site, PDF: '', CHROME_PATH: '/nowhere' };
  const { code, output } = await build({ ...settings, BASE: '论 文' });
  expect(code).toBe(0);
  expect(output).toContain('No permalinks recorded yet: run “npm run permalinks”');
  expect(output).toContain('No PDFs were printed: there is no Chromium, Chrome or Edge');
  const page = readFileSync(join(site, 'index.html'), 'utf8');
  expect(page).not.toContain('文本第');
  expect(page).toContain('paper-zh.epub');
  expect(page).not.toContain('.pdf');
  const offered = readdirSync(join(site, 'downloads'));
  expect(offered.filter((name) => name.endsWith('.pdf'))).toEqual([]);
  expect(existsSync(join(site, 'pagefind'))).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['内容 %20', '对 读%20']);
  const texts = listFiles(site).filter((file) =>
    /html$|js|xml$|txt$|manifest$|_headers$/.test(file),
  );
  const raw = texts.filter((file) => /论 文\/|\/论/.test(readFileSync(join(site, file), 'utf8')));
  expect(raw).toEqual([]);
  expect(page).toContain(`href="/${encodeURIComponent('论 文')}/zh/"`);
  const { server, url } = await serveFolder(site, `/${encodeURIComponent('论 文')}/`, 0);
  expect((await fetch(`${url}zh/3.1/`)).headers.get('x-content-type-options')).toBe('nosniff');
  server.close();
  const images = existsSync(join(site, 'images')) ? readdirSync(join(site, 'images')) : [];
  expect(images).not.toContain('unnamed.svg');
  const packed = Object.keys(unzipSync(readFileSync(join(site, 'downloads/paper.zip'))));
  expect(packed.filter((name) => /unnamed/.test(name))).toEqual([]);
});

test('a build whose browser cannot print stops, and gives advice', async () => {
  const site = join(folder, 'site');
  // An existing file that is not a browser.
  const { code, output } = await build({ OUT_DIR: site, PDF: '', CHROME_PATH: 'package.json' });
  expect(code).toBe(1);
  expect(output).toContain(
    'The PDFs cannot be printed (Error: no browser starts): set CHROME_PATH',
  );
  expect(existsSync(site)).toBe(false);
});

test('a build refuses a SITE with a path', async () => {
  const { code, output } = await build({ SITE: 'https://example.org/paper', OUT_DIR: folder });
  expect(code).toBe(1);
  expect(output).toContain('SITE is “https://example.org/paper”');
});

test('the server takes the next port if one is taken', async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, 'localhost', () => resolve((blocker.address() as { port: number }).port));
  });
  const { server, url } = await serveFolder(inject('site').folder, '/', port);
  expect(Number(new URL(url).port)).toBeGreaterThan(port);
  expect((await fetch(url)).status).toBe(200);
  server.close();
  blocker.close();
});

test('the server reports a missing site', async () => {
  await expect(serveFolder(folder, '/', 0)).rejects.toThrow(
    /has no built site: run “npm run build”/,
  );
});

test('the server sends the headers of the last build', async () => {
  const write = (policy: string) =>
    writeFileSync(join(folder, '_headers'), `/*\n  Content-Security-Policy: ${policy}\n`);
  write("frame-ancestors 'none'");
  writeFileSync(join(folder, '404.html'), '');
  const { server, url } = await serveFolder(folder, '/', 0);
  const ask = async () => (await fetch(`${url}404.html`)).headers.get('content-security-policy');
  expect(await ask()).toBe("frame-ancestors 'none'");
  write("frame-ancestors 'self'");
  expect(await ask()).toBe("frame-ancestors 'self'");
  server.close();
  const site = inject('site');
  const [asset] = readdirSync(join(site.folder, 'assets'));
  for (const [path, caching] of [
    ['', 'no-cache'],
    ['sw.js', 'no-cache'],
    ['assets/none.js', 'no-cache'],
    [`assets/${asset}`, 'public, max-age=31536000, immutable'],
  ]) {
    expect((await fetch(site.url + path)).headers.get('cache-control'), path).toBe(caching);
  }
});

test('the server answers an unknown address with the 404 page', async () => {
  const { url } = inject('subSite');
  for (const path of ['9.9/', '../', '..%2f..%2fpackage.json', '%']) {
    const response = await fetch(url + path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Page not found');
  }
});

test.each([
  ['bytes=0-9', 206, 10],
  ['bytes=-10', 206, 10],
  ['bytes=5-2', 416, 0],
  ['bytes=999999999-', 416, 0],
  ['bytes=abc', 200, undefined],
  ['lines=1-2', 200, undefined],
])('the server answers the range %s with %i (RFC 9110, 14)', async (range, status, length) => {
  const { url, folder: built } = inject('site');
  const whole = readFileSync(join(built, 'robots.txt'));
  const response = await fetch(`${url}robots.txt`, { headers: { Range: range } });
  expect(response.status).toBe(status);
  const body = Buffer.from(await response.arrayBuffer());
  if (range === 'bytes=-10') expect(body).toEqual(whole.subarray(-10));
  else expect(body.length).toBe(length ?? whole.length);
});

test('the server compresses text, but not a range of it', async () => {
  const { url } = inject('site');
  const encode = async (headers: HeadersInit) =>
    (await fetch(url, { headers })).headers.get('content-encoding');
  expect(await encode({})).toMatch(/br|gzip/);
  expect(await encode({ Range: 'bytes=0-9' })).toBeNull();
});

test('the server answers only GET and HEAD, and redirects keep the query', async () => {
  const { url } = inject('site');
  const posted = await fetch(url, { method: 'POST', body: 'x' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  const moved = await fetch(`${url}search?q=a`, { redirect: 'manual' });
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/search/?q=a']);
  const twice = await fetch(`${url}/zh`, { redirect: 'manual' });
  expect(twice.headers.get('location')).toBe('/zh/');
  for (const path of ['downloads/', 'cite/', 'pagefind']) {
    expect((await fetch(url + path)).status, path).toBe(404);
  }
});
