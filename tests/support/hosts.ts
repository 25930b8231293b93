import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A server of another kind for a built site. */
export interface Host {
  /** The address of the site's start page. */
  url: string;
  stop(): void;
}

/** Find an installed program in the usual folders. */
export function findProgram(name: string): string | undefined {
  const folders = [
    ...['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'],
  ];
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/** Start nginx with the configuration in `src/README.md`, without root. */
export async function startNginx(folder: string, base: string): Promise<Host> {
  const place = mkdtempSync(join(tmpdir(), 'duidu-nginx-'));
  const port = await findPort();
  const site = join(place, 'www', base).replace(/\/$/, '');
  mkdirSync(dirname(site), { recursive: true });
  symlinkSync(resolve(folder), site);
  const [, server = ''] = /```nginx\n(.*?)```/s.exec(readFileSync('src/README.md', 'utf8')) ?? [];
  const settings = [
    ['listen 80;', `listen 127.0.0.1:${port} backlog=4096;`],
    ['root /srv/www;', `root ${place}/www;`],
    ['set $base "";', `set $base "${base.replace(/\/$/, '')}";`],
  ] as const;
  const snippet = settings.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The nginx part of src/README.md has no “${from}”`);
    return text.replace(from, () => to);
  }, server);
  writeFileSync(
    join(place, 'nginx.conf'),
    `daemon off; pid ${place}/pid; error_log ${place}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes auto;
events { worker_connections 4096; }
http {
  include ${findMimeTypes()};
  access_log off;
  client_body_temp_path ${place}/a; proxy_temp_path ${place}/b; fastcgi_temp_path ${place}/c;
  uwsgi_temp_path ${place}/d; scgi_temp_path ${place}/e;
${snippet}
}
`,
  );
  const args = ['-c', join(place, 'nginx.conf'), '-e', join(place, 'error.log')];
  execFileSync(findProgram('nginx') ?? 'nginx', [...args, '-t'], { stdio: 'pipe' });
  return start(findProgram('nginx') ?? 'nginx', args, `http://127.0.0.1:${port}${base}`, place);
}

/** Start a program and wait until it serves; when it stops, remove its folder. */
async function start(program: string, args: string[], url: string, place: string): Promise<Host> {
  const child = spawn(program, args, { stdio: 'ignore' });
  const stop = (): void => {
    child.kill();
    rmSync(place, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(url).catch(() => undefined);
    await response?.arrayBuffer();
    if (response) return { url, stop };
    await new Promise((next) => setTimeout(next, 100));
  }
  stop();
  throw new Error(`${program} does not answer at ${url}`);
}

function findMimeTypes(): string {
  const places = ['/etc/nginx', '/usr/local/etc/nginx', '/opt/homebrew/etc/nginx'];
  return `${places.find((place) => existsSync(`${place}/mime.types`)) ?? '/etc/nginx'}/mime.types`;
}

function findPort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
}
