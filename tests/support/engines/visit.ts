import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { types } from '../faulty.ts';
import { run, type Tab, waitFor } from './tab.ts';

/** A host of a built site with late fonts, whose pages record themselves from the start. */
export interface LateHost extends Delays {
  url: string;
  close(): void;
}

/** How late files are, in milliseconds. */
interface Delays {
  /** The delay of each font. */
  delay: number;
  /** The delay of each page. */
  pageDelay: number;
}

/** The layout and fonts that a reader saw until the fonts of a page had loaded. */
export interface Visit {
  /** The layout shift as in the Layout Instability API: the share of the window times the distance. */
  shift: number;
  /** The time from the first frame to the last English font, in milliseconds. */
  wait: number;
  /** The share of the lines of the first English paragraphs in each font at the end. */
  share: Record<Face, number>;
  /** Whether this machine has a fallback font with the same widths as the Chinese font. */
  hasHan: boolean;
}

type Face = 'regular' | 'bold' | 'other';

const english = ':is(p.single, .pair > p):lang(en)';

/** Serve a built site with late fonts, at an address that no browser has cached. */
export async function serveLate(folder: string, delays: Delays): Promise<LateHost> {
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  const host = { url: '', ...delays, close };
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname, search } = new URL(url, 'http://localhost');
    const file = join(folder, pathname.replace(/\/$/, '/index.html'));
    if (!existsSync(file)) return response.writeHead(404).end();
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.setHeader('Content-Type', type);
    response.setHeader(
      'Cache-Control',
      pathname.startsWith('/assets/') ? 'max-age=600' : 'no-cache',
    );
    const isLate = file.endsWith('.woff2') && !search;
    if (isLate) await new Promise((resolve) => setTimeout(resolve, host.delay));
    if (!file.endsWith('.html')) return response.end(readFileSync(file));
    await new Promise((resolve) => setTimeout(resolve, host.pageDelay));
    const html = readFileSync(file, 'utf8').replace(/<meta http-equiv="Content-Security[^>]*>/, '');
    return response.end(html.replace('</head>', `<script>(${watch})()</script></head>`));
  });
  await once(server.listen(0, 'localhost'), 'listening');
  host.url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  return host;
}

/** Wait until a page’s fonts have loaded and nothing moves; return what was seen until then. */
export async function watchVisit(tab: Tab, host: LateHost, folder: string): Promise<Visit> {
  await waitFor(tab, `visit.isStill(${host.delay + 700})`, 'a page that stands still');
  const files = readdirSync(join(folder, 'assets'));
  const find = (style: string) => {
    const name = files.find((file) => file.startsWith(`duidu-latin-${style}.`));
    return `${host.url}assets/${name}?now`;
  };
  const faces = { regular: find('regular'), bold: find('bold') };
  return run(tab, readVisit, { faces, english });
}

interface Watched {
  shift: number;
  /** The time of the first frame, in milliseconds. */
  first: number;
  isStill(after: number): boolean;
}

/** Record, frame by frame, what moves in the window. */
function watch(): void {
  const parts = 'main :is(h1, h2, h3, p, dt, summary, .pair > *, .single > span[id]), header *';
  let last = new Map<Element, DOMRect>();
  let moved = 0;
  const watched: Watched = {
    shift: 0,
    first: 0,
    isStill: (after) =>
      document.readyState === 'complete' &&
      performance.now() > after &&
      performance.now() - moved > 400,
  };
  const grid = 50;
  const look = (): void => {
    watched.first ||= performance.now();
    const now = new Map<Element, DOMRect>();
    const cells = new Set<number>();
    let far = 0;
    for (const element of document.querySelectorAll(parts)) {
      const box = element.getClientRects()[0];
      // What follows in the text is further below the window.
      if (box && box.top > 2 * innerHeight) break;
      if (!box || getComputedStyle(element).visibility === 'hidden') continue;
      now.set(element, box);
      const before = last.get(element);
      const way = before ? Math.hypot(box.top - before.top, box.left - before.left) : 0;
      const isSeen = [box, before].some(
        (each) => each && each.bottom > 0 && each.top < innerHeight,
      );
      if (!before || way < 3 || !isSeen) continue;
      far = Math.max(far, way);
      for (const { top, bottom, left, right } of [before, box]) {
        const toRow = (y: number) =>
          Math.floor((grid * Math.max(0, Math.min(y, innerHeight - 1))) / innerHeight);
        const toColumn = (x: number) =>
          Math.floor((grid * Math.max(0, Math.min(x, innerWidth - 1))) / innerWidth);
        for (let row = toRow(top); row <= toRow(bottom); row++) {
          for (let column = toColumn(left); column <= toColumn(right); column++) {
            cells.add(row * grid + column);
          }
        }
      }
    }
    if (far > 0) moved = performance.now();
    watched.shift += (cells.size / grid ** 2) * (far / Math.max(innerWidth, innerHeight));
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  Object.assign(window, { visit: watched });
}

/** Name the fonts that were seen, by the width of the same text in each. It runs in the page. */
async function readVisit({ faces, english }: { faces: Record<string, string>; english: string }) {
  const { visit } = window as unknown as { visit: Watched };
  const loaded = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('duidu-latin'))
    .map((entry) => (entry as PerformanceResourceTiming).responseEnd);
  for (const [name, url] of Object.entries(faces)) {
    document.fonts.add(await new FontFace(`probe-${name}`, `url(${url})`).load());
  }
  const probe = document.body.appendChild(document.createElement('span'));
  probe.lang = 'en';
  const name = (text: string, width: number, size: number): Face => {
    const near = Object.keys(faces).find((face) => {
      probe.style.cssText = `position: absolute; white-space: pre; font: ${size}px probe-${face}`;
      // Firefox includes a hyphen at the end of a line in its last letter.
      return ['', '-', '‐'].some((hyphen) => {
        probe.textContent = text.trim() + hyphen;
        return Math.abs(probe.getBoundingClientRect().width - width) < 0.2;
      });
    });
    return (near ?? 'other') as Face;
  };
  const paragraphs = [...document.querySelectorAll(english)].slice(0, 12).map((paragraph) => {
    const lines: { text: string; top: number; left: number; right: number }[] = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('sup')) continue;
      for (let at = 0; at < (node.nodeValue ?? '').length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = [...range.getClientRects()].at(-1);
        if (!box?.width) continue;
        const line = lines.at(-1);
        if (line && Math.abs(line.top - box.top) < box.height / 2) {
          line.text += String(range);
          if (String(range).trim()) line.right = box.right;
        } else lines.push({ text: String(range), top: box.top, left: box.left, right: box.right });
      }
    }
    const size = Number.parseFloat(getComputedStyle(paragraph).fontSize);
    return lines.map(({ text, left, right }) => name(text, right - left, size));
  });
  const lines = paragraphs.flat();
  const shareOf = (face: Face) => lines.filter((each) => each === face).length / lines.length;
  const names = ['NotoSerifCJKsc-Regular', 'NotoSerifSC-Regular', 'STSong', 'SimSun'];
  const local = names.map((each) => new FontFace('probe', `local("${each}")`).load());
  return {
    shift: visit.shift,
    wait: Math.max(...loaded) - visit.first,
    share: { regular: shareOf('regular'), bold: shareOf('bold'), other: shareOf('other') },
    hasHan: await Promise.any(local).then(
      () => true,
      () => false,
    ),
  };
}
