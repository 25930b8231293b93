import { limit } from '../speed.ts';
/** A kind of browser that may be installed. */
export interface EngineKind {
  /** The install instructions for a missing browser. */
  findMissing(): string | undefined;
  start(): Promise<Engine>;
}

/** A browser that has been started. */
export interface Engine {
  /** Its name and version. */
  name: string;
  /** Open a window with empty storage and an empty cache. */
  openTab(options?: TabOptions): Promise<Tab>;
  close(): Promise<void>;
}

/** A size of a window in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The options of a window. */
export interface TabOptions {
  /** In CSS pixels; an engine may have a minimum size, and use a part of it for toolbars. */
  size?: Size;
  /** Whether scripts run; true by default. */
  scripts?: boolean;
}

/** A window of a real browser, and the actions of a reader. */
export interface Tab {
  open(url: string): Promise<void>;
  /** Change the size of the window, as `size` sets it. */
  resize(size: Size): Promise<void>;
  /** Evaluate an expression in the page, awaiting promises. */
  evaluate(expression: string): Promise<unknown>;
  /** Press the mouse at a point of the window, in CSS pixels. */
  clickAt(x: number, y: number): Promise<void>;
  /** Press a key by its `key` value, optionally with another one held down: `Control+v`. */
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  back(): Promise<void>;
  /** Take a picture of the window, as PNG. */
  picture(): Promise<Uint8Array>;
  /** Return the errors that the pages of this window have reported since the last call. */
  readErrors(): Promise<string[]>;
  close(): Promise<void>;
}

/** The default window. */
export const defaultSize: Size = { width: 1280, height: 900 };

/** Run a function that uses only its argument in the page. */
export async function run<Argument, Result>(
  tab: Tab,
  task: (argument: Argument) => Result | Promise<Result>,
  argument: Argument,
): Promise<Result> {
  return (await tab.evaluate(`(${task})(${JSON.stringify(argument)})`)) as Result;
}

/**
 * Wait until an expression is truthy in the page, even across navigations, and return its value.
 *
 * @throws {Error} with the last value, after more than 30 s on a fast machine
 */
export async function waitFor(
  tab: Tab,
  expression: string,
  what: string = expression,
): Promise<unknown> {
  const end = Date.now() + limit(30_000);
  for (;;) {
    let last: unknown;
    try {
      last = await tab.evaluate(expression);
      if (last) return last;
    } catch (error) {
      // Between two pages there is no page to ask.
      last = error;
    }
    if (Date.now() > end) throw new Error(`In vain waited for ${what}: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Click the first visible element of a selector, once it is still and uncovered. */
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

/** Find the point in the middle of an element that a click reaches, after scrolling it into view. */
function findPoint(selector: string): Point | undefined {
  const element = [...document.querySelectorAll(selector)].find(
    (each) => each.checkVisibility() && each.getBoundingClientRect().width > 0,
  );
  const isInWindow = ({ top, bottom }: DOMRect) => top >= 0 && bottom <= innerHeight;
  if (!element) return undefined;
  if (!isInWindow(element.getBoundingClientRect())) {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
  }
  // The first line of a link that spans several lines.
  const [box] = element.getClientRects();
  if (!box) return undefined;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return element.contains(document.elementFromPoint(x, y)) ? { x, y } : undefined;
}
