import { expect, test } from 'vitest';
import type { Permalinks } from '../../../src/paper/schema.ts';
import { listAnchors, toFingerprint } from '../../../src/permalinks/match.ts';
import { type Change, reconcile, resolveAddress } from '../../../src/permalinks/reconcile.ts';
import { makeRandom } from '../../bench/truth.ts';
import { readCases } from '../../support/cases.ts';

/** A text in a test: sections of paragraphs of sentences, `中文|English`; `3=t` is section 3 with the title t. */
type Draft = Record<string, string[][]>;

function digest(draft: Draft, terms = {}) {
  return {
    terms,
    sections: Object.entries(draft).map(([name, paragraphs]) => {
      const [number = '', title = paragraphs[0]?.[0]] = name.split('=');
      return {
        number,
        title: [toFingerprint(`题${title}`), toFingerprint(`Title ${title}`)] as [string, string],
        paragraphs: paragraphs.map((sentences) =>
          sentences.map((sentence) => {
            const [zh = '', en = ''] = sentence.split('|');
            return { section: number, zh: toFingerprint(zh), en: toFingerprint(en) };
          }),
        ),
      };
    }),
  };
}

/** List the anchors of a draft's sentences in order. */
function listNames(draft: Draft, { sections }: Permalinks): string[] {
  return Object.keys(draft).flatMap((name) =>
    Object.values(sections[name.split('=')[0] ?? '']?.paragraphs ?? {}).flatMap((segments) =>
      Object.keys(segments),
    ),
  );
}

function replay(...drafts: Draft[]): { permalinks: Permalinks; changes: Change[] } {
  let permalinks: Permalinks | undefined;
  let changes: Change[] = [];
  for (const [index, draft] of drafts.entries()) {
    ({ next: permalinks, changes } = reconcile(permalinks, digest(draft)));
    // Publish each draft.
    const day = `2026-12-${String(index + 1).padStart(2, '0')}`;
    if (changes.length > 0)
      permalinks = { ...permalinks, versions: { ...permalinks.versions, [index + 1]: day } };
  }
  if (!permalinks) throw new Error('There is no draft');
  return { permalinks, changes };
}

const both = (first: string, second: string) => {
  const [zh1, en1] = first.split('|');
  const [zh2, en2] = second.split('|');
  return `${zh1}，${zh2}|${en1}, and ${en2?.toLowerCase()}`;
};
const edit = (sentence: string) => sentence.replace('的', '之').replace(/(\w+)$/, '$1 indeed');
const { sentences: given, edits } = readCases<{
  sentences: Record<'a' | 'b', string>;
  edits: {
    what: string;
    from?: string;
    draft: string;
    anchors: string;
    led?: object;
    changes?: string[];
  }[];
}>('drafts');
const sentences: Readonly<Record<string, string>> = {
  ...given,
  'a+b': both(given.a, given.b),
  'b+a': both(given.b, given.a),
  edited: edit(given.b),
};

/** Make a draft from the names of its sentences: `1: a b / c; 2: d`, with a slash between paragraphs. */
function toDraft(text: string): Draft {
  const toParagraph = (names: string) => names.split(' ').map((name) => sentences[name] ?? '');
  return Object.fromEntries(
    text.split('; ').map((section) => {
      const [number, paragraphs = ''] = section.split(': ');
      return [number, paragraphs ? paragraphs.split(' / ').map(toParagraph) : []];
    }),
  );
}

const first = toDraft('1: a b c; 2: d');

test('names the anchors of a first version by position', () => {
  const { permalinks, changes } = replay(first);
  expect(listNames(first, permalinks)).toEqual(['1-p1s1', '1-p1s2', '1-p1s3', '2-p1s1']);
  expect(permalinks.aliases).toEqual({});
  expect(changes.map(({ what }) => what)).toEqual(Array(8).fill('added'));
});

test('keeps the last version if nothing has changed', () => {
  const { permalinks, changes } = replay(first, first);
  expect(changes).toEqual([]);
  expect(permalinks).toEqual(replay(first).permalinks);
});

test.each(edits)('$what', ({ from, draft, anchors, led = {}, changes: named }) => {
  const next = toDraft(draft);
  const { permalinks, changes } = replay(from ? toDraft(from) : first, next);
  expect(listNames(next, permalinks)).toEqual(anchors.split(' '));
  expect(listLed(permalinks)).toEqual(led);
  if (named) expect(changes.map(({ what, address }) => `${what} ${address}`)).toEqual(named);
});

test('terms keep, change and lose their addresses', () => {
  const published = reconcile(undefined, digest({}, { ore: '矿', coal: '煤', oil: '油' })).next;
  const { changes } = reconcile(published, digest({}, { ores: '矿', coal: '煤', gas: '气' }));
  expect(changes.map(({ what, address, to = '' }) => `${what} ${address} ${to}`.trim())).toEqual([
    ...['added terms/ores', 'added terms/gas', 'renamed terms/ore terms/ores'],
    'removed terms/oil terms',
  ]);
});

