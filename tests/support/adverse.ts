import type { Page, Route } from 'playwright-core';

/** Pages of every kind that the site has. */
export const kinds = {
  paper: '/',
  'paper in Chinese': '/zh/',
  chapter: '/3/',
  section: '/3.1/',
  'section in Chinese': '/zh/3.1/',
  'section in English': '/en/3.1/',
  search: '/search/',
  terms: '/terms/',
  term: '/terms/new-quality-productivity/',
  about: '/about/',
  settings: '/settings/',
  offline: '/offline/',
  'missing page': '/there-is-none/',
} as const;

/** Let nothing be stored, as where the reader has blocked cookies and what goes with them. */
export function blockStorage(page: Page): Promise<void> {
  return page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']) {
      Object.defineProperty(window, name, { get: refuse });
    }
    Object.defineProperty(Document.prototype, 'cookie', { get: refuse, set: refuse });
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: refuse });
  });
}

/** Take something that newer browsers have away before a page loads: `Element.prototype.animate`. */
export function takeAway(page: Page, path: string): Promise<void> {
  return page.addInitScript((path) => {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let owner: object | undefined = window;
    for (const name of names) owner = Reflect.get(owner ?? {}, name);
    // What a browser has by itself may be on the object or on what it inherits from.
    while (owner && !Object.hasOwn(owner, last)) owner = Object.getPrototypeOf(owner);
    if (owner) Reflect.deleteProperty(owner, last);
  }, path);
}

/** Be a browser that knows no popovers: neither their scripts, nor their styles, nor the attribute. */
export async function takePopoversAway(page: Page): Promise<void> {
  for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover']) {
    await takeAway(page, `HTMLElement.prototype.${name}`);
  }
  for (const name of ['popoverTargetElement', 'popoverTargetAction']) {
    await takeAway(page, `HTMLButtonElement.prototype.${name}`);
  }
  await page.addInitScript(() => {
    const matches = Element.prototype.matches;
    Element.prototype.matches = function (selectors: string) {
      // As such a browser does, at a pseudo-class that it does not know.
      if (/^:popover-open/.test(selectors)) throw new DOMException(selectors, 'SyntaxError');
      return matches.call(this, selectors);
    };
  });
  await rewrite(page, /\.css$/, (css) => css.replaceAll(':popover-open', ':popover-unknown'));
  await rewrite(page, /\/$/, (html) =>
    html.replace(/ popover(?:target\w*)?(?:="[^"]*")?(?=[ >])/g, ''),
  );
}

/** Change the files of some names on their way to the browser. */
export async function rewrite(
  page: Page,
  name: RegExp,
  change: (text: string) => string,
): Promise<void> {
  await page.route(
    ({ pathname }) => name.test(pathname),
    async (route: Route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    },
  );
}
