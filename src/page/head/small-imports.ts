import type { AstroIntegration } from 'astro';
import { base } from '../../site/config.ts';

/**
 * Give the scripts that are loaded on demand a smaller helper than Vite's own: styles are all in one
 * file here, so that it only has to ask for what a script imports along with the script.
 */
export function smallImports(): AstroIntegration {
  return {
    name: 'small-imports',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const plugin = {
          name: 'small-imports',
          enforce: 'pre' as const,
          load: (id: string) => (id === '\0vite/preload-helper.js' ? helper : undefined),
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
    },
  };
}

const helper = `
const asked = new Set();
export const __vitePreload = (load, files = []) => {
  for (const file of files) {
    if (asked.has(file) || !file.endsWith('.js')) continue;
    asked.add(file);
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = ${JSON.stringify(base)} + file;
    document.head.append(link);
  }
  return load();
};`;
