/**
 * Measure a page of the site, cold, on two slow phones, beside a page written by hand, Starlight and VitePress.
 *
 * `npm ci --prefix tests/bench && npm run bench:page`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { contentFolder } from '../../src/site/config.ts';
import { startChromium } from '../support/chromium.ts';
import { findFonts } from '../support/fontconfig.ts';
import { median, printTables, type Table, toKilobytes, toTimes } from './figures.ts';
import { listSections } from './first-search.ts';
import { type Host, startSlowHost } from './host.ts';
import { toLimitPage } from './limit.ts';
import { type Phone, slowLine, slowProcessor } from './line.ts';
import {
  buildPeer,
  hasPeers,
  makePeerFolder,
  ownFolder,
  type Peer,
  starlight,
  vitePress,
} from './peers.ts';
import { type Case, type Visit, visit } from './visit.ts';

const runs = 9;
const number = '3.1';
const peerNumber = number.replaceAll('.', '-');
const query = '新质生产力';

/** The built sites. */
type Folders = { own: string; limit: string; peers: string[] };

/** Visit all pages in turn, several times, with an empty cache each time, on two phones. */
export async function measurePages(): Promise<Table[]> {
  const work = makePeerFolder();
  // Every reader of Chinese has such fonts; without them, text would change its width when the site's arrive.
  process.env['TEST_FONTS'] ??= [
    findFonts('fonts-noto-cjk', 'share/fonts/opentype/noto'),
    findFonts('fonts-dejavu-core', 'share/fonts/truetype/dejavu'),
  ].join(delimiter);
  const browser = await startChromium();
  const hosts: Host[] = [];
  const toCases = async (phone: Phone, { own, limit, peers }: Folders): Promise<Case[]> => {
    const serve = async (folder: string) => {
      const host = await startSlowHost(folder, phone);
      hosts.push(host);
      return host;
    };
    const search = { query, sections: listSections(contentFolder, query) };
    const host = await serve(own);
    const cases: Case[] = [
      { name: 'limit: a page by hand', host: await serve(limit), path: '' },
      {
        name: 'section',
        host,
        path: `zh/${number}/`,
        search: { ...search, link: 'dialog .result a' },
      },
      { name: 'section, both languages', host, path: `${number}/` },
      { name: 'whole paper', host, path: 'zh/' },
    ];
    const [starlightSite, vitePressSite] = peers;
    if (!starlightSite || !vitePressSite) return cases;
    return [
      ...cases,
      {
        name: starlight.name,
        host: await serve(starlightSite),
        path: `zh/${peerNumber}/`,
        search: { ...search, link: '.pagefind-ui__result-link', more: '.pagefind-ui__button' },
      },
      {
        name: vitePress.name,
        host: await serve(vitePressSite),
        path: `zh/${peerNumber}.html`,
        search: { ...search, link: '.VPLocalSearchBox .result' },
      },
    ];
  };
  try {
    const folders = {
      own: buildOwn(),
      limit: writeLimit(work),
      peers: hasPeers ? [starlight, vitePress].map((peer) => build(peer, work)) : [],
    };
    const slow = await visitAll(browser, await toCases(slowLine, folders));
    const cases = (await toCases(slowProcessor, folders)).map(({ search: _, ...each }) => each);
    const others = await visitAll(browser, cases);
    return [
      toVisitTable(slow, slowLine),
      toSearchTable(slow, slowLine),
      toVisitTable(others, slowProcessor),
    ];
  } finally {
    for (const host of hosts) host.close();
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  }
}

async function visitAll(browser: Browser, cases: readonly Case[]): Promise<Visits> {
  const visits = new Map<Case, Visit[]>(cases.map((each) => [each, []]));
  for (let run = 0; run < runs; run++) {
    for (const each of cases) visits.get(each)?.push(await visit(browser, each));
  }
  return visits;
}

/** Build the site, and return its folder. */
export function buildOwn(): string {
  execFileSync(process.execPath, ['src/commands/build.ts'], {
    env: { ...process.env, OUT_DIR: ownFolder, PDF: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return ownFolder;
}

function writeLimit(work: string): string {
  const folder = join(work, 'limit');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), toLimitPage(contentFolder, number));
  return folder;
}

function build(peer: Peer, work: string): string {
  const project = join(work, peer.name);
  peer.write(contentFolder, project);
  buildPeer(peer, project);
  return join(project, peer.output);
}

/** The visits of each page. */
type Visits = ReadonlyMap<Case, Visit[]>;

function toVisitTable(visits: Visits, phone: Phone): Table {
  const cases = [...visits.keys()];
  const [limit] = cases;
  const peer = findCase(visits, starlight);
  return {
    title: `Cold visits: ${phone.name}, medians of ${runs} in turn, with quartiles`,
    head: [
      ...['', 'weight', 'of Starlight’s', 'fonts', 'requests'],
      ...['FCP', 'LCP', 'LCP of the limit’s', 'CLS', 'blocked'],
    ],
    rows: cases.map((each) => [
      each.name,
      toKilobytes(middle(visits, each, 'bytes')),
      toRatio(visits, each, peer, 'bytes'),
      toKilobytes(middle(visits, each, 'fonts')),
      String(middle(visits, each, 'requests')),
      toTimes(listFigures(visits, each, 'fcp')),
      toTimes(listFigures(visits, each, 'lcp')),
      toRatio(visits, each, limit, 'lcp'),
      middle(visits, each, 'cls').toFixed(3),
      `${middle(visits, each, 'blocked').toFixed(0)} ms`,
    ]),
  };
}

function toSearchTable(visits: Visits, phone: Phone): Table {
  const [first, second] = [starlight, vitePress].map((peer) => findCase(visits, peer));
  return {
    title: `The first search, for ${query}, until its first result is seen: ${phone.name}`,
    head: [
      ...['', 'time', 'of Starlight’s', 'of VitePress’s', 'weight, fonts too', 'of Starlight’s'],
      ...['sections then', 'sections in the end'],
    ],
    rows: [...visits.keys()].flatMap((each) => {
      if (!each.search) return [];
      const there = each.search.sections.length;
      return [
        [
          each.name,
          toTimes(listFigures(visits, each, 'searchTime')),
          toRatio(visits, each, first, 'searchTime'),
          toRatio(visits, each, second, 'searchTime'),
          toKilobytes(middle(visits, each, 'searchBytes')),
          toRatio(visits, each, first, 'searchBytes'),
          `${middle(visits, each, 'foundFirst')} of ${there}`,
          `${middle(visits, each, 'foundAll')} of ${there}`,
        ],
      ];
    }),
  };
}

function findCase(visits: Visits, { name }: Peer): Case | undefined {
  return [...visits.keys()].find((each) => each.name === name);
}

function middle(visits: Visits, each: Case, key: keyof Visit): number {
  return median(listFigures(visits, each, key));
}

function listFigures(visits: Visits, each: Case, key: keyof Visit): number[] {
  return visits.get(each)?.map((one) => one[key]) ?? [];
}

/** Write a figure as a multiple of another page's, if that page was visited. */
function toRatio(visits: Visits, each: Case, to: Case | undefined, key: keyof Visit): string {
  return to ? `× ${(middle(visits, each, key) / middle(visits, to, key)).toFixed(2)}` : '';
}

if (import.meta.main) printTables(await measurePages());
