/** Say that something did not load, until the reader presses anywhere; after an update, follow it. */
export async function sayLost(): Promise<void> {
  // It came with the first tools; where it does not come now, nothing is known of the host.
  const isLeft = await import('./tools.ts')
    .then((tools) => tools.followUpdate())
    .catch(() => false);
  if (!isLeft) document.querySelector<HTMLElement>('#lost')?.togglePopover?.(true);
}

/** Lead to the page that has what did not load; offline, the page that is being read is worth more. */
export function leadTo(page: string): void {
  if (navigator.onLine) location.assign(page);
  else sayLost();
}
