import { describe } from 'vitest';
import { useEngine } from '../support/engines/journey.ts';
import type { EngineKind } from '../support/engines/tab.ts';
import { testFirstVisits } from './first-visit.ts';
import { testJourneys } from './journeys.ts';
import { testLayout } from './layout.ts';

/** Test the site in some engines, one after the other, each started once; older ones do not show first visits. */
export function testEngines(kinds: Readonly<Record<string, EngineKind>>, isOlder = false): void {
  for (const [name, kind] of Object.entries(kinds)) {
    const missing = kind.findMissing();
    if (missing) console.log(`${name} is not tested: ${missing}`);
    describe.skipIf(missing)(name, () => {
      const open = useEngine(kind);
      describe('lets a reader', () => testJourneys(name, open));
      describe('sets a page', () => testLayout(open));
      if (!isOlder) describe('on a first visit', () => testFirstVisits(open));
    });
  }
}
