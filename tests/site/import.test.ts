import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { convert } from 'pandoc-wasm';
import { afterAll, expect, test } from 'vitest';
import { readDocument, readUnits } from '../../src/import/reading.ts';
import { type Locale, locales } from '../../src/paper/locale.ts';
import { readVersion } from '../../src/read/index.ts';
import { otherFolder, paperFolder } from '../support/paper.ts';
import { makeWorkFolder } from '../support/work.ts';

const work = makeWorkFolder();
const [pictureName = ''] = readdirSync(`${otherFolder}/images`).filter((name) =>
  /png|svg/.test(name),
);
afterAll(() => rmSync(work, { recursive: true }));
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(work, name), content);
  return join(work, name);
};

/** Run a command in a child process. */
function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const options = { encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const { stdout, stderr, status } = spawnSync(
    execPath,
    [`src/commands/${command}.ts`, ...args],
    options,
  );
  return { said: stdout + stderr, status };
}

/** Join the sections of a content folder into one document with headings numbered in the style of its language. */
function joinSections(folder: string, locale: Locale): string {
  const numbers = readdirSync(`${folder}/${locale}`)
    .filter((name) => /^\d/.test(name))
    .map((name) => name.replace(/\.md$/, ''))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const sections = ['abstract', ...numbers].map((number) => {
    const path = `${folder}/${locale}/${number}.md`;
    const [heading = '', ...lines] = readFileSync(path, 'utf8').split('\n');
    const chapter = {
      zh: `第${'〇一二三四五六'[Number(number)]}章 `,
      en: `Chapter ${number}. `,
    }[locale];
    const isNumbered = number !== 'abstract';
    const before = number.includes('.') ? `${number} ` : isNumbered ? chapter : '';
    const text = lines.join('\n').replaceAll('[^', `[^${number}`).replaceAll('../images/', '');
    return `${'#'.repeat(number.split('.').length)} ${before}${heading.slice(2)}\n${text}`;
  });
  return sections.join('\n\n');
}

/** Write a content folder as one document per language. */
async function make(folder: string, to: string): Promise<Record<Locale, string>> {
  const images = existsSync(`${folder}/images`) ? readdirSync(`${folder}/images`) : [];
  const files = images.map((name) => [name, new Blob([readFileSync(`${folder}/images/${name}`)])]);
  const from = 'markdown+lists_without_preceding_blankline+east_asian_line_breaks';
  const options = { from, to, standalone: true, 'output-file': 'out' };
  const paths = { zh: '', en: '' };
  for (const locale of locales) {
    const markdown = joinSections(folder, locale);
    const made = await convert(options, markdown, Object.fromEntries(files));
    const { out } = (made as unknown as { files: Record<string, Blob> }).files;
    paths[locale] = write(`${locale}.${to}`, (await out?.bytes()) ?? '');
  }
  return paths;
}

test('imports two Word files as a paper that passes the check and builds', async () => {
  const { zh, en } = await make(paperFolder, 'docx');
  const folder = join(work, 'paper');
  const { said, status } = run('import', [zh, en, '--into', folder]);
  expect(said).toMatch(/18 sections, 79 pairs, \d doubtful, 0 left out, 0 not kept/);
  expect(status).toBe(0);
  expect(readFileSync(join(work, 'import-report.md'), 'utf8')).toContain('# Import into');
  // The heading of the abstract is not the title of the paper.
  const record = readFileSync(join(folder, 'paper.yaml'), 'utf8');
  expect(record).toContain('title:\n  zh: zh\n  en: en\n');
  for (const file of ['zh/4.1.md', 'en/4.1.md', 'zh/5.2.md', 'en/5.2.md']) {
    // A translator may split a sentence where the import does not.
    const read = (base: string) => readFileSync(`${base}/${file}`, 'utf8').replace(/\\?\n/g, '');
    expect(read(folder)).toBe(read(paperFolder));
  }
  const out = join(work, 'site');
  const env = { CONTENT_DIR: folder, OUT_DIR: out, PDF: '0' };
  expect(run('check', [], env)).toMatchObject({ status: 0 });
  expect(run('build', [], env)).toMatchObject({ status: 0 });
  expect(existsSync(join(out, 'en/4.1/index.html'))).toBe(true);
  for (const [view, text] of Object.entries({
    zh: '本文暂无术语表。',
    en: 'has no list of terms.',
  })) {
    const page = readFileSync(join(out, view, 'terms/index.html'), 'utf8');
    expect(page).toContain(text);
    expect(page).not.toContain('<table');
  }
  // The built pages do not have the review buttons.
  expect(readFileSync(join(out, '4.1/index.html'), 'utf8')).not.toContain('review-row');
  // An edit in the site’s download merges back into its line.
  const xliff = readFileSync(join(out, 'downloads/paper.xlf'), 'utf8');
  const edited = xliff.replace(/(<target>)[^<]*/g, (all, tag, at) =>
    at === xliff.lastIndexOf('<target>') ? `${tag}Edited elsewhere.` : all,
  );
  expect(run('merge', [write('edited.xlf', edited)], env).said).toMatch(
    /^1 line of .* changed, 0 left alone\n$/,
  );
  const text = locales.flatMap((locale) =>
    readdirSync(`${folder}/${locale}`).map((name) =>
      readFileSync(`${folder}/${locale}/${name}`, 'utf8'),
    ),
  );
  expect(text.join('').match(/^Edited elsewhere\.$/gm)).toHaveLength(1);
});

