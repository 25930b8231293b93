import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Give each key of a JSON file a name of its own, as Vite does, so that both read the same imports.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.json') || !url.includes('/src/i18n/')) return next(url, context);
    const texts = JSON.parse(readFileSync(new URL(url), 'utf8')) as Record<string, unknown>;
    const source = Object.entries(texts)
      .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`)
      .join('\n');
    return { format: 'module', source, shortCircuit: true };
  },
});
