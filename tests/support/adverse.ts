import type { Page } from 'playwright-core';

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
export async function blockStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
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
export async function takeAway(page: Page, path: string): Promise<void> {
  await page.addInitScript((path) => {
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
    // As such a browser does, at a pseudo-class that it does not know.
    const refuse = function (this: Element, selectors: string): boolean {
      if (/^:popover-open/.test(selectors)) throw new DOMException(selectors, 'SyntaxError');
      return matches.call(this, selectors);
    };
    Object.assign(Element.prototype, { matches: refuse });
  });
  const takeStyle = (css: string) => css.replaceAll(':popover-open', ':popover-unknown');
  await rewrite(page, /\.css$/, takeStyle);
  await rewrite(page, /\/$/, (html) =>
    takeStyle(html).replace(/ popover(?:target\w*)?(?:="[^"]*")?(?=[ >])/g, ''),
  );
}

/** Be a browser to which no style comes. */
export async function takeStylesAway(page: Page): Promise<void> {
  await page.route('**/*.css', (route) => route.abort());
  await rewrite(page, /\/$/, (html) => html.replace(/(<style>).*?(?=<\/style>)/s, '$1'));
}

/** Change the files of some names on their way to the browser; a policy would refuse what is changed. */
async function rewrite(page: Page, name: RegExp, change: (text: string) => string): Promise<void> {
  await page.route(
    ({ pathname }) => name.test(pathname),
    async (route) => {
      const response = await route.fetch();
      const { 'content-security-policy': _policy, ...headers } = response.headers();
      const text = (await response.text()).replace(/<meta http-equiv="Content-Security[^>]*>/, '');
      await route.fulfill({ response, headers, body: change(text) });
    },
  );
}

/**
 * List the controls of a page that can be seen, and that do nothing unless a script makes them.
 *
 * It runs in the browser and so uses nothing of this file.
 */
export function listDeadControls(): string[] {
  const isAlive = (control: Element): boolean => {
    if (control.matches('summary')) return control.parentElement?.localName === 'details';
    if (control instanceof HTMLAnchorElement) {
      const { hash, pathname } = control;
      if (!control.hasAttribute('href')) return false;
      if (!hash || pathname !== location.pathname) return control.href !== '';
      return document.getElementById(decodeURIComponent(hash.slice(1))) !== null;
    }
    const target = control.getAttribute('popovertarget');
    if (target) return document.getElementById(target)?.hasAttribute('popover') === true;
    // A form that leads to the page that it is on does nothing without a script.
    const form = control.closest('form');
    const action = form?.hasAttribute('action') && new URL(form.action).pathname;
    const isDialog = control.getAttribute('formmethod') === 'dialog';
    return Boolean(action) && action !== location.pathname && !isDialog;
  };
  const controls = 'a, button, input, select, textarea, summary, [role=button], [onclick]';
  return [...document.querySelectorAll(controls)]
    .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    .filter((control) => !isAlive(control))
    .map((control) => control.outerHTML.slice(0, 120));
}

/** Tell how much text of a page's main part can be seen. It runs in the browser. */
export function measureText(): number {
  const main = document.querySelector('main');
  return main?.getClientRects()[0] ? main.innerText.trim().length : 0;
}
