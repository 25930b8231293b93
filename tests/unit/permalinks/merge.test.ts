import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Permalinks } from '../../../src/paper/schema.ts';
import { formatPermalinks, readPermalinks } from '../../../src/permalinks/file.ts';
import { listRecorded, toFingerprint } from '../../../src/permalinks/match.ts';
import { reconcile, resolveAddress } from '../../../src/permalinks/reconcile.ts';
import { compareByHistory, findRecorded } from '../../../src/read/git.ts';
import { makeRandom } from '../../bench/truth.ts';
import { share } from '../../support/thorough.ts';

/** A section as lines `中文|English`, and its recorded addresses. */
interface Branch {
  text: string;
  file: string;
}

const hasGit = spawnSync('git', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'duidu-merge-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Merge two texts line by line, as git does; conflicts keep both sides, with or without markers. */
function merge(base: string, ours: string, theirs: string, isMarked = false): string {
  const files = Object.entries({ ours, base, theirs }).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
  const options = isMarked ? ['-p'] : ['-p', '--union'];
  return spawnSync('git', ['merge-file', ...options, ...files], { encoding: 'utf8' }).stdout;
}

const toSections = (text: string) => [
  {
    number: '1',
    title: ['T', 'T'] as [string, string],
    paragraphs: text
      .split('\n\n')
      .map((paragraph) => paragraph.split('\n').filter(Boolean))
      .filter(({ length }) => length > 0)
      .map((lines) =>
        lines.map((line) => {
          const [zh = '', en = ''] = line.split('|');
          return { section: '1', zh: toFingerprint(zh), en: toFingerprint(en) };
        }),
      ),
  },
];

/** Record the addresses of a text, as the command does; of two lines for an address, ours is older. */
function record(text: string, file?: string, ours = '') {
  const rank = (line: string) => (ours.includes(line) ? 0 : 1);
  const compare = (a: string, b: string) => rank(a) - rank(b);
  const source = { path: 'content/permalinks.json', value: file ?? '' };
  const { result, messages } = file ? readPermalinks(source, compare) : { messages: [] };
  expect(messages.map(String)).toEqual([]);
  const { next, changes } = reconcile(
    result?.permalinks,
    { sections: toSections(text), terms: {} },
    result?.rivals,
  );
  return { next, changes, file: formatPermalinks(next) };
}

const listAll = ({ sections }: Permalinks) =>
  new Map(listRecorded(sections).map(({ anchor, zh, en }) => [anchor, zh + en]));

/** Find the place of each sentence that occurs once: a merge may leave two equal copies. */
function findPlaces(all: ReadonlyMap<string, string>): Map<string, string> {
  const copies = Map.groupBy(all, ([, text]) => text);
  return new Map(
    [...copies].flatMap(([text, [first, ...more]]) =>
      first && more.length === 0 ? [[text, first[0]]] : [],
    ),
  );
}

const han = [...'新疆煤炭石油棉花番茄葡萄国际市场地处亚欧大陆腹高校培养技术人才绿色发展企业减排'];
let count = 0;
/** Make a unique sentence. */
function makeSentence(): string {
  count += 1;
  const random = makeRandom(count);
  const zh = Array.from({ length: 16 }, () => han[Math.floor(random() * han.length)]).join('');
  const words = Array.from({ length: 9 }, () => Math.floor(random() * 36 ** 4).toString(36));
  return `${zh}。|${words.join(' ')}.`;
}

const edits = fc.array(
  fc.record({
    kind: fc.constantFrom('insert', 'edit', 'remove', 'move', 'split'),
    at: fc.nat(),
    to: fc.nat(),
  }),
  { minLength: 1, maxLength: 4 },
);
type Edits = typeof edits extends fc.Arbitrary<infer Value> ? Value : never;

function edit(text: string, list: Edits): string {
  const lines = text.split('\n');
  for (const { kind, at, to } of list) {
    const index = at % lines.length;
    const line = lines[index] ?? '';
    if (kind === 'insert') lines.splice(index, 0, makeSentence());
    else if (kind === 'split') lines.splice(index, 0, '');
    else if (kind === 'edit' && line)
      lines[index] = line.replace('|', '之|').replace(/\.$/, ' indeed.');
    else if (kind === 'remove' && lines.filter(Boolean).length > 3 && line) lines.splice(index, 1);
    else if (kind === 'move' && line) lines.splice(to % lines.length, 0, ...lines.splice(index, 1));
  }
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '');
}

const start = (() => {
  const text = `${Array.from({ length: 9 }, (_, index) => makeSentence() + (index % 3 === 2 ? '\n' : '')).join('\n')}\n`;
  return { text, file: record(text).file };
})();

const known = listAll(record(start.text).next);

/** Merge one branch into another, and resolve the addresses that both claim. */
function mergeBranches(ours: Branch, theirs: Branch, base: Branch, isMarked: boolean) {
  const text = merge(base.text, ours.text, theirs.text);
  const file = merge(base.file, ours.file, theirs.file, isMarked);
  return { text, ...record(text, file, ours.file) };
}

