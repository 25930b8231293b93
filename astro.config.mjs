import { defineConfig } from 'astro/config';
import { base, site } from './src/config.ts';
import { readContent } from './src/content.ts';
import { contentImages, watchContent } from './src/integrations/content.ts';
import { downloadFiles } from './src/integrations/downloads.ts';
import { stylesheetFirst } from './src/integrations/head.ts';
import { hostHeaders } from './src/integrations/headers.ts';
import { smallImports } from './src/integrations/imports.ts';
import { offlineCopy } from './src/integrations/offline.ts';
import { pictures } from './src/integrations/pictures.ts';
import { billOfMaterials } from './src/integrations/sbom.ts';
import { searchIndex } from './src/integrations/search.ts';

// What every page loads is one file, though what is loaded later uses parts of it too.
const shared = /preload-helper|\/(?:keys|page-view|reader-place|place|address|storage)\.ts$/;
const output = { codeSplitting: { groups: [{ name: 'shared', test: shared }] } };

export default defineConfig({
  site: site ?? readContent().record.site,
  base,
  trailingSlash: 'always',
  // A folder whose name begins with “_” is left out by some hosts.
  build: { assets: 'assets', inlineStylesheets: 'never' },
  // Scripts stay files, so that a strict content security policy needs no exception for them.
  vite: {
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
    environments: { client: { build: { rolldownOptions: { output } } } },
  },
  devToolbar: { enabled: false },
  integrations: [
    watchContent(),
    contentImages(),
    searchIndex(),
    pictures(),
    stylesheetFirst(),
    smallImports(),
    downloadFiles(),
    hostHeaders(),
    billOfMaterials(),
    offlineCopy(),
  ],
});
