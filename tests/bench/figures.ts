/** Return the median. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Return the value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Write the median of times in milliseconds, and their quartiles. */
export function toTimes(values: readonly number[]): string {
  const [first, middle, third] = [0.25, 0.5, 0.75].map((share) =>
    quantile(values, share).toFixed(0),
  );
  return `${middle} ms (${first}–${third})`;
}

/** Write a share as a percentage; only exactly 1 becomes 100 %. */
export function toPercent(share: number): string {
  const cut = Math.floor(share * 10_000) / 100;
  return `${share === 1 ? '100' : cut.toFixed(2)} %`;
}

/** Write bytes in kilobytes of 1000. */
export function toKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** Print rows in columns, the first aligned left and the others right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  );
  for (const row of rows) {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    console.log(cells.join('   ').trimEnd());
  }
}

/** Figures side by side, and their subject. */
export interface Table {
  title: string;
  head: string[];
  rows: string[][];
}

/** Print tables, each with its title above. */
export function printTables(tables: readonly Table[]): void {
  for (const { title, head, rows } of tables) {
    console.log(`\n${title}\n`);
    printTable([head, ...rows]);
  }
}

/** Write a table in Markdown, with its title above. */
export function toMarkdown({ title, head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? '---' : '--:'));
  return [`## ${title}`, '', ...[head, rule, ...rows].map(line), ''].join('\n');
}
