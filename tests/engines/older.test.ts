import { olderEngines } from '../support/engines/engines.ts';
import { testEngines } from './engine.ts';

testEngines(olderEngines, true);
