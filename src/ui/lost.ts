/** Say that something did not load, until the reader presses anywhere. */
export function sayLost(): void {
  document.querySelector<HTMLElement>('#lost')?.showPopover?.();
}

/** Lead to the page that has what did not load; offline, the page that is being read is worth more. */
export function leadTo(page: string): void {
  if (navigator.onLine) location.assign(page);
  else sayLost();
}
