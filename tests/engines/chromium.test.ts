import { chromium } from '../support/engines/chromium.ts';
import { testEngine } from './engine.ts';
import { testFirstVisits } from './first-visit.ts';
import { testLayout } from './layout.ts';

// The project `browser` tests in this engine what a reader does.
testEngine('Chromium', chromium, {
  'sets a page': testLayout,
  'on a first visit': testFirstVisits,
});
