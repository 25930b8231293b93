const loaded = new Map<string, Promise<void>>();

/**
 * Load the styles of what is shown on demand, once, and wait until they hold.
 *
 * @throws if they do not load; the next call tries again
 */
export function loadStyles(href: string): Promise<void> {
  const known = loaded.get(href);
  if (known) return known;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  const loading = new Promise<void>((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      loaded.delete(href);
      link.remove();
      reject(new Error(`${href} does not load`));
    };
  });
  loaded.set(href, loading);
  document.head.append(link);
  return loading;
}
