import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

/** Fonts that npm brings: what stands in for faces that a machine lacks, the same on each. */
const brought = 'node_modules/katex/dist/fonts';

/**
 * Return the variables by which a browser sees the fonts of some folders and no others: those that
 * TEST_FONTS lists, `machine` for the machine's own, or else those that npm brings. Only where there is fontconfig.
 */
export function limitFonts(): Record<string, string> {
  const { TEST_FONTS: folders = brought } = process.env;
  if (process.platform !== 'linux' || folders === 'machine') return {};
  mkdirSync('.build', { recursive: true });
  const file = resolve('.build/fonts.conf');
  const dirs = folders.split(delimiter).map((folder) => `  <dir>${resolve(folder)}</dir>\n`);
  const cache = `  <cachedir>${resolve('.build/fontconfig')}</cachedir>\n`;
  writeFileSync(
    file,
    `<?xml version="1.0"?>\n<fontconfig>\n${dirs.join('')}${cache}</fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}
