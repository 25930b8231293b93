import { locales } from '../paper/locale.ts';
import type { Report } from '../paper/report.ts';
import type { PaperRecord } from '../paper/schema.ts';
import { listAddresses, type Section } from '../paper/tree.ts';
import { toPath } from './index.ts';

/** Take the warnings that the record accepts out of a report, and report what accepts none. */
export function acceptWarnings(
  accept: NonNullable<PaperRecord['accept']>,
  yaml: string,
  folder: string,
  sections: readonly Section[],
  into: Report,
): void {
  const toPlace = nameLines(sections, folder);
  const lines = yaml.split('\n');
  for (const { rule, at } of accept) {
    const count = into.drop(
      ({ ruleId, file = '', line = 1 }) =>
        ruleId === rule && (file === `${folder}/${at}` || toPlace(file, line) === at),
    );
    if (count > 0 || into.hasErrors) continue;
    into.add(`${folder}/paper.yaml`, 'accept', {
      line:
        1 +
        Math.max(
          0,
          lines.findIndex((line) => line.includes(`at: ${at}`)),
        ),
      expected: `a warning of the rule ${rule} at ${at}`,
      found: 'none',
      fix: 'delete this entry of accept; the warning is no longer there',
    });
  }
}

/** Return what names the line of a file by its anchor: the last one that begins on it, or before it. */
function nameLines(
  sections: readonly Section[],
  folder: string,
): (file: string, line: number) => string | undefined {
  const anchors = new Map(
    sections.flatMap((section) =>
      locales.map((locale) => {
        const places = listAddresses(section).map(([at, pair]) => [pair[locale].line, at] as const);
        return [toPath(folder, locale, section.number), places] as const;
      }),
    ),
  );
  return (file, line) => anchors.get(file)?.findLast(([first]) => first <= line)?.[1];
}
