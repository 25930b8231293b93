/** The keys that press a control of the page, if the page has it. */
export const presses: Readonly<Record<string, string>> = {
  j: '.pager [rel=next]',
  k: '.pager [rel=prev]',
  '1': '.toggle :nth-child(1)',
  '2': '.toggle :nth-child(2)',
  '3': '.toggle :nth-child(3)',
  c: '.contents-button',
  s: '.settings-button',
};

/** The keys on which the reader's tools act themselves. */
export const toolKeys = ['t', 'r', 'q', '?'] as const;

/** All keys that do something on every page, in the order in which they are listed. */
export const shortcuts = ['j', 'k', '1', '2', '3', 'c', '/', 's', 't', 'r', 'q', '?'] as const;
