import { citeFormats } from '../features/cite/formats.ts';
import { downloads } from '../features/downloads/downloads.ts';
import { toPath } from '../paper/anchor.ts';
import { type View, views } from '../paper/locale.ts';
import { toHeaderPolicy } from './policy.ts';

/** What is sent with the files whose path fits. */
export interface HeaderRule {
  /** A path from the root of the domain, in which a star stands for anything: `/assets/*`. */
  path: string;
  headers: [string, string][];
}

/** What is sent with every file, beside the policy. */
const everywhere: [string, string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  [
    'Permissions-Policy',
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()',
  ],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Strict-Transport-Security', 'max-age=31536000'],
];

/**
 * List what hosts are to send with the files of the site. Hosts join the headers of all rules that fit a
 * path: no two of these name the same header for one.
 *
 * @param base the path that the site is served under
 * @param style the style in the markup of each page
 */
export function listHeaderRules(base: string, style: string): HeaderRule[] {
  // Hosts do not know these types by the end of a name.
  const typed = (path: string, type: string): HeaderRule => ({
    path: base + path,
    headers: [['Content-Type', /zip$|xml$|pdf$/.test(type) ? type : `${type}; charset=utf-8`]],
  });
  const inView = (view: View, extension: string) =>
    `${toPath(view, `cite/${extension}`).slice(1)}*`;
  return [
    {
      path: `${base}*`,
      headers: [['Content-Security-Policy', toHeaderPolicy(style)], ...everywhere],
    },
    {
      // What has its content in its name never changes; hosts have all else asked for anew by themselves.
      path: `${base}assets/*`,
      headers: [['Cache-Control', 'public, max-age=31536000, immutable']],
    },
    typed('manifest.webmanifest', 'application/manifest+json'),
    ...views.flatMap((view) =>
      citeFormats.map(({ extension, type }) => typed(inView(view, extension), type)),
    ),
    ...downloads
      .flatMap(({ files }) => files)
      .map(({ file, type }) => typed(`downloads/${file}`, type)),
  ];
}

/** Write rules as hosts such as Netlify and Cloudflare Pages read them, in a file called `_headers`. */
export function formatHeaders(rules: readonly HeaderRule[]): string {
  const lines = rules.flatMap(({ path, headers }) => [
    path,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
  ]);
  return `${lines.join('\n')}\n`;
}

/** Return the headers of a path, by their names in small letters. */
export function findHeaders(rules: readonly HeaderRule[], path: string): Map<string, string> {
  const fitting = rules.filter((rule) => toPattern(rule.path).test(path));
  return new Map(
    fitting.flatMap(({ headers }) =>
      headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]),
    ),
  );
}

function toPattern(path: string): RegExp {
  const parts = path.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
