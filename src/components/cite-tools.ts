export { prepareCitations } from './cite-panel.ts';
export { followSelections } from './quote-button.ts';
export { quotePlace } from './quote-menu.ts';
export { markRange } from './range.ts';
