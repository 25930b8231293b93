/**
 * Call a function with each error that the page reports from now on.
 *
 * It runs in the page, and so uses nothing from outside.
 */
export function listenToErrors(report: (error: string) => unknown): void {
  let isLeft = false;
  addEventListener('pagehide', () => {
    isLeft = true;
  });
  addEventListener(
    'error',
    ({ message, target }): unknown => {
      // By then the page may have been left, and its classes with it.
      const element = target as Partial<Element>;
      // What is fetched ahead is let go where the reader leaves before it has come.
      if (element.matches?.('link:not([rel=stylesheet])')) return undefined;
      if (message) return report(message);
      // So is what was still coming; WebKit says it just before the page is gone.
      const fault = `${element.outerHTML} does not load`;
      return setTimeout(() => !isLeft && report(fault), 100);
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) => {
    // WebKit rejects its own promise where the reader leaves during the fade from page to page.
    if (!String(reason).includes('view transition')) report(String(reason));
  });
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    report(`The Content Security Policy forbids ${violatedDirective} ${blockedURI}`);
  });
}
