import { citeFormats } from '../features/cite/citation-files.ts';
import { downloads } from '../features/downloads/downloads.ts';
import { toPath } from '../paper/anchor.ts';
import { views } from '../paper/locale.ts';
import { base } from '../site/config.ts';

// Astro ignores files whose names begin with “_”.
export const getStaticPaths = () => [{ params: { _headers: '_headers' } }];

/** Headers of every file; each page has the rest of the policy, which contains digests. */
const everywhere = `Content-Security-Policy: frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Strict-Transport-Security: max-age=31536000`;

/** The folders whose files have a digest or a version in their address, and so never change; see `lastingFiles`. */
const lasting = ['assets/', 'data/', ...views.map((view) => toPath(view, 'tools').slice(1))];

/** Files whose type hosts cannot tell from the extension. */
const typed = [
  ['manifest.webmanifest', 'application/manifest+json'],
  ...views.flatMap((view) =>
    citeFormats.map(({ extension, type }) => [toPath(view, `cite/${extension}`).slice(1), type]),
  ),
  ...downloads.map(({ file, type }) => [`downloads/${file}`, type]),
] as const;

/** Serve the headers for hosts, which combine all rules that match a path: no two rules set the same header. */
export const GET = () => {
  const rules = [
    ['', everywhere],
    ...typed.map(([path, type = '']) => [path, `Content-Type: ${withCharset(type)}`]),
    ...lasting.map((path) => [path, 'Cache-Control: public, max-age=31536000, immutable']),
  ];
  const lines = rules.map(
    ([path = '', headers]) => `${base}${path}${/\/$|^$/.test(path) ? '*' : ''}\n  ${headers}\n`,
  );
  return new Response(lines.join(''));
};

function withCharset(type: string): string {
  return /zip$|xml$|pdf$/.test(type) ? type : `${type}; charset=utf-8`;
}
