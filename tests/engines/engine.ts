import { describe } from 'vitest';
import { type OpenPage, useEngine } from '../support/engines/journey.ts';
import type { EngineKind } from '../support/engines/tab.ts';

/** Tests of the site in an engine. */
type Part = (open: OpenPage, name: string) => void;

/** Test some parts of the site, by their titles, in an engine that is started once for all. */
export function testEngine(
  name: string,
  kind: EngineKind,
  parts: Readonly<Record<string, Part>>,
): void {
  const missing = kind.findMissing();
  if (missing) console.log(`${name} is not tested: ${missing}`);
  describe.skipIf(missing)(name, () => {
    const open = useEngine(kind);
    for (const [title, part] of Object.entries(parts)) describe(title, () => part(open, name));
  });
}
