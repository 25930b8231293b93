import { webkit } from '../support/engines/webkit.ts';
import { testEngine } from './engine.ts';
import { testFirstVisits } from './first-visit.ts';
import { testJourneys } from './journeys.ts';
import { testLayout } from './layout.ts';

testEngine('WebKit', webkit, {
  'lets a reader': testJourneys,
  'sets a page': testLayout,
  'on a first visit': testFirstVisits,
});
