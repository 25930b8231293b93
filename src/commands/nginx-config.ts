import type { HeaderRule } from '../site/headers.ts';

/**
 * Write what nginx needs to serve a built site as `_headers` has other hosts do it: a part of a
 * `server { … }`, to be included there.
 *
 * nginx takes the headers of the innermost place that names any, so each place has all of them. What is
 * outside the site's path stays as the server has it.
 *
 * @param folder the absolute path of the built site
 * @param base the path that the site is served under
 * @throws {Error} if nginx cannot be told the folder
 */
export function formatNginx(rules: readonly HeaderRule[], folder: string, base: string): string {
  if (folder.includes('$')) {
    throw new Error(
      `${folder}: nginx takes what follows a $ for a variable; move the site elsewhere`,
    );
  }
  const [{ headers: everywhere = [] } = { headers: [] }, ...others] = rules;
  const add = ([name, value]: readonly [string, string]): string =>
    `    add_header ${name} ${quote(value)} always;`;
  const common = [
    `    root ${quote(folder)};`,
    `    error_page 404 ${quote(`${base}404.html`)};`,
    ...everywhere.map(add),
  ];
  const places = others.map(({ path, headers }) => {
    const isPrefix = path.endsWith('*');
    const type = headers.find(([name]) => name === 'Content-Type')?.[1];
    const rest = headers.filter(([name]) => name !== 'Content-Type');
    return [
      `  location ${isPrefix ? '^~' : '='} ${quote(isPrefix ? path.slice(0, -1) : path)} {`,
      ...(type ? ['    types { }', `    default_type ${quote(type)};`] : []),
      ...(rest.some(([name]) => name === 'Cache-Control') ? [] : [revalidate]),
      ...[...rest.map(add), ...common],
      '    try_files $fitting =404;',
      '  }',
    ].join('\n');
  });
  return `  charset utf-8;
  absolute_redirect off;
  server_tokens off;
  gzip on;
  gzip_types text/css text/javascript application/javascript application/json application/xml application/manifest+json image/svg+xml;
  gzip_vary on;
  # What was compressed beforehand, as by gzip -k9, is sent as it is.
  gzip_static on;

  set $fitting $uri;
${base === '/' ? '' : formatPath(base, common)}
  location ${quote(base)} {
${revalidate}
${common.join('\n')}
    try_files $fitting \${fitting}index.html @slash;
  }
  location @slash {
${common.join('\n')}
    if (-d $document_root$fitting) { return 301 $uri/; }
    return 404;
  }
${places.join('\n')}
`;
}

/** Write what a site under a path needs: it lies in the folder itself, not in one of that name. */
function formatPath(base: string, common: readonly string[]): string {
  const pattern = `^${base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(.*)\\z`;
  return `  if ($uri ~ ${quote(pattern)}) { set $fitting /$1; }

  location = ${quote(base.slice(0, -1))} {
${common.join('\n')}
    return 301 ${quote(encodeURI(base))};
  }
`;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

const revalidate = '    add_header Cache-Control "no-cache" always;';
