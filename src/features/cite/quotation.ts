import { type Locale, langs } from '../../paper/locale.ts';
import type { Run } from './styles.ts';

/** A text in one language. */
export interface Quote {
  locale: Locale;
  text: string;
}

/** What goes to the clipboard, for plain fields and for those that take italics. */
export interface Copied {
  plain: string;
  html: string;
}

/** Format quotations, each on a line of its own and in quotation marks, and below them their citation. */
export function formatQuotation(quotes: readonly Quote[], citation: readonly Run[]): Copied {
  const lines = quotes.map(({ locale, text }) => ({ locale, text: quote(text) }));
  const cited = citation.map(({ text }) => text).join('');
  const paragraphs = lines.map(
    ({ locale, text }) => `<p lang="${langs[locale]}">${escapeText(text)}</p>`,
  );
  return {
    plain: [...lines.map(({ text }) => text), cited].join('\n'),
    html: `${paragraphs.join('')}<p>${citation.map(toHtml).join('')}</p>`,
  };
}

/** Put a text in quotation marks; those in it become single ones (GB/T 15834—2011, 4.8.3). */
function quote(text: string): string {
  return `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

function toHtml({ text, italic }: Run): string {
  return italic ? `<i>${escapeText(text)}</i>` : escapeText(text);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}
