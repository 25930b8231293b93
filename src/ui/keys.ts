/** Tell whether a key is meant for what the reader types into, and for nothing else. */
export function isTyping({ target, isComposing, keyCode }: KeyboardEvent): boolean {
  // An input method's keys are told by this code alone in Safari.
  if (isComposing || keyCode === 229) return true;
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=radio]), textarea, select, [contenteditable]')
  );
}

/** Tell whether a key asks for search: `/`, or Ctrl or ⌘ with K. */
export function isSearchKey(event: KeyboardEvent): boolean {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  if ((ctrlKey || metaKey) && !altKey && !shiftKey) return key === 'k' || code === 'KeyK';
  return key === '/' && isSingleKey(event);
}

/** Tell whether a key is pressed alone, beside any field, by a reader who has not switched such keys off. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return false;
  return document.documentElement.dataset['keys'] !== 'off';
}
