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

/** Block all storage, as when the reader blocks cookies. */
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

/** Remove a feature before a page loads: `Element.prototype.animate`. */
export async function takeAway(page: Page, path: string): Promise<void> {
  await page.addInitScript((path) => {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let owner: object | undefined = window;
    for (const name of names) owner = Reflect.get(owner ?? {}, name);
    // A built-in may be on the object or on its prototype.
    while (owner && !Object.hasOwn(owner, last)) owner = Object.getPrototypeOf(owner);
    if (owner) Reflect.deleteProperty(owner, last);
  }, path);
}

/** Emulate a browser without popovers: no scripts, styles or attribute. */
export async function takePopoversAway(page: Page): Promise<void> {
  for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover']) {
    await takeAway(page, `HTMLElement.prototype.${name}`);
  }
  for (const name of ['popoverTargetElement', 'popoverTargetAction']) {
    await takeAway(page, `HTMLButtonElement.prototype.${name}`);
  }
  await page.addInitScript(() => {
    const matches = Element.prototype.matches;
    // Such a browser rejects the pseudo-class.
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

/** Emulate a browser that gets no styles. */
export async function takeStylesAway(page: Page): Promise<void> {
  await page.route('**/*.css', (route) => route.abort());
  await rewrite(page, /\/$/, (html) => html.replace(/(<style>).*?(?=<\/style>)/s, '$1'));
}

/** Change files with a matching name on their way to the browser, without the policy, which would block them. */
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
 * List the visible controls of a page that do nothing without a script.
 *
 * It runs in the browser and uses nothing else from this file.
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
    // A form that leads to its own page does nothing without a script.
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

/** Count the visible characters in the main part of a page. It runs in the browser. */
export function measureText(): number {
  const main = document.querySelector('main');
  return main?.getClientRects()[0] ? main.innerText.trim().length : 0;
}
