import { firefox } from '../support/engines/firefox.ts';
import { testEngines } from './engine.ts';

testEngines({ Firefox: firefox });
