import { expect, test } from 'vitest';
import { toSbom } from '../../src/commands/sbom.ts';

const integrity = 'sha512-AQID';
const packages = {
  '': { version: '0.1.0' },
  'node_modules/stem': { version: '2.0.1', integrity, license: 'MIT' },
  'node_modules/@a/b': { version: '1.0.0', integrity, license: 'MIT OR Apache-2.0' },
  'node_modules/x/node_modules/@a/b': { version: '0.9.0', integrity, license: 'MIT' },
  'node_modules/y/node_modules/@a/b': { version: '0.9.0', integrity, license: 'MIT' },
  'node_modules/check': { version: '3.0.0', integrity, license: 'MIT', dev: true },
};
const files = [{ name: 'a.woff2', license: 'OFL-1.1', digest: 'ff' }];
const bill = toSbom('paper', packages, new Set(['stem']), files) as {
  components: Record<string, unknown>[];
};

test('lists each package once, but none that only tests', () => {
  expect(bill.components.map((component) => component['bom-ref'])).toEqual([
    ...['pkg:npm/stem@2.0.1', 'pkg:npm/%40a/b@1.0.0', 'pkg:npm/%40a/b@0.9.0', 'a.woff2'],
  ]);
});

test('tells what reaches the reader from what builds', () => {
  expect(bill.components.map(({ scope }) => scope)).toEqual([
    ...['required', 'excluded', 'excluded', 'required'],
  ]);
});

test('has the digest and the license of each', () => {
  expect(bill.components[1]).toMatchInlineSnapshot(`
    {
      "bom-ref": "pkg:npm/%40a/b@1.0.0",
      "group": "@a",
      "hashes": [
        {
          "alg": "SHA-512",
          "content": "010203",
        },
      ],
      "licenses": [
        {
          "expression": "MIT OR Apache-2.0",
        },
      ],
      "name": "b",
      "purl": "pkg:npm/%40a/b@1.0.0",
      "scope": "excluded",
      "type": "library",
      "version": "1.0.0",
    }
  `);
  expect(bill.components[3]).toMatchObject({ hashes: [{ alg: 'SHA-256', content: 'ff' }] });
});
