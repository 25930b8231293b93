import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveFolder } from '../../src/commands/serve.ts';
import { outFolder } from '../../src/site/config.ts';
import { kinds } from '../support/adverse.ts';
import { engines } from '../support/engines/engines.ts';
import { waitFor } from '../support/engines/tab.ts';

// “npm run look [folder]” takes pictures of every kind of page of the built site in every engine, side by side
// on one sheet, for a review before a release.
const folder = process.argv[2] ?? '.build/pictures';
const sizes = { 447: 844, 820: 1100, 1440: 900 };
const isStill = `document.readyState === 'complete' && document.fonts.status === 'loaded'`;

mkdirSync(folder, { recursive: true });
const { server, url } = await serveFolder(outFolder, '/', 0);
const names: string[] = [];
for (const [name, kind] of Object.entries(engines)) {
  const missing = kind.findMissing();
  if (missing) {
    console.log(`${name} is left out: ${missing}`);
    continue;
  }
  names.push(name);
  const engine = await kind.start();
  for (const [width, height] of Object.entries(sizes)) {
    const tab = await engine.openTab({ size: { width: Number(width), height } });
    for (const [page, path] of Object.entries(kinds)) {
      await tab.open(url + path.slice(1));
      await waitFor(tab, isStill);
      writeFileSync(join(folder, toFile(name, width, page)), await tab.picture());
    }
    await tab.close();
  }
  await engine.close();
}
const rows = Object.keys(sizes).flatMap((width) =>
  Object.keys(kinds).map((page) => {
    const cells = names.map(
      (name) => `<td><img src="${toFile(name, width, page)}" loading="lazy"></td>`,
    );
    return `<tr><th>${page}, ${width}</th>${cells.join('')}</tr>`;
  }),
);
const heads = names.map((name) => `<th>${name}</th>`).join('');
const style = 'td { vertical-align: top } img { width: 30vw; border: 1px solid }';
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html><meta charset="utf-8"><style>${style}</style><table><tr><th></th>${heads}</tr>${rows.join('\n')}</table>`,
);
console.log(`${folder}/index.html shows ${names.join(', ')}`);
server.close();
process.exit();

function toFile(name: string, width: string, page: string): string {
  return `${name}-${width}-${page}.png`.toLowerCase().replaceAll(' ', '-');
}
