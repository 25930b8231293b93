import { localesOf, type View } from '../../paper/locale.ts';

/** List the fonts of a book: those of the view's languages. */
export function listBookFonts(view: View) {
  const scripts = { zh: 'han', en: 'latin' };
  const families = { zh: 'Duidu Han', en: 'Duidu Latin' };
  const weights = { regular: 400, bold: 700 };
  return localesOf(view).flatMap((locale) =>
    Object.entries(weights).map(([cut, weight]) => ({
      file: `duidu-${scripts[locale]}-${cut}.woff2`,
      family: families[locale],
      weight,
    })),
  );
}

/** Write the style of a book: short, as readers set their own. */
export function makeBookStyle(view: View): string {
  const faces = listBookFonts(view).map(
    ({ file, family, weight }) => `@font-face {
  font-family: "${family}";
  font-weight: ${weight};
  src: url("fonts/${file}") format("woff2");
}
`,
  );
  return `${faces.join('')}
:lang(zh) { font-family: "Duidu Han", "Songti SC", SimSun, serif; line-height: 1.8; }
:lang(en) { font-family: "Duidu Latin", Georgia, serif; line-height: 1.6; }
h1, h2, h3, h4, h5, h6 {
  margin: 1.5em 0 1em;
  font-size: 1.3em;
  line-height: 1.4;
  text-align: start;
  break-after: avoid;
}
h1 > span, h2 > span, h3 > span { display: block; }
h1 > span + span, h2 > span + span, h3 > span + span, nav a > span + span {
  font-weight: normal;
  font-size: 0.85em;
}
p { margin: 0; }
p:lang(zh) { text-indent: ${view === 'bilingual' ? '0' : '2em'}; text-align: justify; }
p + p:lang(en) { text-indent: ${view === 'en' ? '1.5em' : '0'}; }
.pair { margin: 0 0 0.9em; break-inside: avoid; }
.pair > :lang(en) { margin-top: 0.2em; opacity: 0.8; }
.titlepage p { margin: 0 0 0.8em; text-indent: 0; }
nav ol { list-style: none; padding-inline-start: 1em; }
sup { font-size: 0.7em; line-height: 0; }
img { max-width: 100%; height: auto; }
figure, blockquote { margin: 0.9em 0; }
blockquote { padding-inline-start: 1.2em; }
pre { white-space: pre-wrap; }
th, td { padding: 0.2em 0.8em 0.2em 0; text-align: start; }
.align-center { text-align: center; }
.align-right { text-align: end; }
.note, figcaption, pre { font-size: 0.9em; }
:is(.note, li, figure, blockquote, td) p:lang(zh) { text-indent: 0; }
`;
}
