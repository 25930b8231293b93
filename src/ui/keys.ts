/** Tell whether a key belongs to a field or an input method. */
export function isTyping({ target, isComposing, keyCode }: KeyboardEvent): boolean {
  // Safari reports keys of an input method only by this code.
  if (isComposing || keyCode === 229) return true;
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=radio]), textarea, select, [contenteditable]')
  );
}

/** Tell whether a key opens search: `/`, or Ctrl or ⌘ with K. */
export function isSearchKey(event: KeyboardEvent): boolean {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  if ((ctrlKey || metaKey) && !altKey && !shiftKey) return key === 'k' || code === 'KeyK';
  return key === '/' && isSingleKey(event);
}

/** Tell whether a key is a single-key shortcut, pressed outside fields and not switched off. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return false;
  return document.documentElement.dataset['keys'] !== 'off';
}
