/** What is sent with the files whose path fits. */
export interface HeaderRule {
  /** A path from the site's root, in which a star stands for anything: `/assets/*`. */
  path: string;
  headers: [string, string][];
}

/** Read a file of the kind that hosts call `_headers`: a path, and below it, indented, its headers. */
export function parseHeaders(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name, value] = /^\s+([\w-]+)\s*:\s*(.+?)\s*$/.exec(line) ?? [];
    if (name && value) rules.at(-1)?.headers.push([name, value]);
    else rules.push({ path: line.trim(), headers: [] });
  }
  return rules;
}

/** Return the headers of a path, by their names in small letters; the last rule that fits goes first. */
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
