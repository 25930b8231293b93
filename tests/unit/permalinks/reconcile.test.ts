import { expect, test } from 'vitest';
import type { Permalinks } from '../../../src/paper/schema.ts';
import { listAnchors, toFingerprint } from '../../../src/permalinks/match.ts';
import { type Change, reconcile, resolveAddress } from '../../../src/permalinks/reconcile.ts';
import { makeRandom } from '../../bench/truth.ts';

/** A text as a test writes it: sections of paragraphs of sentences, `中文|English`. */
type Draft = Record<string, string[][]>;

function digest(draft: Draft) {
  return {
    terms: {},
    sections: Object.entries(draft).map(([number, paragraphs]) => ({
      number,
      title: [
        toFingerprint(`题${paragraphs[0]?.[0]}`),
        toFingerprint(`Title ${paragraphs[0]?.[0]}`),
      ] as [string, string],
      paragraphs: paragraphs.map((sentences) =>
        sentences.map((sentence) => {
          const [zh = '', en = ''] = sentence.split('|');
          return { section: number, zh: toFingerprint(zh), en: toFingerprint(en) };
        }),
      ),
    })),
  };
}

/** List the anchors of a draft's sentences, in its order. */
function listNames(draft: Draft, { sections }: Permalinks): string[] {
  return Object.keys(draft).flatMap((number) =>
    Object.values(sections[number]?.paragraphs ?? {}).flatMap((segments) => Object.keys(segments)),
  );
}

function replay(...drafts: Draft[]): { permalinks: Permalinks; changes: Change[] } {
  let permalinks: Permalinks | undefined;
  let changes: Change[] = [];
  for (const [index, draft] of drafts.entries()) {
    ({ next: permalinks, changes } = reconcile(permalinks, digest(draft)));
    // Each draft is published.
    const day = `2026-12-${String(index + 1).padStart(2, '0')}`;
    if (changes.length > 0)
      permalinks = { ...permalinks, versions: { ...permalinks.versions, [index + 1]: day } };
  }
  if (!permalinks) throw new Error('There is no draft');
  return { permalinks, changes };
}

const a = '新疆的煤炭与石油储量居全国前列|Coal and oil reserves in Xinjiang rank among the first';
const b = '棉花番茄和葡萄在国际市场上享有声誉|Cotton, tomatoes and grapes are known abroad';
const c =
  '地处亚欧大陆腹地并与八个国家接壤|It lies in the heart of Eurasia and borders on eight countries';
const d =
  '高校每年培养数万名工程技术人才|Universities train tens of thousands of engineers every year';
const e = '绿色发展要求企业减少污染物的排放|Green development asks firms to cut their emissions';
const both = (first: string, second: string) => {
  const [zh1, en1] = first.split('|');
  const [zh2, en2] = second.split('|');
  return `${zh1}，${zh2}|${en1}, and ${en2?.toLowerCase()}`;
};
const edit = (sentence: string) => sentence.replace('的', '之').replace(/(\w+)$/, '$1 indeed');
const sentences: Readonly<Record<string, string>> = {
  ...{ a, b, c, d, e, 'a+b': both(a, b), edited: edit(b) },
  retranslated: `${b.split('|')[0]}|Nothing of what was said before`,
};

/** Make a draft of the names of its sentences: `1: a b / c; 2: d`, with a stroke between paragraphs. */
function toDraft(text: string): Draft {
  const toParagraph = (names: string) => names.split(' ').map((name) => sentences[name] ?? '');
  return Object.fromEntries(
    text.split('; ').map((section) => {
      const [number, paragraphs = ''] = section.split(': ');
      return [number, paragraphs.split(' / ').map(toParagraph)];
    }),
  );
}

const first = toDraft('1: a b c; 2: d');

test('names a first version by the places in it', () => {
  const { permalinks, changes } = replay(first);
  expect(listNames(first, permalinks)).toEqual(['1-p1s1', '1-p1s2', '1-p1s3', '2-p1s1']);
  expect(permalinks.aliases).toEqual({});
  expect(changes.map(({ what }) => what)).toEqual(Array(8).fill('added'));
});

test('leaves the last version where nothing has changed', () => {
  const { permalinks, changes } = replay(first, first);
  expect(changes).toEqual([]);
  expect(permalinks).toEqual(replay(first).permalinks);
});

