import type { Problem, Report } from './problem.ts';

/**
 * Make a function remember what it last made of each object that is its first argument, for as long as
 * that is in use; it is made anew only where another argument differs.
 *
 * What is remembered is handed out again and again, so that nobody may change it.
 */
export function remember<Key extends object, Rest extends unknown[], Value>(
  make: (key: Key, ...rest: Rest) => Value,
): (key: Key, ...rest: Rest) => Value {
  const made = new WeakMap<Key, { rest: Rest; value: Value }>();
  return (key, ...rest) => {
    const last = made.get(key);
    if (last?.rest.every((one, index) => one === rest[index])) return last.value;
    const value = make(key, ...rest);
    made.set(key, { rest, value });
    return value;
  };
}

/** Make a function remember as `remember` does, and report again each time what it reported at first. */
export function rememberReports<Key extends object, Rest extends unknown[], Value>(
  make: (key: Key, ...rest: [...Rest, Report]) => Value,
): (key: Key, ...rest: [...Rest, Report]) => Value {
  const collect = remember((key: Key, ...rest: Rest) => {
    const problems: Problem[] = [];
    const value = make(key, ...rest, (problem) => problems.push(problem));
    return { value, problems };
  });
  return (key, ...all) => {
    const [rest, report] = [all.slice(0, -1) as Rest, all.at(-1) as Report];
    const { value, problems } = collect(key, ...rest);
    for (const problem of problems) report(problem);
    return value;
  };
}
