import type { Page } from 'playwright-core';
import { flatten } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';
import { sumBytes, type Traffic } from './traffic.ts';

/** The search of a site: where its results are, and which it should have. */
export interface SearchBox {
  query: string;
  /** The numbers of the sections that have the query. */
  sections: readonly string[];
  /** The selector of the links of its results. */
  link: string;
  /** The selector of the button that shows more of them. */
  more?: string;
}

/** What the first search of a visitor took, and what it found. */
export interface FirstSearch {
  /** From the key that opens the search to the first result, in milliseconds. */
  searchTime: number;
  /** What went over the wire until then, for workers and fonts too. */
  searchBytes: number;
  /** How many of the sections that have the query were seen then, and when nothing more came. */
  foundFirst: number;
  foundAll: number;
}

/** What the page shows with its first result. */
interface Shown {
  /** From the first key, in milliseconds. */
  time: number;
  /** In milliseconds since 1970. */
  at: number;
  hrefs: string[];
}

/** List the sections whose Chinese title or text has a wording, as far down as it stands. */
export function listSections(content: string, wording: string): string[] {
  return flatten(readPaper(content).root)
    .filter(({ number, title, paragraphs }) => {
      const sentences = paragraphs.flatMap(({ segments }) => segments.map(({ zh }) => zh.text));
      return number !== '' && [title.zh.text, ...sentences].some((text) => text.includes(wording));
    })
    .map(({ number }) => number);
}

/** Open the search with the key that all sites have for it, type, and wait for what it finds. */
export async function searchFirst(
  page: Page,
  traffic: Traffic,
  { query, sections, link, more }: SearchBox,
): Promise<FirstSearch> {
  await traffic.take('/');
  const clock = await page.evaluateHandle(startClock, link);
  await page.keyboard.press('Control+k');
  await page.waitForSelector('input:focus', { state: 'attached' });
  await page.keyboard.type(query);
  const { time, at, hrefs } = await clock.evaluate(({ shown }) => shown);
  const before = (await traffic.take('/')).filter((request) => request.at <= at);
  const count = (all: readonly string[]) =>
    sections.filter((number) => all.some((href) => toNumber(href) === number)).length;
  return {
    searchTime: time,
    searchBytes: sumBytes(before),
    foundFirst: count(hrefs),
    foundAll: count(await listAll(page, link, more)),
  };
}

/** Note when the reader presses a key, and the first frame that has a result. It runs in the page. */
function startClock(link: string): { shown: Promise<Shown> } {
  let begun: number | undefined;
  const begin = ({ timeStamp }: Event): void => {
    begun ??= timeStamp;
  };
  addEventListener('keydown', begin, { capture: true });
  const look = (done: (shown: Shown) => void): void => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>(link)];
    if (begun !== undefined && links.some((each) => each.checkVisibility())) {
      const hrefs = links.map(({ href }) => href);
      done({ time: performance.now() - begun, at: Date.now(), hrefs });
    } else requestAnimationFrame(() => look(done));
  };
  // In an object, as a promise alone would be waited for.
  return { shown: new Promise(look) };
}

/** List where results lead, when nothing more has come for a second and there is no more to show. */
async function listAll(page: Page, link: string, more: string | undefined): Promise<string[]> {
  let hrefs: string[] = [];
  for (let before = -1; before !== hrefs.length; ) {
    before = hrefs.length;
    const button = more && page.locator(more);
    if (button && (await button.isVisible())) await button.click();
    await page.waitForTimeout(1000);
    hrefs = await page
      .locator(link)
      .evaluateAll((links) => links.map((each) => (each as HTMLAnchorElement).href));
  }
  return hrefs;
}

/** Read the number of a section from its address, in which peers have dashes for dots. */
function toNumber(href: string): string | undefined {
  const [, name] = /^\/zh\/([^/]+?)(?:\.html|\/|$)/.exec(new URL(href).pathname) ?? [];
  return name?.replaceAll('-', '.');
}
