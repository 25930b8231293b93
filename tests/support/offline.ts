import { once } from 'node:events';
import type { Server } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { serveFolder } from '../../src/commands/serve.ts';

/** A host that can be cut off, moved to another version of a site, and made slow. */
export interface Host {
  url: string;
  cut(): Promise<void>;
  /** Serve a folder at the same address, as after a deployment or a cut. */
  serve(folder: string): Promise<void>;
}

/**
 * Serve a site on a port of its own, under a path.
 *
 * @param prepare makes a server another than the project's own is
 */
export async function startHost(
  folder: string,
  base = '/',
  prepare: (server: Server) => void = () => {},
): Promise<Host> {
  const serve = async (next: string, onPort: number) => {
    const running = await serveFolder(next, base, onPort);
    prepare(running.server);
    return running;
  };
  const first = await serve(folder, 0);
  const { port } = new URL(first.url);
  let server: Server | undefined = first.server;
  const cut = async (): Promise<void> => {
    const closed = server && once(server, 'close');
    server?.close();
    server?.closeAllConnections();
    server = undefined;
    await closed;
  };
  return {
    url: first.url,
    cut,
    serve: async (next) => {
      await cut();
      ({ server } = await serve(next, Number(port)));
    },
  };
}

/** Have a server say of all files what some hosts do, which browsers then do not ask for anew. */
export function makeLasting(server: Server): void {
  server.prependListener('request', (_request, response) => {
    const setHeader = response.setHeader.bind(response);
    response.setHeader = (name, value) =>
      setHeader(name, name === 'Cache-Control' ? 'max-age=600' : value);
  });
}

/** Have a server hold back the file of the whole site for a while. */
export function makeSlow(server: Server): void {
  server.prependListener('request', ({ url }, response) => {
    if (!url?.endsWith('.pack')) return;
    response.cork();
    setTimeout(() => response.uncork(), 2000);
  });
}

/** Use a browser whose pages may fail to load: what a reader sees is looked at, not the console. */
export function useReader(): (
  url: string,
  prepare?: (page: Page) => Promise<unknown>,
) => Promise<Page> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'));
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(() => browser.close());
  return async (url, prepare) => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
    const page = await context.newPage();
    await prepare?.(page);
    await page.goto(url);
    return page;
  };
}
