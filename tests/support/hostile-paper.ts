import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '../../src/paper/locale.ts';
import { split, toLiteral } from './hostile.ts';
import { otherFolder } from './paper.ts';
import { payloads } from './payloads.ts';
import { type Files, readFiles } from './sources.ts';

/** The start of each text that tests search for. */
export const word = 'hostile';

const quote = (text: string): string => JSON.stringify(text);
const both = (text: string): string => `{ zh: ${quote(text)}, en: ${quote(text)} }`;

/** The payloads that are valid sentences; the others contain forbidden characters. */
export const shown: readonly string[] = payloads.filter(
  (payload) =>
    !payload.includes('\n') && readFiles(makeSection(toLiteral(payload))).reading !== undefined,
);

/** A text that tries to break out of every context, for fields that a paper has only once. */
const every = shown.filter((payload) => /^["'`<\-\]*\\]/.test(payload) && payload.length < 60);
const take = (at: number): string =>
  `${every[at % every.length]} ${every[(at * 7 + 3) % every.length]} </script></title>`;

function makeSection(line: string): Files {
  const record =
    'title: { zh: x, en: x }\noriginal: zh\nsite: https://example.org\nsource: { zh: x, en: x }\n';
  return {
    'paper.yaml': `${record}translations: { default: { by: project, zh: x, en: x } }\n`,
    'terms.yaml': '[]\n',
    'zh/1.md': `# x\n\n${line}\n`,
    'en/1.md': `# x\n\n${line}\n`,
  };
}

/** Make the files of a paper with payloads in every field, in both languages. */
function makeFiles(): Files {
  const family = take(8).replaceAll(',', '');
  const record = `title: ${both(take(0))}
original: zh
site: https://example.org
source: ${both(shown.slice(0, 150).join(' '))}
translations:
  default: { by: project, zh: ${quote(take(1))}, en: ${quote(take(2))} }
  title: { by: author, zh: ${quote(take(3))}, en: ${quote(take(4))} }
  1: { by: author, zh: ${quote(take(5))}, en: ${quote(take(6))} }
markers: ${both(shown.slice(150).join(' '))}
authors: [${both(take(7))}, { zh: ${quote(family)}, en: ${quote(`${family}, ${take(9)}`)} }]
journal: ${both(take(10))}
volume: ${quote(take(11))}
issue: ${quote(take(12))}
pages: 1-2
year: 2024
doi: "10.1234/'><img/src=x/onerror=__ran=1>"
`;
  const terms = every.slice(0, 12).map(
    (term, at) => `- zh: ${quote(`${word}${at} ${term}`)}
  en: ${quote(`${word}${at} ${term}`)}
  aliases: [${quote(`alias${at} ${take(at)}`)}]
`,
  );
  const texts: Files = Object.fromEntries(
    [
      ['abstract', makeText(take(13), shown.slice(0, 40).map(toLiteral))],
      ['1', makeText(take(14), makeBlocks())],
      ...split(shown, 150).map((some, at) => [
        `1.${at + 1}`,
        makeText(
          take(15 + at),
          some.map((payload) => `${word} ${toLiteral(payload)}`),
        ),
      ]),
      [
        '2',
        makeText(
          take(30),
          every.slice(0, 12).map((term, at) => `${word}${at} ${toLiteral(term)}`),
        ),
      ],
    ].flatMap(([name = '', text = '']) => locales.map((locale) => [`${locale}/${name}.md`, text])),
  );
  return { 'paper.yaml': record, 'terms.yaml': terms.join(''), ...texts };
}

function makeText(title: string, lines: readonly string[]): string {
  const paragraphs = split(lines, 10).map((some) => some.join('\n'));
  return `# ${toLiteral(title)}\n\n${paragraphs.join('\n\n')}\n`;
}

/** Make everything but prose: tables, figures, code, notes, formulas and links. */
function makeBlocks(): string[] {
  const blocks = every.slice(0, 40).map((payload, at) => {
    const it = toLiteral(payload);
    const tex = payload.replace(/[\\{}$%#&~_^]/g, '\\$&');
    const blocks = [
      `| ${it} | x |\n|:-:|---|\n| \`${word}\` | **${it}** |`,
      `![${it}](../images/map.svg "${it}")`,
      `\`\`\`\`\`${payload.replace(/[`\s]/g, '')}\n${payload}\n\`\`\`\`\``,
      `> ${it}\n>\n> — ${it}`,
      `- ${it}\n- ${it}`,
      `$$\n\\text{${tex}}\n$$`,
      `x[^${at}] [${it}](1.1.md#1.1-p1 "${it}") [${it}](https://evil.example/?%22${encodeURIComponent(payload).replace(/[()']/g, '')}) $$\\text{${tex}}$$ [1]`,
      `[^${at}]: ${it}`,
    ];
    return `${blocks.join('\n\n')}\n`;
  });
  return blocks;
}

/** Write the hostile paper to a folder. */
export function writeHostilePaper(folder: string): void {
  for (const [path, text] of Object.entries(makeFiles())) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'images'));
  cpSync(`${otherFolder}/images/columns.svg`, join(folder, 'images/map.svg'));
}