test('keeps tables, lists, figures, notes, code and formulas', async () => {
  const { zh, en } = await make(otherFolder, 'docx');
  const folder = join(work, 'other');
  expect(run('import', [zh, en, '--into', folder]).said).toMatch(/0 left out/);
  const { paper } = readVersion(folder, { isNew: true });
  const all = JSON.stringify(paper.root);
  const kinds = ['table', 'ul', 'ol', 'figure', 'math', 'pre', 'blockquote', 'strong', 'a'];
  expect(kinds.filter((kind) => !all.includes(`"tagName":"${kind}"`))).toEqual([]);
  expect(readdirSync(`${folder}/images`)).not.toEqual([]);
});

test('copies pictures in the folder of the document, and reports all others', () => {
  const picture = readFileSync(`${otherFolder}/images/${pictureName}`);
  const [, extension = ''] = pictureName.split('.');
  const folder = join(work, 'pictures');
  mkdirSync(join(folder, 'a'), { recursive: true });
  const names = [`a/x.${extension}`, `图.${extension}`, `x.${extension}`];
  for (const [at, name] of names.entries()) {
    writeFileSync(join(folder, name), Buffer.concat([picture, Buffer.alloc(at, ' ')]));
  }
  writeFileSync(join(work, `secret.${extension}`), picture);
  writeFileSync(join(folder, 'huge.png'), new Uint8Array(2.1e7));
  symlinkSync(join(work, `secret.${extension}`), join(folder, 'link.png'));
  const lost: [string, RegExp][] = [
    [`../secret.${extension}`, /outside the folder/],
    [`..%2Fsecret.${extension}`, /outside the folder/],
    ['link.png', /outside the folder/],
    [join(work, `secret.${extension}`), /not in the folder/],
    ['http://127.0.0.1:9/x.png', /not in the folder/],
    ['huge.png', /over 20 MB/],
    ['a', /not a file/],
    ['%zz.png', /no such file/],
  ];
  const urls = [...names, ...lost.map(([url]) => url)];
  const html = `<h1>Lamps</h1><p>It rained.</p>${urls.map((url) => `<p><img src="${url}" alt="Lamp"></p>`)}`;
  const markdown = `# Lamps\n\nIt rained.\n\n${urls.map((url) => `![Lamp](<${url}>)\n\n`).join('')}`;
  for (const [name, text] of [
    ['a.html', html],
    ['a.md', markdown],
  ] as const) {
    const { images, losses } = readDocument(write(`pictures/${name}`, text));
    expect([...images.keys()]).toEqual(['x', '', 'x-2'].map((base) => `en-${base}.${extension}`));
    expect(losses).toEqual(
      lost.map(([, why]) =>
        expect.stringMatching(new RegExp(`“Lamp”.*after “.*${why.source}`, 's')),
      ),
    );
  }
});

