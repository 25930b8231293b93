import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { isSegmentAnchor } from '../../../src/paper/anchor.ts';
import { readVisible, scrollToRead } from '../page.ts';
import { type Engine, type EngineKind, run, type Tab, type TabOptions, waitFor } from './tab.ts';

/** Opens a page of the site, by its path or by a whole address, in a window of its own. */
export type OpenPage = (path: string, options?: PageOptions) => Promise<Tab>;

interface PageOptions extends TabOptions {
  /** Whether errors are part of the test, which otherwise fails with each. */
  hasErrors?: boolean;
}

/** Use an engine in the tests of a block; each test closes its windows, and none may report an error. */
export function useEngine(kind: EngineKind): OpenPage {
  let engine: Engine;
  const tabs: { tab: Tab; hasErrors: boolean }[] = [];

  beforeAll(async () => {
    engine = await kind.start();
  });
  afterEach(async () => {
    const errors: string[] = [];
    for (const { tab, hasErrors } of tabs.splice(0)) {
      if (!hasErrors) errors.push(...(await tab.readErrors()));
      await tab.close();
    }
    expect(errors).toEqual([]);
  });
  afterAll(() => engine.close());

  return async (path, { hasErrors = false, ...options } = {}) => {
    const tab = await engine.openTab(options);
    tabs.push({ tab, hasErrors });
    await tab.open(new URL(path, inject('site').url).href);
    // A key that is pressed before the scripts have run is lost.
    if (options.scripts !== false) await waitFor(tab, `document.readyState === 'complete'`);
    return tab;
  };
}

/** Return the text of the first element of a selector. */
export async function readText(tab: Tab, selector: string): Promise<string> {
  return run(tab, (all) => document.querySelector(all)?.textContent?.trim() ?? '', selector);
}

/** Wait until there is an element of a selector. */
export async function waitForElement(tab: Tab, selector: string): Promise<void> {
  await waitFor(tab, `document.querySelector(${JSON.stringify(selector)}) !== null`);
}

/** Wait until the page at a path is there, as it is after a link. */
export async function waitForPage(tab: Tab, path: string): Promise<void> {
  const isThere = `location.pathname === ${JSON.stringify(path)}`;
  await waitFor(tab, `${isThere} && document.readyState === 'complete'`);
}

/** Return the anchors of the segments whose text can be seen. */
export async function listVisible(tab: Tab): Promise<string[]> {
  return (await run(tab, readVisible, undefined)).filter(isSegmentAnchor);
}

/** Let the reader be at a segment. */
export const readAt = (tab: Tab, anchor: string): Promise<void> => run(tab, scrollToRead, anchor);

/** Open the search with its key, and wait until it can be typed into. */
export async function openSearch(tab: Tab): Promise<void> {
  await tab.press('/');
  await waitFor(tab, `document.activeElement.matches('dialog input')`);
}

/** Paste what is on the clipboard into the search box, and return what is in it then. */
export async function paste(tab: Tab): Promise<string> {
  await openSearch(tab);
  await tab.press(process.platform === 'darwin' ? 'Meta+v' : 'Control+v');
  return (await waitFor(tab, `document.querySelector('dialog input').value`)) as string;
}
