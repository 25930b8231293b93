import { nameOf, searchWords, termWords } from '../i18n/words.ts';
import { langs } from '../paper/locale.ts';
import { base } from '../site/config.ts';
import { paper } from '../site/site.ts';

const { title } = paper.record;
const name = nameOf(paper.site);
const toIcon = (name: string, size: number, purpose: string) => ({
  src: `${base}${name}`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
});

/** Serve the manifest for installing the site on a home screen (W3C Web Application Manifest). */
export const GET = () =>
  Response.json({
    id: base,
    name: `${name.zh} ${name.en} · ${title.zh}`,
    short_name: name.zh,
    description: `${title.zh} / ${title.en}`,
    lang: langs.zh,
    dir: 'ltr',
    start_url: base,
    scope: base,
    display: 'minimal-ui',
    background_color: '#fcfaf5',
    theme_color: '#fcfaf5',
    icons: [
      toIcon('icon-192.png', 192, 'any'),
      toIcon('icon-512.png', 512, 'any'),
      toIcon('icon-maskable.png', 512, 'maskable'),
    ],
    shortcuts: [
      { name: `${searchWords.title.zh} ${searchWords.title.en}`, url: `${base}search/` },
      { name: `${termWords.title.zh} ${termWords.title.en}`, url: `${base}terms/` },
    ],
  });
