import type { Page } from 'playwright-core';
import { flatten } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';
import { sumBytes, type Traffic } from './traffic.ts';

/** The search of a site: selectors of its results, and the expected sections. */
export interface SearchBox {
  query: string;
  /** The numbers of the sections that contain the query. */
  sections: readonly string[];
  /** The selector of result links. */
  link: string;
  /** The selector of the button that shows more results. */
  more?: string;
}

/** The cost and the results of a visitor's first search. */
export interface FirstSearch {
  /** From the key that opens search to the first result, in milliseconds. */
  searchTime: number;
  /** The bytes over the wire until then, including those of workers and fonts. */
  searchBytes: number;
  /** The number of expected sections found by then, and in the end. */
  foundFirst: number;
  foundAll: number;
}

/** The times that the page records. */
interface Shown {
  /** From the first key, in milliseconds. */
  time: number;
  /** In milliseconds since 1970. */
  at: number;
  hrefs: string[];
}

/** List the sections whose Chinese title or text contains a wording, with subsections. */
export function listSections(content: string, wording: string): string[] {
  return flatten(readPaper(content).root)
    .filter(({ number, title, paragraphs }) => {
      const sentences = paragraphs.flatMap(({ segments }) => segments.map(({ zh }) => zh.text));
      return number !== '' && [title.zh.text, ...sentences].some((text) => text.includes(wording));
    })
    .map(({ number }) => number);
}

/** Open search with the key that all sites share, type, and wait for results. */
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

/** Record the time of the key and of the first frame with a result. It runs in the page. */
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
  // In an object, as a bare promise would be awaited.
  return { shown: new Promise(look) };
}

/** List the result links when no more have come for a second and none are left to show. */
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

/** Read the number of a section from its address, in which peers write dashes for periods. */
function toNumber(href: string): string | undefined {
  const [, name] = /^\/zh\/([^/]+?)(?:\.html|\/|$)/.exec(new URL(href).pathname) ?? [];
  return name?.replaceAll('-', '.');
}
