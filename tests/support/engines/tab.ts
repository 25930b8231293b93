import { limit } from '../speed.ts';
/** A kind of browser that may be installed. */
export interface EngineKind {
  /** Say what to install where it is missing. */
  findMissing(): string | undefined;
  start(): Promise<Engine>;
}

/** A browser that has been started. */
export interface Engine {
  /** Its name and version. */
  name: string;
  /** Open a window that knows nothing of those before it: its storage and its cache are empty. */
  openTab(options?: TabOptions): Promise<Tab>;
  close(): Promise<void>;
}

/** What a window is like. */
export interface TabOptions {
  /** In CSS pixels; an engine may have a least size, and need some of it for its own bars. */
  size?: { width: number; height: number };
  /** Whether scripts run, which they do if nothing is said. */
  scripts?: boolean;
}

/** A window of a real browser, and what a reader does in it. */
export interface Tab {
  open(url: string): Promise<void>;
  /** Evaluate an expression in the page; a promise is awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Press the mouse at a point of the window, in CSS pixels. */
  clickAt(x: number, y: number): Promise<void>;
  /** Press a key by its name in events, with another one held down if there is one: `Control+v`. */
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  back(): Promise<void>;
  /** Take a picture of the window, as PNG. */
  picture(): Promise<Uint8Array>;
  /** Return the errors that the pages of this window have reported. */
  readErrors(): Promise<string[]>;
  close(): Promise<void>;
}

/** The window that is opened if nothing is said. */
export const defaultSize = { width: 1280, height: 900 };

/** Run a function that uses nothing but its argument in the page. */
export async function run<Argument, Result>(
  tab: Tab,
  task: (argument: Argument) => Result | Promise<Result>,
  argument: Argument,
): Promise<Result> {
  return (await tab.evaluate(`(${task})(${JSON.stringify(argument)})`)) as Result;
}

/**
 * Wait until an expression is truthy in the page, whichever page that is by then, and return it.
 *
 * @throws {Error} with what it was at last, if that takes more than 10 s on a quick machine
 */
export async function waitFor(
  tab: Tab,
  expression: string,
  what: string = expression,
): Promise<unknown> {
  const end = Date.now() + limit(10_000);
  for (;;) {
    let last: unknown;
    try {
      last = await tab.evaluate(expression);
      if (last) return last;
    } catch (error) {
      // Between two pages there is none to ask.
      last = error;
    }
    if (Date.now() > end) throw new Error(`In vain waited for ${what}: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Click on the first element of a selector that can be seen, once it stands still and nothing covers it. */
export async function click(tab: Tab, selector: string): Promise<void> {
  const find = async () =>
    (await waitFor(tab, `(${findPoint})(${JSON.stringify(selector)})`, selector)) as Point;
  let point = await find();
  for (let last: Point | undefined; last?.x !== point.x || last.y !== point.y; ) {
    last = point;
    await new Promise((resolve) => setTimeout(resolve, 50));
    point = await find();
  }
  await tab.clickAt(point.x, point.y);
}

interface Point {
  x: number;
  y: number;
}

/** Find the middle of an element, where a click reaches it; bring it into the window before. */
function findPoint(selector: string): Point | undefined {
  const element = [...document.querySelectorAll(selector)].find(
    (each) => each.checkVisibility() && each.getBoundingClientRect().width > 0,
  );
  const isInWindow = ({ top, bottom }: DOMRect) => top >= 0 && bottom <= innerHeight;
  if (!element) return undefined;
  if (!isInWindow(element.getBoundingClientRect())) {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
  }
  // The first line of a link that is broken into several.
  const [box] = element.getClientRects();
  if (!box) return undefined;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return element.contains(document.elementFromPoint(x, y)) ? { x, y } : undefined;
}
