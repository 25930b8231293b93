import { defineConfig } from 'astro/config';
import { billOfMaterials } from './src/commands/sbom-file.ts';
import { citationFiles } from './src/features/cite/citation-files.ts';
import { downloadFiles } from './src/features/downloads/download-files.ts';
import { offlineCopy } from './src/features/offline/offline-files.ts';
import { pictures } from './src/features/previews/picture-files.ts';
import { searchIndex } from './src/features/search/search-index.ts';
import { completeHeads } from './src/page/head/complete-heads.ts';
import { hostHeaders } from './src/page/head/host-headers.ts';
import { smallImports } from './src/page/head/small-imports.ts';
import { base, site } from './src/site/config.ts';
import { readContent } from './src/site/content.ts';
import { contentImages, watchContent } from './src/site/watch-content.ts';

// What every page loads is one file, though what is loaded later uses parts of it too. What that shares
// is in few files as well: a page has to name fewer, and its reader to wait for fewer.
const groups = [
  {
    name: 'shared',
    test: /preload-helper|\/(?:keys|lost|ui\/page|place|anchor|storage)\.ts$/,
  },
  {
    name: 'tools',
    test: /\/(?:load|trusted|tools|settings|clipboard|locale|text-nodes)\.ts$/,
  },
  { name: 'words', test: /\/(?:query|tokens)\.ts$/ },
  { name: 'offline', test: /\/(?:offline-worker|kept|offline\/offline)\.ts$/ },
];
const output = {
  codeSplitting: { groups },
  // Each page names all that may be loaded later, and a digest cannot be compressed.
  chunkFileNames: 'assets/[name].[hash:6].js',
  entryFileNames: 'assets/page.[hash:6].js',
};

// Nesting and light-dark() are written for the engines that the scripts need, and which lack them.
const browsers = ['chrome111', 'firefox115', 'safari17'];

export default defineConfig({
  site: site ?? readContent().record.site,
  base,
  trailingSlash: 'always',
  // A folder whose name begins with “_” is left out by some hosts. A stylesheet in a file would be waited
  // for once more before anything is seen.
  build: { assets: 'assets', inlineStylesheets: 'always' },
  // Scripts stay files, so that a strict content security policy needs no exception for them.
  vite: {
    build: { assetsInlineLimit: 0, cssCodeSplit: false, cssTarget: browsers },
    environments: { client: { build: { rolldownOptions: { output } } } },
  },
  devToolbar: { enabled: false },
  integrations: [
    watchContent(),
    contentImages(),
    searchIndex(),
    pictures(),
    citationFiles(),
    smallImports(),
    downloadFiles(),
    completeHeads(),
    // What hosts send names the style as the complete heads do.
    hostHeaders(),
    billOfMaterials(),
    offlineCopy(),
  ],
});
