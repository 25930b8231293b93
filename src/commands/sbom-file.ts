import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { toSbom } from './sbom.ts';

const fonts = 'src/fonts';

/** Write beside the site which software it is made of (`sbom.json`). */
export function billOfMaterials(): AstroIntegration {
  const shipped = new Set<string>();
  return {
    name: 'bill-of-materials',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const plugin = {
          name: 'bill-of-materials',
          applyToEnvironment: ({ name }: { name: string }) => name === 'client',
          generateBundle(_options: unknown, bundle: Record<string, { moduleIds?: string[] }>) {
            for (const id of Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)) {
              const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
              if (name) shipped.add(name);
            }
          },
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
      'astro:build:done': async ({ dir }) => {
        const { name, packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
        const bill = toSbom(name, packages, shipped, listFonts());
        await writeFile(new URL('sbom.json', dir), `${JSON.stringify(bill, null, 2)}\n`);
      },
    },
  };
}

function listFonts() {
  return readdirSync(fonts)
    .filter((name) => name.endsWith('.woff2'))
    .sort()
    .map((name) => ({
      name,
      license: 'OFL-1.1',
      digest: createHash('sha256')
        .update(readFileSync(`${fonts}/${name}`))
        .digest('hex'),
    }));
}
