import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import type { AstroIntegration } from 'astro';
import { locales, mapLocales } from '../paper/locale.ts';
import { base, contentFolder } from '../site/config.ts';
import { readContent } from '../site/content.ts';
import { fault, UnreadableError } from './document.ts';
import { replaceFile } from './folder.ts';
import {
  divide,
  type Edit,
  findRow,
  listDoubts,
  readRow,
  removeDoubt,
  reviewRow,
} from './reviewing.ts';

/** Add review buttons to each row in development, and write their edits to the content. */
export function reviewImport(): AstroIntegration {
  return {
    name: 'review-import',
    hooks: {
      'astro:config:setup': ({ command, injectScript }) => {
        if (command === 'dev') injectScript('page', "import '/src/import/review-row.element.ts';");
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(`${base}@review`, async (request, response) => {
          response.setHeader('Content-Type', 'application/json');
          try {
            if (!isOwn(request)) throw new UnreadableError('To review, open the site at localhost');
            const { reviewWords } = await server.ssrLoadModule('/src/i18n/words.ts');
            const asked = request.method === 'POST' ? JSON.parse(await readText(request)) : {};
            response.end(JSON.stringify({ words: reviewWords, ...answer(asked) }));
            // Saving the content reloads the page; saving the report does not.
            if (asked.action === 'confirm') server.ws.send({ type: 'full-reload' });
          } catch (error) {
            response.statusCode = 400;
            response.end(JSON.stringify({ error: (error as Error).message }));
          }
        });
      },
    },
  };
}

/** Tell whether a request comes from a page of this server on this machine, not from another site. */
function isOwn({ socket, headers }: IncomingMessage): boolean {
  return (
    /^(?:::1|(?:::ffff:)?127\.)/.test(socket.remoteAddress ?? '') &&
    /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(headers.host ?? '') &&
    headers['sec-fetch-site'] === 'same-origin'
  );
}

/** The row that a page asks for, and its edit. */
type Asked = Pick<Edit, 'edited'> & { anchor?: string; action?: Edit['action'] | 'confirm' };

/** Read or change the requested row; without an anchor, list the doubtful rows. */
function answer({ anchor, action, ...edit }: Asked): object {
  const paper = readContent();
  const reportPath = join(dirname(contentFolder), 'import-report.md');
  const report = existsSync(reportPath) ? readFileSync(reportPath, 'utf8') : '';
  if (anchor === undefined) return { doubts: listDoubts(report, paper) };
  const found = findRow(paper, anchor);
  const row = found?.rows[found.at];
  if (!row) throw fault(`${contentFolder}/`, `a pair ${anchor}`, 'none', 'reload the page');
  if (action === 'confirm') {
    if (report) replaceFile(reportPath, removeDoubt(report, row));
    return {};
  }
  const paths = mapLocales((locale) => join(contentFolder, locale, `${found.number}.md`));
  const sources = mapLocales((locale) => readFileSync(paths[locale], 'utf8'));
  const lines = readRow(sources, row);
  if (action === undefined)
    return { lines, sentences: mapLocales((one) => divide(lines[one], one)) };
  const written = reviewRow(sources, found, { action, ...edit });
  for (const locale of locales.filter((one) => written[one] !== sources[one])) {
    replaceFile(paths[locale], written[locale]);
  }
  return {};
}
