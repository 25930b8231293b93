import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { isSegmentAnchor } from '../../../src/paper/anchor.ts';
import { readVisible, scrollToRead } from '../page.ts';
import { type Engine, type EngineKind, run, type Tab, type TabOptions, waitFor } from './tab.ts';

/** Opens a page of the site, by its path or full address, in a new window. */
export type OpenPage = (path: string, options?: PageOptions) => Promise<Tab>;

interface PageOptions extends TabOptions {
  /** Whether errors are part of the test, which fails with them otherwise. */
  hasErrors?: boolean;
}

/**
 * Use an engine in the tests of a block, which fail if a window reports an error.
 *
 * Each test has new windows, or, where `isReused`, the window of the last test with the same options, whose
 * storage is empty and whose cache is not: a new window costs as much as three pages.
 */
export function useEngine(kind: EngineKind, isReused = false): OpenPage {
  let engine: Engine;
  let idle: { tab: Tab; key: string } | undefined;
  const tabs: { tab: Tab; key: string; hasErrors: boolean }[] = [];

  beforeAll(async () => {
    engine = await kind.start();
  });
  afterEach(async () => {
    const errors: string[] = [];
    for (const { tab, key, hasErrors } of tabs.splice(0)) {
      if (!hasErrors) errors.push(...(await tab.readErrors()));
      if (isReused && errors.length === 0 && !idle) {
        await tab.open(new URL('robots.txt', inject('site').url).href);
        await tab.evaluate('[localStorage, sessionStorage].forEach((each) => each.clear())');
        idle = { tab, key };
      } else await tab.close();
    }
    expect(errors).toEqual([]);
  });
  afterAll(() => engine.close());

  async function takeTab(options: TabOptions, key: string): Promise<Tab> {
    const last = idle;
    idle = undefined;
    if (last?.key === key) return last.tab;
    await last?.tab.close();
    return engine.openTab(options);
  }

  return async (path, { hasErrors = false, ...options } = {}) => {
    const key = JSON.stringify(options);
    const tab = await takeTab(options, key);
    tabs.push({ tab, key, hasErrors });
    await tab.open(new URL(path, inject('site').url).href);
    // Keys pressed before the scripts have run are lost.
    if (options.scripts !== false) await waitFor(tab, `document.readyState === 'complete'`);
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
  await tab.press('/');
  await waitFor(tab, `document.activeElement.matches('dialog input')`);
}

/** Paste the clipboard into the search box, and return its value. */
export async function paste(tab: Tab): Promise<string> {
  await openSearch(tab);
  await tab.press(process.platform === 'darwin' ? 'Meta+v' : 'Control+v');
  return (await waitFor(tab, `document.querySelector('dialog input').value`)) as string;
}
