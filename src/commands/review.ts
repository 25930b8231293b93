import { locales } from '../paper/locale.ts';
import { quote } from '../paper/report.ts';
import { listSegments, type Paper } from '../paper/tree.ts';
import type { Change } from '../permalinks/reconcile.ts';
import type { Reading } from '../read/index.ts';

/** Describe the change of each address, and of its text if the last version is available. */
export function describeChanges({ paper, changes }: Reading, last?: Paper): string {
  if (changes.length === 0) return 'No address changed.';
  if (!last && changes.every(({ what }) => what === 'added')) {
    return `${changes.length} addresses added`;
  }
  const [before, now] = [last, paper].map(
    (one) => new Map(one && listSegments(one.root).map((segment) => [segment.anchor, segment])),
  );
  return changes
    .map(({ what, address, to = address }: Change) => {
      const place = to === address ? '' : ` → ${to || 'the whole paper'}`;
      const [old, next] = [before?.get(address), now?.get(to)];
      const head = `${what.padEnd(10)} ${address}${place}`;
      if (what !== 'edited' || !old || !next) {
        const text = next ?? old;
        return `${head}  ${text ? quote(text.zh.text) : ''}`.trimEnd();
      }
      const edited = locales.filter((locale) => old[locale].text !== next[locale].text);
      return [
        head,
        ...edited.flatMap((locale) => [`  - ${old[locale].text}`, `  + ${next[locale].text}`]),
      ].join('\n');
    })
    .join('\n');
}
