import { firefox } from '../support/engines/firefox.ts';
import { testEngine } from './engine.ts';
import { testFirstVisits } from './first-visit.ts';
import { testJourneys } from './journeys.ts';
import { testLayout } from './layout.ts';

testEngine('Firefox', firefox, {
  'lets a reader': testJourneys,
  'sets a page': testLayout,
  'on a first visit': testFirstVisits,
});
