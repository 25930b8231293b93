import { chromium } from '../support/engines/chromium.ts';
import { testEngines } from './engine.ts';

testEngines({ Chromium: chromium });