test.runIf(hasGit)('merged branches keep every address', () => {
  fc.assert(
    fc.property(fc.array(edits, { minLength: 2, maxLength: 3 }), fc.boolean(), (all, isMarked) => {
      const branches = all.map((list) => {
        const text = edit(start.text, list);
        return { text, ...record(text, start.file) };
      });
      const [first, ...others] = branches;
      if (!first) return;
      let merged: typeof first = first;
      for (const theirs of others) {
        const ours = listAll(merged.next);
        merged = mergeBranches(merged, theirs, start, isMarked);
        const mine = findPlaces(ours);
        const now = listAll(merged.next);
        const anchors = [...now.keys()];
        expect(new Set(anchors).size).toBe(anchors.length);
        const paragraphs = Object.keys(merged.next.sections['1']?.paragraphs ?? {});
        const places = findPlaces(now);
        const isThere = (address: string) =>
          now.has(address) || paragraphs.includes(address) || address === '1';
        // If a merge keeps both a sentence and its edited form, the edited form has the address.
        const isEdited = (anchor: string) => known.has(anchor) && now.has(anchor);
        for (const [anchor, text] of ours) {
          // The older publication leads to its sentence, wherever that is now.
          const isThereOnce = places.has(text) && mine.has(text);
          if (isThereOnce && !isEdited(anchor)) expect(places.get(text)).toBe(anchor);
          expect(resolveAddress(anchor, merged.next, isThere)).not.toBe('');
        }
        for (const [anchor, text] of listAll(theirs.next)) {
          const place = places.get(text);
          const isSaid = merged.changes.some(
            ({ what, address, to }) => what === 'claimed' && address === anchor && to === place,
          );
          // A sentence that one branch removed and another moved counts as new when it returns.
          const isBack = Object.hasOwn(merged.next.aliases, anchor);
          if (place && place !== anchor) expect(isSaid || isEdited(anchor) || isBack).toBe(true);
          expect(resolveAddress(anchor, merged.next, isThere)).not.toBe('');
        }
        // A resolved address stays.
        expect(record(merged.text, merged.file).changes).toEqual([]);
      }
    }),
    { numRuns: Math.ceil(1000 * share), endOnFailure: true },
  );
});

describe.runIf(hasGit)('two branches that each insert a sentence', () => {
  const [first, last] = [makeSentence(), makeSentence()];
  const lines = start.text.split('\n');
  const ours = [first, ...lines].join('\n');
  const theirs = lines.toSpliced(3, 0, last).join('\n');
  const branches = [ours, theirs].map((text) => ({ text, file: record(text, start.file).file }));
  const [one = start, two = start] = branches;

  test('get an error for an address that both assigned', () => {
    const value = merge(start.file, one.file, two.file);
    const { messages } = readPermalinks({ path: 'content/permalinks.json', value });
    expect(messages.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^Expected one line for 1-p1s4, found another on line \d+$/),
    ]);
  });

  test('keep the one published first, and rename the other', () => {
    const { changes, next } = mergeBranches(one, two, start, false);
    expect(changes).toEqual([{ what: 'claimed', address: '1-p1s4', to: '1-p1s5' }]);
    expect(listAll(next).get('1-p1s4')).toBe(
      toFingerprint(first.split('|')[0] ?? '') + toFingerprint(first.split('|')[1] ?? ''),
    );
  });
});

test('a new paragraph gets another address than one that only the later branch has', () => {
  const [first, edited, added] = [makeSentence(), makeSentence(), makeSentence()];
  const [zh = '', en = ''] = edited.split('|').map(toFingerprint);
  const { next: last } = record(first);
  const rival = { section: '1', paragraph: '1-p2', anchor: '1-p1s1', zh, en, changed: 1 };
  const text = { sections: toSections(`${edited}\n\n${added}`), terms: {} };
  const { next } = reconcile(last, text, [rival]);
  expect(Object.keys(next.sections['1']?.paragraphs ?? {})).toEqual(['1-p2', '1-p3']);
});

test('a paragraph whose sentences another one claims keeps its address', () => {
  const [one, two] = [makeSentence(), makeSentence()];
  const { file } = record(`${one}\n\n${two}`);
  const lines = file.split('\n');
  const [moved = ''] = lines.filter((line) => line.includes('"1-p2s1":'));
  // The other branch moved the sentence to the first paragraph.
  const claimed = lines.map((line) => (line.includes('"1-p1s1":') ? `${line},\n${moved}` : line));
  const { next } = record(`${one}\n${two}`, claimed.join('\n'));
  expect(Object.keys(next.sections['1']?.paragraphs ?? {})).toEqual(['1-p1']);
  expect(next.aliases['1-p2']?.to).toBe('1-p1');
});

test.runIf(hasGit)('a line of the published branch counts as older, regardless of dates', () => {
  const git = (...words: string[]) => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    const env = { ...process.env, GIT_COMMITTER_DATE: words.at(-1) };
    const { status, stdout } = spawnSync('git', [...identity, ...words.slice(0, -1)], {
      ...{ cwd: folder, encoding: 'utf8', env },
    });
    expect(status).toBe(0);
    return stdout;
  };
  const file = join(folder, 'permalinks.json');
  const commit = (text: string, date: string) => {
    writeFileSync(file, text);
    git('add', 'permalinks.json', date);
    git('commit', '-m', 'x', date);
  };
  git('init', '-b', 'main', '2026-01-01T00:00:00Z');
  commit('{\n}\n', '2026-01-01T00:00:00Z');
  git('checkout', '-b', 'draft', '2026-01-02T00:00:00Z');
  commit('{\n"a": 1\n}\n', '2026-01-02T00:00:00Z');
  git('checkout', 'main', '2026-01-03T00:00:00Z');
  commit('{\n"a": 2\n}\n', '2026-01-03T00:00:00Z');
  git('merge', '-X', 'ours', 'draft', '2026-01-04T00:00:00Z');
  expect(compareByHistory(file)('"a": 2', '"a": 1')).toBeLessThan(0);
  expect(findRecorded(folder)).toMatch(/^[0-9a-f]{7,}$/);
});

test('the file of this repository is merged without markers', () => {
  expect(readFileSync('.gitattributes', 'utf8')).toContain('content/permalinks.json merge=union');
});
