import { locales } from '../paper/locale.ts';
import { findLine, type Report } from '../paper/report.ts';
import type { PaperRecord } from '../paper/schema.ts';
import { listAddresses, type Section } from '../paper/tree.ts';
import { toPath } from './index.ts';

/** Drop the warnings that `paper.yaml` accepts, and report entries of `accept` that match none. */
export function acceptWarnings(
  accept: NonNullable<PaperRecord['accept']>,
  yaml: string,
  folder: string,
  sections: readonly Section[],
  into: Report,
): void {
  const anchors = new Map(
    sections.flatMap((section) =>
      locales.map(
        (locale) => [toPath(folder, locale, section.number), { section, locale }] as const,
      ),
    ),
  );
  const toAnchor = (file: string, line: number): string | undefined => {
    const { section, locale = 'zh' } = anchors.get(file) ?? {};
    const addresses = section ? listAddresses(section) : [];
    return addresses.findLast(([, pair]) => pair[locale].line <= line)?.[0];
  };
  for (const { rule, at } of accept) {
    const count = into.drop(
      ({ ruleId, file = '', line = 1 }) =>
        ruleId === rule && (file === `${folder}/${at}` || toAnchor(file, line) === at),
    );
    if (count > 0 || into.hasErrors) continue;
    into.add(`${folder}/paper.yaml`, 'accept', {
      line: findLine(yaml, `at: ${at}`),
      expected: `a warning of the rule ${rule} at ${at}`,
      found: 'none',
      fix: 'delete this entry of accept; the warning is no longer there',
    });
  }
}
