import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** Fonts from npm, which replace missing system fonts with the same ones on every machine. */
const brought = 'node_modules/katex/dist/fonts';

/** The families that Debian's fontconfig prefers for these names, where they are installed. */
const aliases = {
  'sans-serif': ['DejaVu Sans', 'Liberation Sans', 'TeX Gyre Heros', 'Noto Sans CJK SC'],
  serif: ['DejaVu Serif', 'Liberation Serif', 'TeX Gyre Termes', 'Noto Serif CJK SC'],
  monospace: ['DejaVu Sans Mono', 'Liberation Mono', 'TeX Gyre Cursor', 'Noto Sans Mono CJK SC'],
  Arial: ['Liberation Sans', 'TeX Gyre Heros'],
};

/**
 * Return the environment variables that limit a browser to the fonts of some folders: those in TEST_FONTS
 * (`machine` for the machine's own), or else those from npm. It needs fontconfig.
 */
export function limitFonts(): Record<string, string> {
  const { TEST_FONTS: folders = brought } = process.env;
  if (process.platform !== 'linux' || folders === 'machine') return {};
  mkdirSync('.build', { recursive: true });
  const file = resolve('.build/fonts.conf');
  const dirs = folders.split(delimiter).map((folder) => `  <dir>${resolve(folder)}</dir>\n`);
  const cache = `  <cachedir>${resolve('.build/fontconfig')}</cachedir>\n`;
  const toFamily = (name: string) => `<family>${name}</family>`;
  const preferences = Object.entries(aliases).map(
    ([name, families]) =>
      `  <alias>${toFamily(name)}<prefer>${families.map(toFamily).join('')}</prefer></alias>\n`,
  );
  const elements = [...dirs, ...preferences, cache].join('');
  const text = `<?xml version="1.0"?>\n<fontconfig>\n${elements}</fontconfig>\n`;
  // Other workers may be reading it.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return { FONTCONFIG_FILE: file };
}

/** Return the folder with the fonts of a Debian package: the installed one, or else one downloaded into `.build/`. */
export function findFonts(pack: string, folder: string): string {
  const installed = join('/usr', folder);
  if (existsSync(installed)) return installed;
  const place = resolve('.build/fonts', pack);
  if (!existsSync(join(place, 'usr', folder))) {
    mkdirSync(place, { recursive: true });
    execFileSync('apt-get', ['download', pack], { cwd: place, stdio: 'inherit' });
    execFileSync('sh', ['-c', 'dpkg -x *.deb .'], { cwd: place, stdio: 'inherit' });
  }
  return join(place, 'usr', folder);
}