test('reads a linked picture of a Word file, or reports it with its place', async () => {
  const { zh } = await make(otherFolder, 'docx');
  const files = unzipSync(readFileSync(zh));
  const edit = (name: string, from: RegExp, to: string) => {
    files[name] = strToU8(new TextDecoder().decode(files[name]).replace(from, to));
  };
  edit('word/document.xml', /r:embed=/g, 'r:link=');
  const [picture = ''] = Object.keys(files).filter((name) => name.startsWith('word/media/'));
  const read = (target: string) => {
    const external = `Target="${target}" TargetMode="External"`;
    edit(
      'word/_rels/document.xml.rels',
      /Target="media[^"]*"|Target="[^"]*" T\w+="External"/g,
      external,
    );
    return readDocument(write('linked.docx', zipSync(files)));
  };
  const { images, losses } = read('http://127.0.0.1:9/x.png');
  expect(images.size).toBe(0);
  expect(losses.join()).toMatch(/the picture http:\/\/127\.0\.0\.1:9\/x\.png .*after “/);
  // A linked file beside the document may have the name of an embedded one.
  const name = picture.replace('word/media/', '');
  write(name, files[picture] ?? '');
  files[picture] = new Uint8Array(1);
  expect([...read(name).images.values()]).toEqual([readFileSync(join(work, name))]);
});

test.each(['docm', 'docx'])(
  'reads a .%s with macros, and reports that it drops them',
  async (name) => {
    const { zh } = await make(paperFolder, 'docx');
    const files = unzipSync(readFileSync(zh));
    files['word/vbaProject.bin'] = new Uint8Array(9);
    const { blocks, losses } = readDocument(write(`macros.${name}`, zipSync(files)));
    expect(blocks.length).toBeGreaterThan(20);
    expect(losses).toEqual(['the macros']);
  },
);

test('joins the paragraphs of a table cell', () => {
  const cells = '<td><p>他来了。</p><p>她走了。</p></td><td><p>He came.</p><p>She left.</p></td>';
  const { blocks, losses } = readDocument(write('cells.html', `<table><tr>${cells}</tr></table>`));
  expect(blocks[0]?.text).toMatch(/\| 他来了。她走了。 +\| He came. She left. +\|/);
  expect(losses).toEqual([]);
});

test('reads an EPUB whose pages are not well-formed', async () => {
  const { en } = await make(paperFolder, 'epub');
  const files = unzipSync(readFileSync(en));
  for (const name of Object.keys(files).filter((one) => /\.x?html$/.test(one))) {
    files[name] = strToU8(
      strFromU8(files[name] ?? new Uint8Array()).replace('</p>', ' AT&T<br></p>'),
    );
  }
  const { blocks } = readDocument(write('loose.epub', zipSync(files)));
  expect(blocks.filter(({ text }) => text.includes('AT&T')).length).toBeGreaterThan(0);
});

test('prints commands to run that a shell can read', () => {
  const both = write('spaced.tsv', 'zh\ten\n他来了。\tHe came.\n');
  const folder = join(work, "Lu Xun's 呐喊");
  const { said } = run('import', [both, '--into', folder]);
  const [, setting = ''] = said.match(/^ {2}(CONTENT_DIR=.*) npm run dev$/m) ?? [];
  expect(execFileSync('sh', ['-c', `${setting} printenv CONTENT_DIR`]).toString()).toBe(
    `${folder}\n`,
  );
});

test('names authors to complete after an import', () => {
  const zh = write('named-zh.md', '---\nauthor: 简·史密斯\n---\n\n他来了。');
  const en = write('named-en.md', '---\nauthor: Jane Smith\n---\n\nHe came.');
  const folder = join(work, 'named');
  const { said } = run('import', [zh, en, '--into', folder]);
  expect(said).toMatch(/0 errors\nComplete the authors in .+paper\.yaml: Jane Smith\. In English/);
});

test('does not overwrite files, and writes nothing on --dry-run', () => {
  const both = write('pairs.tsv', 'zh\ten\n他来了。\tHe came.\n她走了。\tShe left.\n');
  const folder = join(work, 'pairs');
  expect(run('import', [both, '--into', folder, '--dry-run']).said).toContain('2 pairs');
  expect(existsSync(folder)).toBe(false);
  expect(run('import', [both, '--into', folder]).status).toBe(0);
  expect(run('import', [both, '--into', folder]).said).toMatch(/empty .* files; .* --force\n$/);
  expect(run('import', [both, '--into', folder, '--force']).status).toBe(0);
  expect(readFileSync(`${folder}/zh/1.md`, 'utf8')).toBe('# pairs\n\n他来了。\n她走了。\n');
});