test('an edited sentence records the version of its edit, and others keep theirs', () => {
  const drafts = ['1: a edited c; 2: d', '1: a edited c e; 2: d'].map(toDraft);
  const { sections } = replay(first, ...drafts).permalinks;
  const versions = Object.values(sections['1']?.paragraphs['1-p1'] ?? {}).map(([, , one]) => one);
  expect(versions).toEqual([undefined, 2, undefined, undefined]);
});

/** List the target and the reason of each former address. */
function listLed({ aliases }: Permalinks): Record<string, string> {
  const led = Object.entries(aliases).map(([key, { to, why }]) => [key, `${why} ${to}`]);
  return Object.fromEntries(led);
}

test('follows an address over several versions', () => {
  const { permalinks } = replay(first, ...['1: a+b c; 2: d', '1: c; 2: d', '2: d'].map(toDraft));
  const living = new Set(['2', ...listAnchors(permalinks.sections)]);
  expect(resolveAddress('1-p1s2', permalinks, (one) => living.has(one))).toBe('');
  expect(permalinks.aliases['1-p1s2']).toMatchObject({ to: '1-p1s1', version: 2, from: ['1'] });
});

test('ends at a loop in an edited file', () => {
  const { permalinks } = replay(first);
  const alias = { why: 'removed' as const, version: 2, from: ['1'] };
  permalinks.aliases = { x: { to: 'y', ...alias }, y: { to: 'x', ...alias } };
  expect(resolveAddress('x', permalinks, () => false)).toBe('');
});

test('after random edits every address has a target', () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = makeBounded(seed);
    let draft: Draft = {
      '1': [[sentence(random), sentence(random), sentence(random)], [sentence(random)]],
      '2': [[sentence(random), sentence(random)]],
      '2.1': [[sentence(random)]],
    };
    let permalinks = replay(draft).permalinks;
    const published = new Set(listAddresses(permalinks));
    for (let version = 0; version < 8; version++) {
      draft = change(draft, random);
      const { next } = reconcile(permalinks, digest(draft));
      permalinks = next;
      const anchors = listAnchors(permalinks.sections);
      expect(new Set(anchors).size).toBe(anchors.length);
      const living = new Set(listAddresses(permalinks));
      for (const address of published) {
        const isLed = living.has(address) || Object.hasOwn(permalinks.aliases, address);
        expect(isLed, address).toBe(true);
        const to = resolveAddress(address, permalinks, (one) => living.has(one));
        expect(to === '' || living.has(to)).toBe(true);
      }
      for (const address of living) published.add(address);
      expect(reconcile(permalinks, digest(draft)).changes).toEqual([]);
    }
  }
});

function listAddresses({ sections }: Permalinks): string[] {
  return [...Object.keys(sections), ...listAnchors(sections)];
}

/** Make a generator of numbers below a bound, the same each time. */
function makeBounded(seed: number): (bound: number) => number {
  const random = makeRandom(seed);
  return (bound) => Math.floor(random() * bound);
}

function sentence(random: (bound: number) => number): string {
  const han = Array.from({ length: 6 + random(20) }, () =>
    String.fromCharCode(0x4e00 + random(2000)),
  );
  const words = Array.from({ length: 4 + random(12) }, () => random(100000).toString(36));
  return `${han.join('')}|${words.join(' ')}`;
}

function change(draft: Draft, random: (bound: number) => number): Draft {
  const next = structuredClone(draft);
  const numbers = Object.keys(next);
  const number = numbers[random(numbers.length)] ?? '1';
  const paragraphs = next[number] ?? [];
  const sentences = paragraphs[random(paragraphs.length)] ?? [];
  const at = random(sentences.length);
  const kinds = [
    () => sentences.splice(at, 0, sentence(random)),
    () => sentences.length > 1 && sentences.splice(at, 1),
    () => sentences.splice(at, 2, both(sentences[at] ?? '', sentences[at + 1] ?? sentence(random))),
    () => sentences.reverse(),
    () => sentences.push(sentences.shift() ?? ''),
    () => sentences.splice(at, 1, edit(sentences[at] ?? '')),
    () => sentences.splice(at, 0, sentences[at] ?? ''),
    () => paragraphs.splice(random(paragraphs.length), 0, [sentence(random)]),
    () => paragraphs.length > 1 && paragraphs.splice(random(paragraphs.length), 1),
    () => paragraphs.splice(0, 0, ...paragraphs.splice(-1)),
    () => {
      next[`${random(9) + 1}.${random(9) + 1}`] = [[sentence(random)]];
    },
    () => {
      if (numbers.length > 1) delete next[number];
    },
    () => {
      next[`${random(9) + 1}`] = paragraphs;
      if (numbers.length > 1) delete next[number];
    },
    () => {
      const other = next[numbers[random(numbers.length)] ?? '1'];
      if (sentences.length > 1) other?.[0]?.push(...sentences.splice(at, 1));
    },
  ];
  kinds[random(kinds.length)]?.();
  return next;
}

test('a removed sentence regains its address when it returns', () => {
  const back = toDraft('1: a c b; 2: d');
  const { permalinks } = replay(first, toDraft('1: a c; 2: d'), back);
  expect(listNames(back, permalinks)).toEqual(['1-p1s1', '1-p1s3', '1-p1s2', '2-p1s1']);
});
