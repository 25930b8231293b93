import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { findFonts } from './support/fontconfig.ts';

/**
 * Runs the tests that depend on fonts as on four machines: with DejaVu only, with Liberation only, with Noto CJK
 * and TeX fonts, and with only the fonts that npm brings. Debian's packages are used if installed, or else
 * downloaded and unpacked into `.build/`.
 */
const tests = [
  ...['composition', 'fonts', 'reading', 'pinyin', 'print', 'terms', 'toggle', 'read-aloud'],
  ...['search', 'settings', 'other-paper'],
].map((name) => `tests/browser/${name}.test.ts`);

const machines: Readonly<Record<string, readonly [pack: string, folder: string][]>> = {
  'DejaVu alone': [['fonts-dejavu-core', 'share/fonts/truetype/dejavu']],
  'Liberation alone': [['fonts-liberation', 'share/fonts/truetype/liberation']],
  'Noto CJK and TeX’s fonts': [
    ['fonts-noto-cjk', 'share/fonts/opentype/noto'],
    ['fonts-texgyre', 'share/texmf/fonts/opentype/public/tex-gyre'],
  ],
  'none but what npm brings': [],
};

for (const [name, packs] of Object.entries(machines)) {
  console.log(`\nA machine with ${name}`);
  const folders = packs.map(([pack, folder]) => findFonts(pack, folder));
  const env = { ...process.env, ...(folders[0] && { TEST_FONTS: folders.join(delimiter) }) };
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts'];
  const { status } = spawnSync(process.execPath, [...vitest, ...tests], { stdio: 'inherit', env });
  if (status !== 0) process.exitCode = 1;
}
