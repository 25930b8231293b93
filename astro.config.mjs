import { resolve } from 'node:path';
import { defineConfig } from 'astro/config';
import packageJson from './package.json' with { type: 'json' };
import { printedPdfs } from './src/features/downloads/pdf.ts';
import { offlineList } from './src/features/offline/offline-list.ts';
import { reviewImport } from './src/import/review-server.ts';
import { lastingFiles, scriptImports, watchContent } from './src/site/astro-hooks.ts';
import { base, contentFolder, site } from './src/site/config.ts';
import { readAtStart } from './src/site/content.ts';
import { cutFonts } from './src/site/fonts/cut-fonts.ts';
import { ownIcons } from './src/site/previews/icons.ts';

// Modules that every page loads share one file, and modules that several tools import share another: the
// browser then fetches a tool and its imports together, not one after the other.
const groups = [
  { name: 'shared', test: /rolldown\/runtime|preload-helper|\/every-page\.ts$/ },
  {
    name: 'tools',
    test: /\/src\/(?:ui|text|i18n|paper)\/|\/search\/search\.css/,
    minShareCount: 2,
  },
  { name: 'search', test: /\/features\/search\/(?!search-box|search-marks)/ },
];
const output = {
  codeSplitting: { groups },
  // Short names: each script lists the files that it may load later, and digests do not compress.
  chunkFileNames: 'assets/[name].[hash:6].js',
  entryFileNames: 'assets/page.[hash:6].js',
};

const paper = readAtStart();
const fonts = await cutFonts(paper);

// Scripts and styles are compiled for the oldest browsers that package.json names.
const browsers = packageJson.browserslist.map((range) => range.replace(' >= ', ''));

export default defineConfig({
  site: site ?? paper.record?.site,
  // Astro compares it with decoded addresses; what pages and scripts name is encoded.
  base: decodeURI(base),
  // A folder whose name begins with “_” is left out by some hosts. A stylesheet in a file would be waited
  // for once more before anything is seen.
  // Four pages at a time, because writing waits for the disk.
  build: { assets: 'assets', assetsPrefix: base, inlineStylesheets: 'always', concurrency: 4 },
  // Scripts stay files, so that a strict content security policy needs no exception for them.
  vite: {
    resolve: { alias: { '#fonts': resolve(fonts.folder) } },
    plugins: [scriptImports()],
    // Removes the code that Vite wraps around dynamic imports, except the import itself.
    define: {
      __VITE_IS_MODERN__: 'false',
      __CHINESE__: JSON.stringify(paper.record?.chinese ?? ''),
      __BASE__: JSON.stringify(base),
    },
    server: { fs: { allow: ['.', contentFolder] } },
    build: { assetsInlineLimit: 0, cssCodeSplit: false, target: browsers },
    // The group of the tools also contains modules that are not imported on demand.
    environments: {
      client: {
        build: { rolldownOptions: { output, checks: { ineffectiveDynamicImport: false } } },
      },
    },
  },
  devToolbar: { enabled: false },
  integrations: [
    watchContent(),
    reviewImport(),
    ownIcons(),
    printedPdfs(),
    offlineList(),
    lastingFiles(),
  ],
});
