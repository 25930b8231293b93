import { type ChildProcess, spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** A development server, and the address of its start page. */
export interface DevServer {
  server: ChildProcess;
  url: string;
}

/**
 * Serve a content folder in development.
 *
 * @throws {Error} with the output of the server, if it exits
 */
export async function startDev(
  content: string,
  settings: Record<string, string> = {},
): Promise<DevServer> {
  // Astro serves no pages if it detects a test.
  const { VITEST: _, ...env } = process.env;
  const server = spawn(process.execPath, ['src/commands/dev.ts'], {
    env: { ...env, CONTENT_DIR: content, BASE: '', SITE: '', NODE_ENV: 'development', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += stripVTControlCharacters(String(chunk));
      const [found] = /http:\/\/localhost:\d+\//.exec(output) ?? [];
      if (found) resolve(found);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', () => reject(new Error(output)));
  });
  return { server, url };
}