// From “1: a b c; 2: d”, each sentence's anchor in the order of the text, and what leads elsewhere.
test.each([
  [
    'an inserted sentence has a new anchor, and moves none',
    '1: a e b c; 2: d',
    'p1s1 p1s4 p1s2 p1s3',
    {},
  ],
  [
    'a removed sentence leads to the one before it',
    '1: a c; 2: d',
    'p1s1 p1s3',
    { '1-p1s2': 'removed 1-p1s1' },
  ],
  [
    'a removed first sentence leads to its paragraph',
    '1: b c; 2: d',
    'p1s2 p1s3',
    { '1-p1s1': 'removed 1-p1' },
  ],
  ['an edited sentence keeps its anchor', '1: a edited c; 2: d', 'p1s1 p1s2 p1s3', {}],
  [
    'a sentence translated anew keeps its anchor',
    '1: a retranslated c; 2: d',
    'p1s1 p1s2 p1s3',
    {},
  ],
  [
    'a sentence that another replaces is no longer there',
    '1: a e c; 2: d',
    'p1s1 p1s4 p1s3',
    { '1-p1s2': 'removed 1-p1s1' },
  ],
  [
    'of two that are merged the first keeps its anchor, and the other leads to it',
    '1: a+b c; 2: d',
    'p1s1 p1s3',
    { '1-p1s2': 'merged 1-p1s1' },
  ],
  ['sentences in another order keep their anchors', '1: c a b; 2: d', 'p1s3 p1s1 p1s2', {}],
  [
    'a paragraph that is split keeps its anchor in its first part',
    '1: a / b c; 2: d',
    'p1s1 p1s2 p1s3',
    {},
  ],
])('%s', (_what, text, names, aliases) => {
  const next = toDraft(text);
  const { permalinks } = replay(first, next);
  const anchors = names.split(' ').map((name) => `1-${name}`);
  expect(listNames(next, permalinks)).toEqual([...anchors, '2-p1s1']);
  expect(listLed(permalinks)).toEqual(aliases);
});

test('of one that is split the first part keeps its anchor', () => {
  const { permalinks } = replay(toDraft('1: a+b c; 2: d'), first);
  expect(listNames(first, permalinks)).toEqual(['1-p1s1', '1-p1s3', '1-p1s2', '2-p1s1']);
});

const moved = (...anchors: string[]) =>
  Object.fromEntries(anchors.map((anchor) => [anchor, `moved ${anchor}`]));

test.each([
  [
    'a sentence moved to another section keeps its anchor, and is known to have been elsewhere',
    '1: a c; 2: d b',
    ['1-p1s1', '1-p1s3', '2-p1s1', '1-p1s2'],
    moved('1-p1s2'),
  ],
  [
    'a section of another name leads to it, and its sentences keep their anchors',
    '2: d; 7: a b c',
    ['2-p1s1', '1-p1s1', '1-p1s2', '1-p1s3'],
    { '1': 'renamed 7', ...moved('1-p1', '1-p1s1', '1-p1s2', '1-p1s3') },
  ],
  [
    'a removed section leads to what is around it',
    '1: a b c',
    ['1-p1s1', '1-p1s2', '1-p1s3'],
    { '2': 'removed ', '2-p1': 'removed ', '2-p1s1': 'removed ' },
  ],
  [
    'a number that comes to stand for another section leads to what it stood for',
    '1: e; 2: a b c; 3: d',
    ['1-p2s1', '1-p1s1', '1-p1s2', '1-p1s3', '2-p1s1'],
    {
      ...{ '1': 'renumbered 2', '2': 'renumbered 3' },
      ...moved('1-p1', '2-p1', '1-p1s1', '1-p1s2', '1-p1s3', '2-p1s1'),
    },
  ],
])('%s', (_what, text, names, aliases) => {
  const next = toDraft(text);
  const { permalinks } = replay(first, next);
  expect(listNames(next, permalinks)).toEqual(names);
  expect(listLed(permalinks)).toEqual(aliases);
});

/** List what each former address leads to, and why. */
function listLed({ aliases }: Permalinks): Record<string, string> {
  const led = Object.entries(aliases).map(([key, { to, why }]) => [key, `${why} ${to}`]);
  return Object.fromEntries(led);
}

test('follows an address over several versions', () => {
  const { permalinks } = replay(
    first,
    toDraft('1: a+b c; 2: d'),
    toDraft('1: c; 2: d'),
    toDraft('2: d'),
  );
  const living = new Set(['2', ...listAnchors(permalinks.sections)]);
  expect(resolveAddress('1-p1s2', permalinks, (one) => living.has(one))).toBe('');
  expect(permalinks.aliases['1-p1s2']).toMatchObject({ to: '1-p1s1', version: 2, from: ['1'] });
});

test('ends where a file that was edited leads in a circle', () => {
  const { permalinks } = replay(first);
  const alias = { why: 'removed' as const, version: 2, from: ['1'] };
  permalinks.aliases = { x: { to: 'y', ...alias }, y: { to: 'x', ...alias } };
  expect(resolveAddress('x', permalinks, () => false)).toBe('');
});

test('after random edits every address leads somewhere', () => {
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

/** Make numbers below a bound that are the same each time. */
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
