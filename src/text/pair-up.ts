/** How much worse it is to leave a line alone than to pair two that fit. */
const alone = 1.6;

/** The most pairs that are compared; more lines are paired by their order. */
const most = 400_000;

/**
 * Pair the lines of two languages in their order so that they fit best; one may stay alone.
 *
 * @param misfit how badly two lines fit; 0 if they fit
 */
export function pairUp<T>(
  zh: readonly T[],
  en: readonly T[],
  misfit: (zh: T, en: T) => number,
): [zh: T | undefined, en: T | undefined][] {
  const width = en.length + 1;
  const reach = Math.abs(zh.length - en.length) + 40;
  if (zh.length * Math.min(2 * reach, width) > most) {
    const length = Math.max(zh.length, en.length);
    return Array.from({ length }, (_, index) => [zh[index], en[index]]);
  }
  // The least misfit of all lines from a place on (Gale & Church, 1993), near the diagonal.
  const costs = new Float64Array((zh.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const cost = (i: number, j: number) => costs[i * width + j] ?? Number.POSITIVE_INFINITY;
  const steps = new Uint8Array(costs.length);
  for (let i = zh.length; i >= 0; i--) {
    const first = Math.max(0, i - reach);
    for (let j = Math.min(en.length, i + reach); j >= first; j--) {
      const [a, b] = [zh[i], en[j]];
      const choices = [
        a && b ? cost(i + 1, j + 1) + misfit(a, b) : Number.POSITIVE_INFINITY,
        a ? cost(i + 1, j) + alone : Number.POSITIVE_INFINITY,
        b ? cost(i, j + 1) + alone : Number.POSITIVE_INFINITY,
      ];
      const least = a || b ? Math.min(...choices) : 0;
      costs[i * width + j] = least;
      steps[i * width + j] = Math.max(0, choices.indexOf(least));
    }
  }
  const pairs: [T | undefined, T | undefined][] = [];
  for (let [i, j] = [0, 0]; i < zh.length || j < en.length; ) {
    const step = steps[i * width + j];
    pairs.push([step === 2 ? undefined : zh[i], step === 1 ? undefined : en[j]]);
    if (step !== 2) i++;
    if (step !== 1) j++;
  }
  return pairs;
}
