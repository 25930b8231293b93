import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Read the cases of a test from `fixtures/`, which contains only data. */
export const readCases = <Cases>(name: string): Cases =>
  parse(readFileSync(`tests/fixtures/${name}.yaml`, 'utf8'));
