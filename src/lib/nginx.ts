import type { HeaderRule } from './headers.ts';

/**
 * Write what nginx needs to serve a built site as `_headers` has other hosts do it: a part of a
 * `server { … }`, to be included there.
 *
 * nginx takes the headers of the innermost place that names any, so each place has all of them; what is
 * sent with everything is named once, as a variable cannot be.
 *
 * @param folder the absolute path of the built site
 * @param base the path that the site is served under
 */
export function formatNginx(rules: readonly HeaderRule[], folder: string, base: string): string {
  const [{ headers: everywhere = [] } = { headers: [] }, ...others] = rules;
  const add = ([name, value]: readonly [string, string]): string =>
    `    add_header ${name} "${value.replaceAll('"', '\\"')}" always;`;
  const common = everywhere.map(add);
  const places = others.map(({ path, headers }) => {
    const isPrefix = path.endsWith('*');
    const type = headers.find(([name]) => name === 'Content-Type')?.[1];
    const rest = headers.filter(([name]) => name !== 'Content-Type');
    return [
      `  location ${isPrefix ? '^~' : '='} ${isPrefix ? path.slice(0, -1) : path} {`,
      ...(type ? ['    types { }', `    default_type "${type}";`] : []),
      ...(rest.some(([name]) => name === 'Cache-Control') ? [] : [revalidate]),
      ...[...rest.map(add), ...common],
      '    try_files $fitting =404;',
      '  }',
    ].join('\n');
  });
  return `  root ${folder};
  charset utf-8;
  absolute_redirect off;
  server_tokens off;
  error_page 404 ${base}404.html;
  gzip on;
  gzip_types text/css text/javascript application/javascript application/json application/xml application/manifest+json image/svg+xml application/wasm;
  gzip_vary on;
  # What was compressed beforehand, as by gzip -k9, is sent as it is.
  gzip_static on;

  # A site under a path lies in the folder itself, not in one of that name.
  set $fitting $uri;
${base === '/' ? '' : `  if ($uri ~ ^${base}(.*)$) { set $fitting /$1; }\n`}
  location ${base} {
${revalidate}
${common.join('\n')}
    try_files $fitting \${fitting}index.html @slash;
  }
  location @slash {
    if (-d $document_root$fitting) { return 301 $uri/; }
    return 404;
  }
${places.join('\n')}
`;
}

const revalidate = '    add_header Cache-Control "no-cache" always;';
