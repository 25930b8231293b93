import type { View } from '../../paper/locale.ts';

/** Write the styles of a book: few, as readers set their own. */
export function bookStyles(view: View, fonts: readonly string[]): string {
  const faces = fonts.map((file) => {
    const family = file.includes('han') ? 'Duidu Han' : 'Duidu Latin';
    const weight = file.includes('bold') ? 700 : 400;
    return `@font-face {
  font-family: "${family}";
  font-weight: ${weight};
  src: url("fonts/${file}") format("woff2");
}
`;
  });
  return `${faces.join('')}
:lang(zh) {
  font-family: "Duidu Han", "Songti SC", SimSun, serif;
  line-height: 1.8;
}
:lang(en) {
  font-family: "Duidu Latin", Georgia, serif;
  line-height: 1.6;
}
h1, h2, h3, h4, h5, h6 {
  margin: 1.5em 0 1em;
  font-size: 1.3em;
  line-height: 1.4;
  text-align: start;
  break-after: avoid;
}
h1 > span, h2 > span, h3 > span {
  display: block;
}
h1 > span + span, h2 > span + span, h3 > span + span, nav a > span + span {
  font-weight: normal;
  font-size: 0.85em;
}
p {
  margin: 0;
}
p:lang(zh) {
  text-indent: ${view === 'bilingual' ? '0' : '2em'};
  text-align: justify;
}
p + p:lang(en) {
  text-indent: ${view === 'en' ? '1.5em' : '0'};
}
.pair {
  margin: 0 0 0.9em;
  break-inside: avoid;
}
.pair > :lang(en) {
  margin-top: 0.2em;
  opacity: 0.8;
}
.titlepage p {
  margin: 0 0 0.8em;
  text-indent: 0;
}
nav ol {
  list-style: none;
  padding-inline-start: 1em;
}
sup {
  font-size: 0.7em;
  line-height: 0;
}
img {
  max-width: 100%;
  height: auto;
}
figure, blockquote {
  margin: 0.9em 0;
}
blockquote {
  padding-inline-start: 1.2em;
}
pre {
  white-space: pre-wrap;
}
th, td {
  padding: 0.2em 0.8em 0.2em 0;
  text-align: start;
}
.align-center {
  text-align: center;
}
.align-right {
  text-align: end;
}
.note, figcaption, pre {
  font-size: 0.9em;
}
:is(.note, li, figure, blockquote, td) p:lang(zh) {
  text-indent: 0;
}
`;
}
