import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toPath } from '../../src/paper/anchor.ts';
import { type Locale, langs, mapLocales, views } from '../../src/paper/locale.ts';
import { ContentError } from '../../src/paper/report.ts';
import { flatten, type Section } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';
import { runCommand } from '../support/build.ts';
import { copyContent } from '../support/edited.ts';
import { paper, paperFolder } from '../support/paper.ts';

const { root } = paper;
const { content, site, changeLines, run, remove } = copyContent();

afterAll(remove);

interface OldLink {
  page: string;
  anchor: string;
  /** Of a sentence. */
  texts?: Record<Locale, string>;
}

/** List every address of the first version, for each page that had it. */
function listOldLinks(): OldLink[] {
  return flatten(root).flatMap((page) =>
    flatten(page).flatMap((section) =>
      listOwn(section).map((own) => ({ page: page.number, ...own })),
    ),
  );
}

function listOwn({ number, paragraphs }: Section): Omit<OldLink, 'page'>[] {
  return [
    ...(number ? [{ anchor: number }] : []),
    ...paragraphs.flatMap(({ anchor, segments }) => [
      { anchor },
      ...segments.map((segment) => ({
        anchor: segment.anchor,
        texts: mapLocales((locale) => segment[locale].text),
      })),
    ]),
  ];
}

function readPage(view: (typeof views)[number], name: string): Document {
  return parseHTML(readFileSync(join(site, toPath(view, name), 'index.html'), 'utf8')).document;
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ContentError) {
      return error.message.replaceAll(content.replaceAll('\\', '/'), 'content');
    }
  }
  throw new Error('The content is not refused');
}