const zip = (name: string) => zipSync({ [name]: strToU8('<a><encryption-data/>') });
const locked = Buffer.from(zip('word/document.xml'));
// A flag of the entry, in its header and in the directory.
for (const [mark, offset] of [
  ['PK\u0003\u0004', 6],
  ['PK\u0001\u0002', 8],
] as const) {
  locked.writeUInt8(1, locked.indexOf(mark) + offset);
}
const bomb = zipSync({ 'word/document.xml': new Uint8Array(5e8) }, { level: 9 });
/** Declare a small size in each header of a one-entry zip file. */
function hide(zip: Uint8Array): Uint8Array {
  const copy = Buffer.from(zip);
  for (const [mark, offset] of [
    ['PK\u0003\u0004', 22],
    ['PK\u0001\u0002', 24],
  ] as const) {
    copy.writeUInt32LE(100, copy.indexOf(mark) + offset);
  }
  return copy;
}
test.each<[string, string, string | Uint8Array, RegExp]>([
  ['is empty', 'a.docx', '', /a\.docx: expected a file, found an empty one/],
  ['is encrypted', 'a.docx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), /a password-protected or/],
  ['has a password', 'a.odt', locked, /found a password-protected one; save it without/],
  ['is not a zip file', 'a.docx', 'no zip', /expected a \.docx file, found another format/],
  ['is damaged', 'a.docx', 'PK\u0003\u0004 and no more', /expected a .*\.docx.*, found/],
  ['is a Word zip bomb', 'a.docx', bomb, /too much data when unpacked/],
  ['is an EPUB zip bomb', 'a.epub', bomb, /too much data when unpacked/],
  ['is a zip bomb with false sizes', 'a.docx', hide(bomb), /found one whose text is missing or/],
  ['has too much text', 'a.txt', new Uint8Array(7e7).fill(65), /expected at most 15 million/],
  ['has no text', 'a.docx', zip('a.xml'), /found one whose text is missing/],
  ['has no contents', 'a.epub', zip('a.xml'), /found one without its part META-INF/],
  ['has broken XML', 'a.epub', zip('META-INF/container.xml'), /found broken XML in its part/],
  ['has broken notes', 'a.docm', zip('word/footnotes.xml'), /XML in its part word\/footnotes.xml/],
  ['is locked', 'a.odt', zip('META-INF/manifest.xml'), /found an encrypted one; save it/],
  ['has one language', 'a.po', 'msgid "a"\nmsgstr "b"\n', /a\.po: .* one; name the columns zh/],
  ['has an unknown format', 'a.pdf', '%PDF', /expected docx, .*, found “pdf”/],
  ['is broken XML', 'a.tmx', '<tmx><body><tu></body></tmx>', /expected well-formed XML, found/],
  ['defines entities', 'a.tmx', '<!DOCTYPE t [<!ENTITY a "b">]><tmx>&a;</tmx>', /found <!ENTITY/],
])('refuses a file that %s', (_, name, content, expected) => {
  const path = write(name, content);
  expect(() => readUnits(path) ?? readDocument(path)).toThrow(expected);
});

test('reports an unreadable file, and writes nothing', () => {
  const folder = join(work, 'hostile');
  const path = write('one.md', 'English alone.\n\nAnd more.');
  const { said, status } = run('import', [path, '--into', folder]);
  expect(said).toMatch(/one\.md: expected two languages, found one; add the other document\n$/);
  expect(said).not.toContain('    at ');
  expect(status).toBe(1);
  expect(existsSync(folder)).toBe(false);
});

test.each(['docx', 'epub'])('keeps a picture of %s inside the folder', async (format) => {
  const { zh } = await make(otherFolder, format);
  const files = Object.entries(unzipSync(readFileSync(zh)));
  const picture = files.find(([name]) => /\.(?:png|svg|jpe?g)$/.test(name))?.[0] ?? '';
  const base = picture.slice(picture.lastIndexOf('/') + 1);
  const hostile = `../../../../${base}`;
  // Its entry and all references to it point outside the archive.
  const moved = files.map(([name, bytes]) => {
    const isText = /\.(?:xml|rels|xhtml|opf|ncx)$/.test(name);
    const text = isText
      ? strToU8(new TextDecoder().decode(bytes).replaceAll(`media/${base}`, `media/${hostile}`))
      : bytes;
    return [name === picture ? name.replace(base, hostile) : name, text];
  });
  const path = write(`zh-out.${format}`, zipSync(Object.fromEntries(moved)));
  const { images, losses } = readDocument(path);
  const lost = losses.filter((loss) => loss.includes(base));
  // The import keeps it under a plain name or reports it as lost.
  expect([...images.keys(), ...lost]).toHaveLength(1);
  for (const name of images.keys()) expect(name).toMatch(/^zh-[\w-]+\.\w+$/);
});
