import type { Page } from 'playwright-core';
import { ranMark } from './payloads.ts';

/**
 * Watch the pages opened from now on for payloads that act as more than text: one that runs, opens a dialog, or
 * is stopped only by the policy becomes a console error.
 */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript((mark) => {
    const tell = (what: string) => console.error(what);
    Object.defineProperty(window, mark, { get: () => undefined, set: () => tell('A payload ran') });
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
      Object.defineProperty(window, name, { value: () => tell(`The page called ${name}`) });
    }
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      tell(`The policy stopped ${effectiveDirective} ${blockedURI} ${sample}`),
    );
  }, ranMark);
}

/** Split a list into parts of at most a given length. */
export function split<Item>(items: readonly Item[], count: number): Item[][] {
  const starts = Array.from({ length: Math.ceil(items.length / count) }, (_, at) => at * count);
  return starts.map((start) => items.slice(start, start + count));
}

/** Write a text in Markdown so that it shows unchanged: all but letters and digits as references. */
export function toLiteral(text: string): string {
  return [...text]
    .map((character) =>
      /[\p{L}\p{N}\p{M}]/u.test(character) ? character : `&#${character.codePointAt(0)};`,
    )
    .join('');
}
