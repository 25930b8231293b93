import { getFromNpm } from '../chromium.ts';
import { connect } from './devtools.ts';
import type { EngineKind } from './tab.ts';

/** An older Chromium, as in phone apps, from an npm package (Linux x64). */
export function oldChromium(version: string): EngineKind {
  let browser: ReturnType<typeof getFromNpm> | undefined;
  const find = () => {
    browser ??= getFromNpm(version);
    return browser;
  };
  return {
    findMissing() {
      try {
        find();
        return undefined;
      } catch (error) {
        return `@sparticuz/chromium ${version} could not be had from npm (${String(error).split('\n')[0]})`;
      }
    },
    start: () => connect(find().path, find().env),
  };
}
