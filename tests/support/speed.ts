const name = 'TEST_SLOWNESS';

/** Time a piece of work that takes 60 ms on the machine for which the limits were set. */
function measure(): number {
  const start = performance.now();
  let state = 1;
  for (let at = 0; at < 4e7; at++) state = Math.imul(state ^ at, 0x2c1b3c6d);
  return state === 0 ? 60 : performance.now() - start;
}

/** How many times slower than that machine this one is now, 1 at least; measured once a run. */
export const slowness: number = Number(process.env[name] ?? Math.max(1, measure() / 60));
process.env[name] = String(slowness);

/** Scale a limit of time, in milliseconds, to the speed of this machine. */
export const limit = (milliseconds: number): number => Math.round(milliseconds * slowness);
