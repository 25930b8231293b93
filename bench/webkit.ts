import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import type { Tab } from './browsers.ts';

const port = 4454;
const address = `http://127.0.0.1:${port}`;

/** Start WebKitGTK's small browser through its WebDriver, on a screen of its own. */
export async function startWebKit(): Promise<Tab> {
  const [binary] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser');
  if (!binary)
    throw new Error('WebKit is missing: run “apt-get install webkit2gtk-driver xvfb xauth”');
  const screen = ['-a', '-s', '-screen 0 1280x1024x24'];
  const args = [...screen, 'WebKitWebDriver', `--port=${port}`];
  // A process group of its own, so that what it starts ends with it.
  const driver = spawn('xvfb-run', args, { detached: true, stdio: 'ignore' });
  const stop = () => process.kill(-(driver.pid ?? 0));
  try {
    return await startSession(binary, stop);
  } catch (error) {
    stop();
    throw error;
  }
}

async function startSession(binary: string, stop: () => void): Promise<Tab> {
  await waitForDriver();
  const started = (await send('POST', '/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } },
    },
  })) as { sessionId: string; capabilities: { browserVersion: string } };
  const session = `/session/${started.sessionId}`;
  await send('POST', `${session}/timeouts`, { script: 280_000, pageLoad: 60_000 });
  return {
    name: `WebKitGTK ${started.capabilities.browserVersion}`,
    open: async (url) => void (await send('POST', `${session}/url`, { url })),
    evaluate: (expression) => evaluate(session, expression),
    close: async () => {
      await send('DELETE', session);
      stop();
    },
  };
}

async function evaluate(session: string, expression: string): Promise<unknown> {
  const script = `const done = arguments[0];
    Promise.resolve(${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  const { value, error } = (await send('POST', `${session}/execute/async`, {
    script,
    args: [],
  })) as { value?: unknown; error?: string };
  if (error !== undefined) throw new Error(error);
  return value;
}

async function send(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(address + path, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${JSON.stringify(value)}`);
  return value;
}

async function waitForDriver(): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await fetch(`${address}/status`).catch(() => undefined))) {
    if (Date.now() > end) throw new Error('WebKitWebDriver does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
