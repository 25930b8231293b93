/**
 * Compare the aligner with Gale & Church’s method and hunalign (with the same dictionary) on texts
 * aligned by hand.
 *
 * `npm run bench:align -- [--hunalign PATH]`, or set the path in `HUNALIGN`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { parseArgs } from 'node:util';
import { type Aligned, alignTexts, isAlone, isDoubtful } from '../../src/import/align/aligner.ts';
import { type Dictionary, type Sentence, toFeatures } from '../../src/import/align/features.ts';
import { readDictionary } from '../../src/import/dictionary.ts';
import { type Locale, locales, mapLocales } from '../../src/paper/locale.ts';
import {
  type GoldPair,
  harder,
  perturbations,
  readGold,
  scorePairs,
  toPairs,
  toSentences,
} from '../support/gold.ts';
import { findProgram } from '../support/hosts.ts';
import { alignByLength } from './gale-church.ts';

const { values } = parseArgs({ options: { hunalign: { type: 'string' } } });
const hunalign = values.hunalign ?? env['HUNALIGN'] ?? findProgram('hunalign');
const dictionary = readDictionary();
const figures =
  'Duidu F1 | P | R | Gale–Church F1 | hunalign F1 | doubtful | wrong | of them reported';
console.log(`| text | as | pairs | ${figures} |`);
console.log(`|---|---|${'---:|'.repeat(9)}`);
const percent = (part: number, all: number) => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
const totals = [0, 0, 0, 0];
for (const { name, paragraphs } of readGold()) {
  for (const [fault, perturb] of Object.entries({ ...perturbations, ...harder })) {
    const task = perturb(paragraphs);
    const sentences = toSentences(task);
    const aligned = alignTexts(sentences, dictionary);
    const own = scorePairs(toPairs(aligned), task.pairs);
    // Give all aligners the same sentences, with long ones split.
    const same = mapLocales((locale) => aligned.flatMap((pair) => pair[locale]));
    const worthOf = (beads: ReturnType<typeof alignByLength>) =>
      scorePairs(pick(same, beads), task.pairs).f1.toFixed(3);
    const doubtful = isDoubtful(aligned);
    const wrong = own.right.filter((isRight) => !isRight).length;
    // The import reports each sentence without a counterpart.
    const isTold = (at: number) => doubtful[at] || isAlone(aligned[at] as Aligned);
    const caught = own.right.filter((isRight, at) => !isRight && isTold(at)).length;
    const marked = doubtful.filter(Boolean).length;
    for (const [at, count] of [aligned.length, marked, wrong, caught].entries()) {
      totals[at] = (totals[at] ?? 0) + count;
    }
    const scores = [own.f1, own.precision, own.recall].map((value) => value.toFixed(3));
    const other = hunalign ? worthOf(runHunalign(hunalign, same)) : '–';
    const peers = [worthOf(alignByLength(same)), other, percent(marked, aligned.length)];
    const row = [name, fault, task.pairs.length, ...scores, ...peers, wrong, caught];
    console.log(`| ${row.join(' | ')} |`);
  }
}
const [pairs = 0, doubtful = 0, wrong = 0, caught = 0] = totals;
console.log(
  `\nMarked as doubtful: ${percent(doubtful, pairs)} of all pairs; ${percent(caught, wrong)} of the ${wrong} wrong ones are reported.`,
);
if (!hunalign) console.log('hunalign not found: set --hunalign PATH or HUNALIGN.');

function pick(
  sentences: Record<Locale, readonly Sentence[]>,
  beads: ReturnType<typeof alignByLength>,
): GoldPair[] {
  return toPairs(
    beads.map(({ zh, en, shape: [a, b] }) => ({
      zh: sentences.zh.slice(zh, zh + a),
      en: sentences.en.slice(en, en + b),
    })),
  );
}

/** Run hunalign on one sentence per line, as words and stems of the dictionary, with paragraph marks. */
function runHunalign(
  program: string,
  sentences: Record<Locale, Sentence[]>,
): ReturnType<typeof alignByLength> {
  const folder = mkdtempSync(join(tmpdir(), 'duidu-hunalign-'));
  try {
    const words = mapLocales((locale) =>
      sentences[locale].map((sentence) =>
        toFeatures(sentence, locale, dictionary).claims.map(({ key }) => key.replace(/\s/g, '')),
      ),
    );
    // hunalign marks a paragraph with a separate line.
    const lines = mapLocales((locale) =>
      sentences[locale].flatMap(({ starts }, at) => [
        ...(starts ? [{ text: '<p>', at: undefined }] : []),
        { text: words[locale][at]?.join(' ') || '-', at },
      ]),
    );
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const known = mapLocales((locale) => new Set(words[locale].flat()));
    const toText = (locale: Locale) => lines[locale].map(({ text }) => `${text}\n`).join('');
    const files = [
      write('dictionary', toHunalign(dictionary, known.zh, known.en)),
      ...locales.map((locale) => write(locale, toText(locale))),
    ];
    const { stdout, status, stderr } = spawnSync(program, ['-utf', '-realign', ...files], {
      encoding: 'utf8',
      cwd: folder,
    });
    if (status !== 0) throw new Error(`hunalign failed: ${stderr.slice(-500)}`);
    const rungs = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t').map(Number));
    const place = (locale: Locale, rung: number) =>
      lines[locale].slice(0, rung).filter(({ at }) => at !== undefined).length;
    return rungs.slice(0, -1).flatMap(([zhRung = 0, enRung = 0], index) => {
      const [zhNext = 0, enNext = 0] = rungs[index + 1] ?? [];
      const [zh, en] = [place('zh', zhRung), place('en', enRung)];
      const shape = [place('zh', zhNext) - zh, place('en', enNext) - en] as const;
      return shape[0] + shape[1] > 0 ? [{ zh, en, shape, confidence: 1 }] : [];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toHunalign(all: Dictionary, zh: ReadonlySet<string>, en: ReadonlySet<string>): string {
  return [...zh]
    .flatMap((word) =>
      (all.get(word) ?? []).filter((stem) => en.has(stem)).map((stem) => `${stem} @ ${word}\n`),
    )
    .join('');
}
