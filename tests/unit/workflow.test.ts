import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  run?: string;
  env?: Record<string, string>;
}

const { jobs, permissions } = parse(readFileSync('.github/workflows/pages.yml', 'utf8'));
const steps: Step[] = jobs.build.steps;
const toExpression = (name: string) => ['$', `{{ ${name} }}`].join('');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

test('the workflow runs the build, which checks the content', () => {
  expect(steps.flatMap(({ run = [] }) => run)).toEqual(['npm ci', 'npm run build']);
  expect(scripts).toHaveProperty('build');
});

test('the workflow builds for the address from the host', () => {
  expect(steps.find(({ run }) => run === 'npm run build')?.env).toEqual({
    SITE: toExpression('steps.pages.outputs.origin'),
    BASE: toExpression('steps.pages.outputs.base_path'),
  });
});

test('the workflow may write only the published pages', () => {
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.build.permissions).toEqual({ contents: 'read', pages: 'read' });
  expect(jobs.deploy.permissions).toEqual({ pages: 'write', 'id-token': 'write' });
});

test('the tests run on three systems, for pull requests too', () => {
  const workflow = parse(readFileSync('.github/workflows/test.yml', 'utf8'));
  expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request']);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(workflow.jobs.test.strategy.matrix.os).toHaveLength(3);
  const runs = Object.values<{ steps: Step[] }>(workflow.jobs).flatMap((job) => job.steps);
  for (const { run = 'npm ci' } of runs) {
    const [, name] = /^npm (?:run )?(\S+)$/.exec(run) ?? [];
    expect(name === 'ci' || name === undefined ? scripts : scripts[name], run).toBeTruthy();
  }
});
