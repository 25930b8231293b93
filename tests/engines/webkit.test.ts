import { webkit } from '../support/engines/webkit.ts';
import { testEngines } from './engine.ts';

testEngines({ WebKit: webkit });
