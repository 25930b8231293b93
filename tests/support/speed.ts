const name = 'TEST_SLOWNESS';

/** Time a task that takes 60 ms on the machine for which the limits were set. */
function measure(): number {
  const start = performance.now();
  let state = 1;
  for (let at = 0; at < 4e7; at++) state = Math.imul(state ^ at, 0x2c1b3c6d);
  return state === 0 ? 60 : performance.now() - start;
}

/** The slowness of this machine relative to that one, at least 1; measured once per run. */
export const slowness: number = Number(process.env[name] ?? Math.max(1, measure() / 60));
process.env[name] = String(slowness);

/** Scale a time limit in milliseconds to this machine. */
export const limit = (milliseconds: number): number => Math.round(milliseconds * slowness);
