/** The rules whose faults are errors and stop the build. */
const errors = [
  ...(['alignment', 'characters', 'encoding', 'files', 'images', 'links', 'markdown'] as const),
  ...(['markers', 'numbering', 'permalinks', 'typography', 'yaml'] as const),
];

/** The rules whose faults are warnings, which `accept` in `paper.yaml` can suppress. */
export const warnings = [
  ...(['accept', 'lengths', 'line-ends', 'markup', 'numbers', 'order', 'punctuation'] as const),
  ...(['repeated', 'terms', 'untranslated'] as const),
];

/** The name of a rule, as used in `accept`. */
export type RuleId = (typeof errors)[number] | (typeof warnings)[number];

/** Tell whether the faults of a rule are errors. */
export function isError(rule: RuleId): boolean {
  return errors.some((one) => one === rule);
}
