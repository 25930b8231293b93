import { listenToErrors } from './listen.ts';
import { defaultSize, type Size, type Tab, type TabOptions } from './tab.ts';

/** Send a command to a WebDriver server, and return the answer. */
export type Send = (method: string, path: string, body?: object) => Promise<unknown>;

/** The keys without a character, by WebDriver name. */
const keyCodes: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Control: '\uE009',
};

/** Open a window of WebKitGTK’s small browser. */
export async function openSession(
  send: Send,
  binary: string,
  { size = defaultSize, scripts = true }: TabOptions = {},
): Promise<Tab> {
  const args = ['--automation', `--enable-javascript=${scripts}`];
  const { sessionId } = (await send('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } },
  })) as { sessionId: string };
  const ask = (command: string, body: object) =>
    send('POST', `/session/${sessionId}/${command}`, body);
  await ask('timeouts', { script: 280_000, pageLoad: 60_000 });
  const resize = async (to: Size) => void (await ask('window/rect', to));
  await resize(size);
  const errors: string[] = [];
  const evaluate = async (expression: string): Promise<unknown> => {
    const script = toScript(expression);
    const found = (await ask('execute/sync', { script, args: [] })) as Evaluated;
    errors.push(...found.errors);
    return found.value;
  };
  const act = (type: string, actions: object[]) =>
    ask('actions', { actions: [{ type, id: type, actions }] });
  const press = (keys: string[]) => {
    const codes = keys.map((key) => keyCodes[key] ?? key);
    const down = codes.map((value) => ({ type: 'keyDown', value }));
    const up = codes.toReversed().map((value) => ({ type: 'keyUp', value }));
    return act('key', [...down, ...up]);
  };
  return {
    open: async (url) => {
      await ask('url', { url });
      await evaluate('undefined');
    },
    resize,
    evaluate,
    clickAt: async (x, y) => {
      const move = { type: 'pointerMove', x: Math.round(x), y: Math.round(y) };
      const button = 0;
      await act('pointer', [move, { type: 'pointerDown', button }, { type: 'pointerUp', button }]);
    },
    press: async (keys) => void (await press(keys.split('+'))),
    type: async (text) => {
      for (const character of text) await press([character]);
    },
    back: async () => void (await ask('back', {})),
    picture: async () => {
      const picture = await send('GET', `/session/${sessionId}/screenshot`);
      return Buffer.from(String(picture), 'base64');
    },
    readErrors: async () => {
      await evaluate('undefined');
      return errors.splice(0);
    },
    close: async () => void (await send('DELETE', `/session/${sessionId}`)),
  };
}

interface Evaluated {
  value?: unknown;
  /** The reports of the page since the last call. */
  errors: string[];
}

/**
 * Make the script that evaluates an expression and then listens to the page’s errors: this driver can run
 * nothing before a page’s own scripts, and cannot read the console.
 */
function toScript(expression: string): string {
  return `
    const errors = (window.reportedErrors ??= []);
    if (!window.isReporting) (${listenToErrors})((error) => errors.push(error));
    window.isReporting = true;
    return Promise.resolve(${expression}).then((value) => ({ value, errors: errors.splice(0) }));`;
}
