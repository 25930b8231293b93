/**
 * The tests of build results by folder of `src/`, which imports do not reveal; a file belongs to the longest
 * matching folder. All are in the projects `site` and `browser`.
 */
export const builtOf: Readonly<Record<string, readonly string[]>> = {
  'features/cite': ['site/cite', 'browser/cite', 'browser/quote'],
  'features/downloads': ['site/downloads'],
  'features/offline': ['browser/offline'],
  'features/pinyin': ['site/aids', 'browser/pinyin'],
  'site/previews': ['site/heads'],
  'features/search': ['browser/search', 'browser/search-exact', 'browser/search-weight'],
  'features/settings': ['browser/settings', 'browser/shortcuts'],
  'features/speech': ['browser/read-aloud'],
  'features/terms': ['site/aids', 'site/pages', 'browser/terms'],
  'page/frame': ['site/pages', 'browser/around', 'browser/toggle'],
  'page/head': ['site/heads', 'site/pages', 'browser/trusted-types'],
  'page/text': ['site/pages', 'browser/reading', 'browser/permalinks'],
  page: ['site/pages', 'browser/reading', 'browser/copy'],
  pages: ['site/pages', 'site/headers', 'site/heads'],
  styles: ['browser/reading', 'browser/composition', 'browser/print'],
  commands: ['site/commands'],
  i18n: ['site/pages'],
  permalinks: ['site/permalinks', 'browser/permalinks'],
  read: ['site/pages', 'site/other-paper'],
  site: ['site/pages', 'site/heads'],
  ui: ['browser/settings', 'browser/search', 'browser/toggle'],
};

/** List the tests of what is built from some files of the project, as paths below `tests/`. */
export function listBuilt(files: readonly string[]): string[] {
  const folders = Object.keys(builtOf).sort((a, b) => b.length - a.length);
  const found = files.flatMap((file) => {
    if (/^tests\/(?:site|browser)\//.test(file)) return file.slice(6).replace('.test.ts', '');
    const folder = folders.find((each) => file.startsWith(`src/${each}/`));
    return [
      ...(folder ? (builtOf[folder] ?? []) : []),
      ...(file.startsWith('src/') ? ['site/weight'] : []),
    ];
  });
  return [...new Set(found)];
}
