import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles } from '../../src/site/files.ts';

/** The settings of a build by environment variable. */
export type BuildSettings = Readonly<Record<string, string>>;

/** Run a command of the project with some settings, without PDFs unless these say otherwise; return its output. */
export function runCommand(
  command: string,
  settings: BuildSettings,
  words: readonly string[] = [],
): string {
  return execFileSync(process.execPath, [`src/commands/${command}.ts`, ...words], {
    env: toEnvironment(settings),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

const toEnvironment = (settings: BuildSettings) => ({
  ...{ ...process.env, SITE: '', BASE: '', PDF: '0' },
  ...settings,
});

const cache = '.build/test';

/** Build a site, unless one from the same sources and settings exists; return its folder. */
export async function buildOnce(name: string, settings: BuildSettings): Promise<string> {
  const folder = join(cache, `${name}-${digestInputs(settings)}`);
  if (!existsSync(folder)) {
    removeOld(name);
    console.log(`Building the ${name} of ${settings['CONTENT_DIR']} for the tests …`);
    const env = toEnvironment({ ...settings, OUT_DIR: folder });
    await promisify(execFile)(process.execPath, ['src/commands/build.ts'], { env });
  }
  return folder;
}

/** Digest all inputs of a build: sources, content, packages and settings. */
function digestInputs(settings: BuildSettings): string {
  const hash = createHash('sha256').update(JSON.stringify([process.version, settings]));
  for (const name of ['CHROME_PATH', 'OFFLINE']) hash.update(`${name}=${process.env[name]}`);
  const folders = ['src', 'public', settings['CONTENT_DIR'] ?? 'content'];
  const inside = folders.flatMap((folder) => listFiles(folder).map((file) => join(folder, file)));
  for (const file of [...inside, 'astro.config.mjs', 'package-lock.json', 'tsconfig.json']) {
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Remove builds from other sources that are more than an hour old, which no run needs. */
function removeOld(name: string): void {
  for (const folder of existsSync(cache) ? readdirSync(cache) : []) {
    const path = join(cache, folder);
    const isOld = Date.now() - statSync(path).mtimeMs > 3_600_000;
    if (folder.startsWith(`${name}-`) && isOld) rmSync(path, { recursive: true, force: true });
  }
}
