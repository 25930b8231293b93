/**
 * Call a function with each error that the page reports from now on.
 *
 * It runs in the page and uses nothing from outside.
 */
export function listenToErrors(report: (error: string) => unknown): void {
  let isLeft = false;
  addEventListener('pagehide', () => {
    isLeft = true;
  });
  addEventListener(
    'error',
    ({ message, target }): unknown => {
      // The page may have been left by then, together with its classes.
      const element = target as Partial<Element>;
      // Prefetches are aborted when the reader leaves.
      if (element.matches?.('link:not([rel=stylesheet])')) return undefined;
      if (message) return report(message);
      // So are unfinished downloads, which Firefox and WebKit report before the page is gone: ask again.
      const fault = `${element.outerHTML} does not load`;
      const url = element.getAttribute?.('src') ?? element.getAttribute?.('href') ?? '';
      return fetch(url).then(
        ({ ok }) => !ok && !isLeft && report(fault),
        () => {},
      );
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) => {
    // WebKit rejects its own promise when the reader leaves during the page transition.
    if (!String(reason).includes('view transition')) report(String(reason));
  });
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    report(`The Content Security Policy forbids ${violatedDirective} ${blockedURI}`);
  });
}
