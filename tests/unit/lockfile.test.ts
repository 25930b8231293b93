import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { listFiles } from '../../src/site/files.ts';

interface Locked {
  resolved?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const lockfiles = ['package-lock.json', 'tests/bench/package-lock.json'];

describe.each(lockfiles)('%s', (file) => {
  const packages: Record<string, Locked> = JSON.parse(readFileSync(file, 'utf8')).packages;
  const { '': own = {}, ...others } = packages;

  test('pins every dependency to one version', () => {
    const asked = Object.entries({ ...own.dependencies, ...own.devDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('has the binaries of every platform, as npm ci requires', () => {
    const isLocked = (folder: string, name: string): boolean => {
      const here = `${folder ? `${folder}/` : ''}node_modules/${name}`;
      if (here in packages) return true;
      return (
        folder !== '' &&
        isLocked(folder.replace(/(?:^|\/)node_modules\/(?!.*node_modules\/).*$/, ''), name)
      );
    };
    const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(folder, name)),
    );
    expect(missing).toEqual([]);
  });

  test('has a digest of each package, and no host of a registry', () => {
    const loose = Object.entries(others).filter(([, { integrity }]) => !integrity);
    expect(loose.map(([folder]) => folder)).toEqual([]);
    const hosts = Object.values(others).flatMap(({ resolved = [] }) => resolved);
    expect(hosts).toEqual([]);
  });
});

test('a build imports no development dependency', () => {
  const files = listFiles('src').filter((file) => /\.(?:ts|astro)$/.test(file));
  const imported = files.flatMap((file) =>
    [
      ...readFileSync(`src/${file}`, 'utf8')
        .replace(/^import type [^;]*;$/gm, '')
        .matchAll(/(?:^|\s)(?:from|import) '((?:@[^/']+\/)?[^/.':#]+)(?:\/[^']*)?'/g),
    ].map(([, name = '']) => name),
  );
  expect(imported.length).toBeGreaterThan(40);
  expect(imported.filter((name) => !(name in packageJson.dependencies))).toEqual([]);
});
