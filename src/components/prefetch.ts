const fetched = new Set<string>();

/** Fetch the page behind a link that the reader points at, so that it is there when it is followed. */
function prefetch({ target }: Event): void {
  const link = target instanceof Element && target.closest<HTMLAnchorElement>('a:not([download])');
  if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
  const page = link.pathname + link.search;
  if (fetched.has(page)) return;
  fetched.add(page);
  document.head.append(
    Object.assign(document.createElement('link'), { rel: 'prefetch', href: page }),
  );
}

const { connection } = navigator as { connection?: { saveData?: boolean } };
if (!connection?.saveData) {
  for (const type of ['pointerover', 'focusin'])
    addEventListener(type, prefetch, { passive: true });
}
