import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Read the cases of a test, which are data alone, from `fixtures/`. */
export const readCases = <Cases>(name: string): Cases =>
  parse(readFileSync(`tests/fixtures/${name}.yaml`, 'utf8'));
