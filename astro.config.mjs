import { defineConfig } from 'astro/config';
import { base, contentFolder, site } from './src/config.ts';
import { watchContent } from './src/integrations/content.ts';
import { searchIndex } from './src/integrations/search.ts';
import { readPaper } from './src/lib/paper.ts';

export default defineConfig({
  site: site ?? readPaper(contentFolder).record.site,
  base,
  trailingSlash: 'always',
  // A folder whose name begins with “_” is left out by some hosts.
  build: { assets: 'assets', inlineStylesheets: 'never' },
  // Scripts stay files, so that a strict content security policy needs no exception for them.
  vite: { build: { assetsInlineLimit: 0, cssCodeSplit: false } },
  devToolbar: { enabled: false },
  integrations: [watchContent(), searchIndex()],
});