describe('after a year of edits', () => {
  beforeAll(() => {
    cpSync(paperFolder, join(content, 'versions/1'), { recursive: true });
    // Insert, merge, and remove.
    changeLines('3.1', (lines, locale) => {
      const added = { zh: '此处新增一句，用于检验。', en: 'This sentence is new here.' };
      lines.splice(2, 0, added[locale]);
    });
    changeLines('3.2', (lines, locale) => {
      const [first = '', second = ''] = lines.splice(0, 2);
      lines.unshift(locale === 'zh' ? first.replace('。', '；') + second : `${first} ${second}`);
    });
    changeLines('3.3', (lines) => lines.splice(2, 1));
    // Split, reorder, retranslate and edit.
    changeLines('4.1', (lines, locale) => {
      const [first = ''] = lines.splice(0, 1);
      const [before = '', after = ''] = first.split(locale === 'zh' ? /，(.*)/ : / and (?=spare)/);
      lines.unshift(before + (locale === 'zh' ? '。' : '.'), after);
    });
    changeLines('4.2', (lines) => lines.reverse());
    changeLines('4.3', (lines, locale) => {
      if (locale === 'en')
        lines[0] = 'New quality productivity is where all begins that this is about.';
    });
    changeLines('4.4', (lines, locale) => {
      const [from, to] = locale === 'zh' ? ['新疆', '本区'] : ['Xinjiang', 'the region'];
      lines[1] = lines[1]?.replace(from, to) ?? '';
    });
    // Rename a section and remove another.
    for (const locale of ['zh', 'en']) {
      renameSync(join(content, locale, '4.5.md'), join(content, locale, 'outlook.md'));
      rmSync(join(content, locale, '5.3.md'));
    }
    const terms = readFileSync(join(content, 'terms.yaml'), 'utf8');
    writeFileSync(join(content, 'terms.yaml'), terms.replace(/- zh: 科技进步\n {2}en: .*\n/, ''));
  });

  test('the build stops, names each address, and gives the fix', () => {
    const message = messageOf(() => readPaper(content));
    expect(message).toMatch(/^The content has \d+ errors\b/);
    const places = /^content\/zh\/(?:3\.1\.md:5|4\.4)|5\.3-p1s2 as/;
    const problems = message.split('\n\n').filter((problem) => places.test(problem));
    expect(problems.join('\n\n')).toMatchInlineSnapshot(`
      "content/permalinks.json:198:1
        expected: 5.3-p1s2 as it was published
        found: no text
        fix: run “npm run permalinks”, read its report, and commit permalinks.json with the text

      content/zh/3.1.md:5:1
        expected: a recorded address
        found: none yet for “此处新增一句，用于检验。”
        fix: run “npm run permalinks”, read its report, and commit permalinks.json with the text

      content/zh/4.4.md:4:1
        expected: 4.4-p1s2 as it was published
        found: another text, “通过拓展国际市场，提高本区的知名度和影响力，为新…”
        fix: run “npm run permalinks”, read its report, and commit permalinks.json with the text"
    `);
  });

  test('the command reports the change of each address once', () => {
    const said = run('permalinks').split('\n');
    expect(said.filter((line) => /3\.[123]-/.test(line)).join('\n')).toMatchInlineSnapshot(`
      "added      3.1-p1s8  “此处新增一句，用于检验。”
      edited     3.2-p1s1  “新疆位于中国西北边疆，扮演着连接中国内陆与中亚、…”
      merged     3.2-p1s2 → 3.2-p1s1  “新疆位于中国西北边疆，扮演着连接中国内陆与中亚、…”
      removed    3.3-p1s3 → 3.3-p1s2  “在能源化工方面，新疆凭借丰富的矿产资源已成功构建…”"
    `);
    expect(said.at(-2)).toMatch(/permalinks.json was updated: commit it with the text\.$/);
    expect(run('permalinks')).toContain('is up to date');
  });

  describe('in the built site', () => {
    let said = '';
    beforeAll(() => {
      const file = join(content, 'zh/3.1.md');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^# /, '# 新的'));
      said = run('publish', '--yes');
    });

    test('publishing numbers the version and keeps its text, once', () => {
      expect(said).toContain('merged     3.2-p1s2 → 3.2-p1s1');
      // A change that was not recorded before, of a title.
      expect(said).toMatch(/^edited {5}3\.1$/m);
      expect(said).toMatch(/Commit .*permalinks\.json and .*versions\/2\/ with the text\./);
      expect(readPaper(join(content, 'versions/2')).permalinks?.versions).toHaveProperty('2');
      // A newer check must not stop a publication because of an old version.
      writeFileSync(join(content, 'versions/2/terms.yaml'), 'x');
      expect(run('publish')).toContain('The text is the same as in version 2 (');
    });

    test('publishing fails if the build fails', () => {
      const settings = { CONTENT_DIR: content, OUT_DIR: content };
      expect(() => runCommand('publish', settings, ['--yes'])).toThrow(/Command failed/);
    });

    test.each(views)(
      'each old link of the %s view leads to its text, or to a note about it',
      (view) => {
        const pages = new Map<string, Document>();
        const open = (name: string): Document => {
          const page = pages.get(name) ?? readPage(view, name);
          pages.set(name, page);
          return page;
        };
        const locale = view === 'en' ? 'en' : 'zh';
        const fates = { lost: new Set(), told: new Set(), other: new Set(), broken: new Set() };
        for (const { page, anchor, texts } of listOldLinks()) {
          const place = open(page).getElementById(anchor);
          if (!place) fates.lost.add(`${page}#${anchor}`);
          else if (place.classList.contains('alias')) {
            fates.told.add(anchor);
            const href = place.querySelector('a')?.getAttribute('href') ?? `${toPath(view, page)}#`;
            const [path = '', id = ''] = href.split('#');
            const name = path.replace(/^\/(?:zh\/|en\/)?/, '').replace(/\/$/, '');
            if (id && !open(name).getElementById(id)) fates.broken.add(href);
          } else if (texts) {
            const shown = place.querySelector(`:scope > [lang="${langs[locale]}"]`) ?? place;
            if (shown.textContent !== texts[locale]) fates.other.add(anchor);
          }
        }
        const told = [...fates.told].filter((anchor) => !/^(?:4\.5|5\.3)/.test(String(anchor)));
        expect({ ...fates, told: told.sort() }).toEqual({
          lost: new Set(),
          broken: new Set(),
          told: ['3.2-p1s2', '3.3-p1s3'],
          other: new Set(['3.2-p1s1', '4.1-p1s1', view === 'en' ? '4.3-p1s1' : '4.4-p1s2']),
        });
      },
    );

    test.each(views)(
      'the address of a removed page has a note in the %s view, and is not listed',
      (view) => {
        for (const [name, number] of [
          ['4.5', 'outlook'],
          ['5.3', '5'],
        ] as const) {
          const page = readPage(view, name);
          const own = page.getElementById(name);
          expect(own?.querySelector('a')?.getAttribute('href')).toBe(
            `${toPath(view, number)}#${number}`,
          );
          expect(own?.textContent).toMatch(view === 'en' ? /version 2/ : /第 2 版/);
          expect(page.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
          expect(page.querySelector(`.contents a[href="${toPath(view, name)}"]`)).toBeNull();
        }
        const gone = readPage(view, 'terms/scientific-and-technological-progress');
        const link = gone.querySelector('.alias a');
        expect(link?.getAttribute('href')).toBe(`${toPath(view, 'terms')}#text`);
      },
    );

    test('a merged sentence redirects to the one that contains it, in both layouts', () => {
      const places = ['bilingual', 'zh'] as const;
      const [pair, span] = places.map((view) => readPage(view, '3.2').getElementById('3.2-p1s2'));
      expect(pair?.closest('.pair')?.id).toBe('3.2-p1s1');
      expect(span?.closest('.aliases')?.nextElementSibling?.getAttribute('href')).toBe('#3.2-p1s1');
    });

    test('each version is read at its own address, and compared with the next', () => {
      const read = (name: string) => readPage('bilingual', `v/${name}`);
      const old = read('1/4.4').getElementById('4.4-p1s2');
      expect(old?.querySelector(`[lang="${langs.zh}"]`)?.textContent?.trim()).toContain('新疆');
      expect(read('1/5.3').querySelector('h1')?.textContent).toContain('5.3');
      expect(read('2/4.4').getElementById('4.4-p1s2')?.textContent).toContain('本区');
      expect(read('2/').querySelector('main a[href="/v/2/outlook/"]')).not.toBeNull();
      expect(read('1/4.4').querySelector('main a[href="/4.4/"]')).not.toBeNull();
      expect(read('1/4.4').querySelector('meta[name=robots]')).not.toBeNull();
      const cited = read('1/4.4').querySelector('.cite [data-style="apa"]')?.textContent ?? '';
      expect(cited).toMatch(/\(di 1 ban\) \[.* \(version 1\)\].*\/v\/1\/4\.4\/$/);
      const changes = read('1-2');
      const list = (id: string, tag: string) =>
        [...(changes.getElementById(id)?.querySelectorAll(tag) ?? [])].map(
          (each) => each.textContent,
        );
      expect(list('4.4-p1s2', 'del')[0]).toContain('新疆');
      expect(list('4.4-p1s2', 'ins')[0]).toContain('本区');
      expect(list('4.3-p1s1', 'del, ins')).toHaveLength(2);
      expect(list('3.1-p1s8', 'ins')).toEqual([
        '此处新增一句，用于检验。',
        'This sentence is new here.',
      ]);
      expect(list('3.3-p1s3', 'del')).toHaveLength(2);
      expect(changes.getElementById('3.3-p1s1')).toBeNull();
      expect(readPage('zh', 'about').querySelector('main a[href="/v/1-2/"]')).not.toBeNull();
    });

    test('an edited sentence names the version of its edit', () => {
      const note = readPage('en', '4.4').getElementById('4.4-p1s2')?.nextElementSibling;
      expect(note?.textContent).toMatch(/^Edited in version 2 \(\d{4}-\d\d-\d\d\)\.$/);
    });
  });
});
