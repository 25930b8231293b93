import { olderEngines } from '../support/engines/engines.ts';
import { testEngine } from './engine.ts';
import { testJourneys } from './journeys.ts';
import { testLayout } from './layout.ts';

for (const [name, kind] of Object.entries(olderEngines)) {
  testEngine(name, kind, { 'lets a reader': testJourneys, 'sets a page': testLayout });
}
