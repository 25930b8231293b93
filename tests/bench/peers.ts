import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { findProgram } from '../support/hosts.ts';

/** Another tool that makes a site from the same content. */
export interface Peer {
  name: string;
  /** The maximum number of sections to try, if larger books take too long. */
  most?: number;
  /** Write a typical new project with the sections of a content folder. */
  write: (content: string, project: string) => void;
  /** The folder of the built site, below the project's folder. */
  output: string;
  /** The command that builds it, run in the project. */
  command: (project: string) => [program: string, ...args: string[]];
}

const modules = resolve('tests/bench/node_modules');

/** Make an empty folder in which a peer's project finds its packages. */
export function makePeerFolder(): string {
  mkdirSync('tests/bench/.work', { recursive: true });
  return mkdtempSync(resolve('tests/bench/.work/run-'));
}

/** Where Duidu is built: outside this folder, whose packages are of other versions. */
export const ownFolder: string = resolve('.build/bench/site');

/** Tell whether the peers are installed: `npm ci --prefix tests/bench`. */
export const hasPeers: boolean = ['@astrojs/starlight', 'vitepress'].every((name) =>
  existsSync(join(modules, name)),
);

/** Starlight, with one locale per language and its own search. */
export const starlight: Peer = {
  name: 'Starlight',
  output: 'dist',
  write: (content, project) => {
    const dependencies = { astro: '*', '@astrojs/starlight': '*' };
    put(project, 'package.json', JSON.stringify({ type: 'module', dependencies }));
    put(
      project,
      'astro.config.mjs',
      `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
export default defineConfig({
  integrations: [
    starlight({
      title: 'Paper',
      defaultLocale: 'zh',
      locales: { zh: { label: '中文', lang: 'zh-CN' }, en: { label: 'English', lang: 'en' } },
    }),
  ],
});
`,
    );
    put(
      project,
      'src/content.config.ts',
      `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
    );
    for (const { locale, name, title, text } of listFiles(content)) {
      put(project, `src/content/docs/${locale}/${name}.md`, toMatter(title) + text);
    }
  },
  command: () => [process.execPath, join(modules, 'astro', 'bin', 'astro.mjs'), 'build'],
};

/** VitePress, with a locale and a sidebar per language and its own search. */
export const vitePress: Peer = {
  name: 'VitePress',
  output: '.vitepress/dist',
  // Each page contains the whole sidebar twice, so the time grows with the square of the sections.
  most: 180,
  write: (content, project) => {
    const files = listFiles(content);
    const toSidebar = (of: string): string =>
      JSON.stringify(
        files
          .filter(({ locale }) => locale === of)
          .map(({ locale, name, title }) => ({ text: title, link: `/${locale}/${name}` })),
      );
    put(project, 'package.json', JSON.stringify({ type: 'module' }));
    put(
      project,
      '.vitepress/config.js',
      `import { defineConfig } from 'vitepress';
export default defineConfig({
  title: 'Paper',
  locales: {
    zh: { label: '中文', lang: 'zh-CN', themeConfig: { sidebar: ${toSidebar('zh')} } },
    en: { label: 'English', lang: 'en', themeConfig: { sidebar: ${toSidebar('en')} } },
  },
  themeConfig: { search: { provider: 'local' } },
});
`,
    );
    // It shows only the heading of the text, and searches no other.
    for (const { locale, name, title, text } of files) {
      put(project, `${locale}/${name}.md`, `# ${title}\n${text}`);
    }
  },
  command: () => [process.execPath, join(modules, 'vitepress', 'bin', 'vitepress.js'), 'build'],
};

/** Hugo, with a minimal theme that shows a section and lists the others beside it. */
export const hugo: Peer = {
  name: 'Hugo',
  output: 'public',
  write: (content, project) => {
    put(
      project,
      'config.toml',
      `title = "Paper"
defaultContentLanguage = "zh"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS"]
[languages.zh]
contentDir = "content/zh"
[languages.en]
contentDir = "content/en"
`,
    );
    const page = `<!doctype html><html lang="{{ .Site.Language.Lang }}"><meta charset="utf-8"><title>{{ .Title }}</title>
{{ range .Translations }}<a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a>{{ end }}
<main><h1>{{ .Title }}</h1>{{ .Content }}</main>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</html>
`;
    put(project, 'layouts/_default/single.html', page);
    const list = '{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}\n';
    put(project, 'layouts/_default/list.html', list);
    for (const { locale, name, title, text } of listFiles(content)) {
      put(project, `content/${locale}/${name}.md`, toMatter(title) + text);
    }
  },
  command: () => [findProgram('hugo') ?? 'hugo', '--quiet'],
};

/** Build a peer's project. */
export function buildPeer({ command }: Peer, project: string): void {
  const [program, ...args] = command(project);
  execFileSync(program, args, {
    cwd: project,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** List the sections of a content folder, with dashes for the periods in their names. */
function listFiles(content: string) {
  return ['zh', 'en'].flatMap((locale) =>
    readdirSync(join(content, locale)).map((file) => {
      const source = readFileSync(join(content, locale, file), 'utf8');
      const [, title = '', text = ''] = /^# (.*)\n([\s\S]*)$/.exec(source) ?? [];
      return { locale, name: basename(file, '.md').replaceAll('.', '-'), title, text };
    }),
  );
}

function toMatter(title: string): string {
  return `---\ntitle: ${JSON.stringify(title)}\n---\n`;
}

function put(project: string, path: string, content: string): void {
  const file = join(project, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
}
