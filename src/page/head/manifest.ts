import { pageWords, searchWords, termWords } from '../../i18n/words.ts';
import type { Bilingual } from '../../paper/locale.ts';

/**
 * Make what a browser is told of the site when it is put on a home screen (W3C Web Application Manifest).
 *
 * @param base the path that the site is served under
 */
export function toManifest(title: Bilingual, base: string): object {
  const icon = (name: string, size: number, purpose: string) => ({
    src: `${base}${name}`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    id: base,
    name: `${pageWords.site.zh} ${pageWords.site.en} · ${title.zh}`,
    short_name: pageWords.site.zh,
    description: `${title.zh} / ${title.en}`,
    lang: 'zh-Hans',
    dir: 'ltr',
    start_url: base,
    scope: base,
    display: 'minimal-ui',
    background_color: '#fcfaf5',
    theme_color: '#fcfaf5',
    icons: [
      icon('icon-192.png', 192, 'any'),
      icon('icon-512.png', 512, 'any'),
      icon('icon-maskable.png', 512, 'maskable'),
    ],
    shortcuts: [
      { name: `${searchWords.title.zh} ${searchWords.title.en}`, url: `${base}search/` },
      { name: `${termWords.title.zh} ${termWords.title.en}`, url: `${base}terms/` },
    ],
  };
}
