import { defineConfig } from 'astro/config';
import { base, site } from './src/config.ts';
import { readContent } from './src/content.ts';
import { citationFiles } from './src/integrations/citations.ts';
import { contentImages, watchContent } from './src/integrations/content.ts';
import { downloadFiles } from './src/integrations/downloads.ts';
import { hostHeaders } from './src/integrations/headers.ts';
import { completeHeads } from './src/integrations/heads.ts';
import { smallImports } from './src/integrations/imports.ts';
import { offlineCopy } from './src/integrations/offline.ts';
import { pictures } from './src/integrations/pictures.ts';
import { billOfMaterials } from './src/integrations/sbom.ts';
import { searchIndex } from './src/integrations/search.ts';

// What every page loads is one file, though what is loaded later uses parts of it too. What that shares
// is in few files as well: a page has to name fewer, and its reader to wait for fewer.
const groups = [
  {
    name: 'shared',
    test: /preload-helper|\/(?:keys|lost|page-view|reader-place|place|address|storage)\.ts$/,
  },
  {
    name: 'tools',
    test: /\/(?:once|trusted|styles|dialog|adopted|choices|view|selected-text|text-nodes)\.ts$/,
  },
  { name: 'words', test: /\/(?:query|tokens)\.ts$/ },
  { name: 'offline', test: /\/(?:offline-worker|kept|lib\/offline)\.ts$/ },
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
