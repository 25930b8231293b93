import { expect, test } from 'vitest';
import { anyError, firstVisit, useBrowser, windows } from '../support/browser.ts';

/** The attempts here are reported in the console. */
const open = useBrowser('site', anyError);

// Site tests check that every page has the policy.
test.each(['3.1/', 'nothing/here'])(
  '/%s makes no element and no script from a text',
  async (path) => {
    const page = await open(path, windows.desktop, firstVisit);
    const allowed = await page.evaluate(async () => {
      // Code run by a debugger may use eval; the code that it schedules may not.
      await new Promise((resolve) => setTimeout(resolve));
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): unknown };
      };
      const text: string = '<b>';
      const script = document.createElement('script');
      const tries: Record<string, () => unknown> = {
        innerHTML: () => Object.assign(document.body, { innerHTML: text }),
        outerHTML: () => Object.assign(document.createElement('p'), { outerHTML: text }),
        srcdoc: () => Object.assign(document.createElement('iframe'), { srcdoc: text }),
        insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', text),
        createContextualFragment: () => new Range().createContextualFragment(text),
        parseFromString: () => new DOMParser().parseFromString(text, 'text/html'),
        write: () => document.write(text),
        eval: () => Reflect.apply(Reflect.get(window, 'eval'), window, ['1']),
        Function: () => new Function('1'),
        setTimeout: () => Reflect.apply(setTimeout, window, ['1']),
        'script.src': () => Object.assign(script, { src: '/x.js' }),
        'script.text': () => Object.assign(script, { text: '1' }),
        Worker: () => new Worker('/x.js'),
        register: () => navigator.serviceWorker.register('/x.js'),
        createPolicy: () => trustedTypes.createPolicy('another', {}),
        default: () => trustedTypes.createPolicy('default', {}),
      };
      const allowed: string[] = [];
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          await attempt();
          allowed.push(name);
        } catch {}
      }
      return allowed;
    });
    expect(allowed).toEqual([]);
  },
);

test('the policy allows one script address, and is not exported', async () => {
  const page = await open('3.1/', windows.desktop, (fresh) =>
    fresh.addInitScript(() => {
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): object };
      };
      const create = trustedTypes.createPolicy.bind(trustedTypes);
      Object.assign(window, { made: [] });
      trustedTypes.createPolicy = (name, rules) => {
        const policy = create(name, rules);
        (window as unknown as { made: object[] }).made.push(policy);
        return policy;
      };
    }),
  );
  await page.hover('h1');
  await page.waitForFunction(() => (window as unknown as { made: object[] }).made.length > 0);
  await page.keyboard.press('/');
  await page.waitForSelector('dialog[open] search-panel');
  const { names, allowed, again } = await page.evaluate(() => {
    const { made, trustedTypes } = window as unknown as {
      made: { name: string; createScriptURL(url: string): unknown }[];
      trustedTypes: { createPolicy(name: string, rules: object): object };
    };
    const refuses = (act: () => unknown): boolean => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    };
    const urls = [
      ...[
        '/sw.js',
        '/sw.js?x',
        '/sw.js/',
        'sw.js',
        './sw.js',
        '/SW.js',
        '//evil.example/sw.js',
        '',
      ],
      ...['https://evil.example/sw.js', 'javascript:1', 'data:text/javascript,1', '/assets/x.js'],
    ];
    return {
      names: made.map(({ name }) => name),
      allowed: urls.filter((url) => !refuses(() => made[0]?.createScriptURL(url))),
      again: refuses(() => trustedTypes.createPolicy('duidu', {})),
    };
  });
  expect(names).toEqual(['duidu']);
  expect(allowed).toEqual(['/sw.js']);
  expect(again).toBe(true);
});
