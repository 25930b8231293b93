/** Tell whether a key is meant for what the reader types into, and for nothing else. */
export function isTyping({ target, isComposing, keyCode }: KeyboardEvent): boolean {
  // An input method's keys are told by this code alone in Safari.
  if (isComposing || keyCode === 229) return true;
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}

/** Tell whether a key asks for search: `/`, or Ctrl or ⌘ with K. */
export function isSearchKey(event: KeyboardEvent): boolean {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  if ((ctrlKey || metaKey) && !altKey && !shiftKey) return key === 'k' || code === 'KeyK';
  return key === '/' && !altKey && !isTyping(event);
}
