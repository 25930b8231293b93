/** The cost of a line without a counterpart; two lines that fit cost 0. */
const alone = 1.6;

/** The maximum number of pairs to compare; longer lists are paired by order. */
const most = 400_000;

type Paired<T> = [zh: T | undefined, en: T | undefined];

/**
 * Pair the lines of two languages in order by best fit; a line may have no counterpart.
 *
 * @param misfit how badly two lines fit; 0 if they fit
 */
export function pairUp<T>(
  zh: readonly T[],
  en: readonly T[],
  misfit: (zh: T, en: T) => number,
): Paired<T>[] {
  const width = en.length + 1;
  const reach = Math.abs(zh.length - en.length) + 40;
  if (zh.length * Math.min(2 * reach, width) > most) {
    const length = Math.max(zh.length, en.length);
    return Array.from({ length }, (_, index) => [zh[index], en[index]]);
  }
  // The least cost from each position to the end (Gale & Church, 1993), near the diagonal.
  const costs = new Float64Array((zh.length + 1) * width).fill(Infinity);
  const steps = new Uint8Array(costs.length);
  const step = (i: number, j: number, cost: number) => (costs[i * width + j] ?? Infinity) + cost;
  for (let i = zh.length; i >= 0; i--) {
    for (let j = Math.min(en.length, i + reach); j >= Math.max(0, i - reach); j--) {
      const [a, b] = [zh[i], en[j]];
      const choices = [
        a && b ? step(i + 1, j + 1, misfit(a, b)) : Infinity,
        a ? step(i + 1, j, alone) : Infinity,
        b ? step(i, j + 1, alone) : Infinity,
      ];
      const least = a || b ? Math.min(...choices) : 0;
      costs[i * width + j] = least;
      steps[i * width + j] = Math.max(0, choices.indexOf(least));
    }
  }
  const pairs: Paired<T>[] = [];
  for (let [i, j] = [0, 0]; i < zh.length || j < en.length; ) {
    const chosen = steps[i * width + j];
    pairs.push([chosen === 2 ? undefined : zh[i++], chosen === 1 ? undefined : en[j++]]);
  }
  return pairs;
}
