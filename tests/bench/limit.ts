import { flatten } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';

/**
 * Write the lightest possible page for a section in Chinese: its text, a few lines of CSS, and links to the
 * neighbors.
 */
export function toLimitPage(content: string, number: string): string {
  const sections = flatten(readPaper(content).root);
  const at = sections.findIndex((section) => section.number === number);
  const section = sections[at];
  if (!section) throw new Error(`${content} has no section ${number}`);
  const link = (index: number) => {
    const other = sections[index];
    return other ? `<a href="../${other.number}/">${other.title.zh.text}</a> ` : '';
  };
  const paragraphs = section.paragraphs.map(
    ({ segments }) => `<p>${segments.map(({ zh }) => toHtml(zh.text)).join('')}`,
  );
  return `<!doctype html><html lang=zh-Hans><meta charset=utf-8><meta name=viewport content="width=device-width">
<title>${toHtml(section.title.zh.text)}</title>
<style>body{max-width:38em;margin:2em auto;padding:0 1em;font:1.1em/1.8 serif}p{text-indent:2em}</style>
<h1>${number} ${toHtml(section.title.zh.text)}</h1>
${paragraphs.join('\n')}
<nav>${link(at - 1)}${link(at + 1)}</nav>
`;
}

function toHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
