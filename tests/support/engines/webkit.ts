import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import type { EngineKind } from './tab.ts';
import { openSession, type Send } from './webdriver.ts';

const [binary] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser');
const isInstalled = binary && existsSync('/usr/bin/WebKitWebDriver') && existsSync('/usr/bin/Xvfb');

/** WebKitGTK’s small browser on a virtual screen; it has one window at a time. */
export const webkit: EngineKind = {
  findMissing: () => (isInstalled ? undefined : 'install webkit2gtk-driver and xvfb'),
  async start() {
    // Otherwise it restarts when its last window closes, and refuses windows that open meanwhile.
    const screen = start(
      'Xvfb',
      ['-noreset', '-displayfd', '3', '-screen', '0', '1600x1200x24'],
      {},
    );
    const [display] = await once(screen.stdio[3] as Readable, 'data');
    const env = { DISPLAY: `:${String(display).trim()}` };
    const port = await findFreePort();
    const driver = start('WebKitWebDriver', [`--port=${port}`], env);
    const send = makeSend(`http://127.0.0.1:${port}`);
    while (!(await send('GET', '/status').catch(() => undefined))) {
      if (driver.exitCode !== null) throw new Error('WebKitWebDriver does not start');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const version = execFileSync(binary ?? '', ['--version'], { env: { ...process.env, ...env } });
    return {
      name: String(version).trim(),
      openTab: (options) => openSession(send, binary ?? '', options),
      close: async () => {
        driver.kill();
        // The browser always exits with its screen.
        screen.kill();
      },
    };
  },
};

/** Start a program that exits when this one exits for any reason. */
function start(program: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function makeSend(address: string): Send {
  return async (method, path, body) => {
    const response = await fetch(address + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}
