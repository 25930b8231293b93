import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listenToErrors } from './listen.ts';
import { defaultSize, type Engine, type Size, type Tab, type TabOptions } from './tab.ts';

type Answer = { id?: number; result?: Result; error?: { message: string } };
/** The used parts of the answers to commands. */
interface Result {
  product: string;
  browserContextId: string;
  targetId: string;
  sessionId: string;
  result: { value?: unknown };
  data: string;
  exceptionDetails?: object;
}
type Heard = { type: string; args: { value?: string }[] };
type Send = (method: string, params?: object, sessionId?: string) => Promise<Result>;
type Listen = (sessionId: string, heard: (method: string, params: Heard) => void) => void;

const keyCodes: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, Control: 17 };

/** Start a Chromium of any age over the DevTools protocol, as current drivers do not support old ones. */
export async function connect(path: string, env: Record<string, string>): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'old-chromium-'));
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--hide-scrollbars',
  ];
  const args = [...flags, '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', path, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      const [found] = /ws:\/\/\S+/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.on('exit', () => reject(new Error(`${path} does not start: ${said}`)));
  });
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners = new Map<string, (method: string, params: Heard) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data);
    if (message.id) waiting.get(message.id)?.(message);
    else listeners.get(message.sessionId)?.(message.method, message.params);
  });
  let last = 0;
  const send: Send = (method, params = {}, sessionId = undefined) => {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result as Result);
      });
    });
  };
  const { product } = await send('Browser.getVersion');
  return {
    name: String(product).replace('/', ' '),
    openTab: (options) => openTab(send, (id, heard) => listeners.set(id, heard), options),
    close: async () => {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      await new Promise((resolve) => child.on('exit', resolve));
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function openTab(send: Send, listen: Listen, options: TabOptions = {}): Promise<Tab> {
  const { size = defaultSize, scripts = true } = options;
  const { browserContextId } = await send('Target.createBrowserContext');
  const { targetId } = await send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const ask = (method: string, params?: object) => send(method, params, sessionId);
  const errors: string[] = [];
  let loaded = (): void => {};
  listen(sessionId, (method, params) => {
    if (method === 'Page.loadEventFired') loaded();
    if (method === 'Runtime.consoleAPICalled' && params.type === 'error') {
      errors.push(params.args.map(({ value }) => value).join(' '));
    }
  });
  for (const domain of ['Page', 'Runtime']) await ask(`${domain}.enable`);
  const resize = async (to: Size) => {
    const screen = { ...to, deviceScaleFactor: 1, mobile: false };
    await ask('Emulation.setDeviceMetricsOverride', screen);
  };
  await resize(size);
  if (!scripts) await ask('Emulation.setScriptExecutionDisabled', { value: true });
  const source = `(${listenToErrors})((error) => console.error(error))`;
  await ask('Page.addScriptToEvaluateOnNewDocument', { source });
  const mouse = (type: string, x: number, y: number) =>
    ask('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 });
  const key = async (name: string, modifiers = 0) => {
    const isLetter = [...name].length === 1;
    const code = keyCodes[name] ?? name.toUpperCase().charCodeAt(0);
    const text = name === 'Enter' ? '\r' : isLetter && !modifiers ? name : '';
    const commands = modifiers && name === 'v' ? ['paste'] : [];
    const each = { key: name, windowsVirtualKeyCode: code, modifiers };
    await ask('Input.dispatchKeyEvent', {
      ...each,
      type: 'keyDown',
      commands,
      ...(text && { text }),
    });
    await ask('Input.dispatchKeyEvent', { ...each, type: 'keyUp' });
  };
  return {
    open: async (url) => {
      const done = new Promise<void>((resolve) => {
        loaded = resolve;
      });
      await ask('Page.navigate', { url });
      await done;
    },
    resize,
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await ask('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
    clickAt: async (x, y) => {
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) await mouse(type, x, y);
    },
    press: (keys) => {
      const [name = '', held] = keys.split('+').reverse();
      return key(name, held ? 2 : 0);
    },
    type: async (text) => {
      for (const character of text) await ask('Input.insertText', { text: character });
    },
    back: async () => void (await ask('Runtime.evaluate', { expression: 'history.back()' })),
    picture: async () => Buffer.from((await ask('Page.captureScreenshot')).data, 'base64'),
    readErrors: async () => errors.splice(0),
    close: async () => void (await send('Target.disposeBrowserContext', { browserContextId })),
  };
}
