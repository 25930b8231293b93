import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { isSegmentAnchor } from '../../../src/paper/anchor.ts';
import { readVisible, scrollToRead } from '../page.ts';
import {
  defaultSize,
  type Engine,
  type EngineKind,
  run,
  type Tab,
  type TabOptions,
  waitFor,
} from './tab.ts';

/** Opens a page of the site, by its path or full address, in a window that a reader has not used. */
export type OpenPage = (path: string, options?: PageOptions) => Promise<Tab>;

interface PageOptions extends TabOptions {
  /** Whether errors are part of the test, which fails with them otherwise. */
  hasErrors?: boolean;
}

/**
 * Use an engine in the tests of a block, which fail if a window reports an error.
 *
 * The tests share a window, because a new one costs as much as three pages. Its storage is cleared after each test,
 * its cache is not. After a failed test, or to run scripts or not, a new one opens.
 */
export function useEngine(kind: EngineKind): OpenPage {
  let engine: Engine;
  let last: { tab: Tab; scripts: boolean } | undefined;
  let expectsErrors = false;

  beforeAll(async () => {
    engine = await kind.start();
  });
  afterEach(async ({ task }) => {
    const errors = (await last?.tab.readErrors()) ?? [];
    if (last && task.result?.state !== 'fail') {
      await last.tab.open(new URL('robots.txt', inject('site').url).href);
      await last.tab.evaluate('[localStorage, sessionStorage].forEach((each) => each.clear())');
      await last.tab.readErrors();
    } else await close();
    if (!expectsErrors) expect(errors).toEqual([]);
  });
  afterAll(() => engine.close());

  async function close(): Promise<void> {
    const { tab } = last ?? {};
    last = undefined;
    await tab?.close();
  }

  return async (path, { hasErrors = false, size = defaultSize, scripts = true } = {}) => {
    expectsErrors = hasErrors;
    if (last?.scripts === scripts) await last.tab.resize(size);
    else {
      await close();
      last = { tab: await engine.openTab({ size, scripts }), scripts };
    }
    const { tab } = last;
    await tab.open(new URL(path, inject('site').url).href);
    if (scripts) await waitFor(tab, `document.readyState === 'complete'`);
    return tab;
  };
}

/** Return the text of the first element that matches a selector. */
export async function readText(tab: Tab, selector: string): Promise<string> {
  return run(tab, (all) => document.querySelector(all)?.textContent?.trim() ?? '', selector);
}

/** Wait until an element matches a selector. */
export async function waitForElement(tab: Tab, selector: string): Promise<void> {
  await waitFor(tab, `document.querySelector(${JSON.stringify(selector)}) !== null`);
}

/** Wait for the page at a path, as after a link. */
export async function waitForPage(tab: Tab, path: string): Promise<void> {
  const isThere = `location.pathname === ${JSON.stringify(path)}`;
  await waitFor(tab, `${isThere} && document.readyState === 'complete'`);
}

/** Return the anchors of the visible segments. */
export async function listVisible(tab: Tab): Promise<string[]> {
  return (await run(tab, readVisible, undefined)).filter(isSegmentAnchor);
}

/** Scroll to a segment. */
export const readAt = (tab: Tab, anchor: string): Promise<void> => run(tab, scrollToRead, anchor);

/** Open search with its key, and wait until it accepts text. */
export async function openSearch(tab: Tab): Promise<void> {
  // Keys pressed before the scripts have run are lost.
  await waitFor(tab, `document.readyState === 'complete'`);
  await tab.press('/');
  await waitFor(tab, `document.activeElement.matches('dialog input')`);
}

/** Paste the clipboard into the search box, and return its value. */
export async function paste(tab: Tab): Promise<string> {
  await openSearch(tab);
  await tab.press(process.platform === 'darwin' ? 'Meta+v' : 'Control+v');
  return (await waitFor(tab, `document.querySelector('dialog input').value`)) as string;
}
