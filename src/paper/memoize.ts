const resets: (() => void)[] = [];

/** Drop all results: those of the reading of a book would fill the memory. */
export function forget(): void {
  for (const reset of resets) reset();
}

/** Cache a function's last result for each object passed as first argument; callers must not change the result. */
export function remember<Key extends object, Rest extends unknown[], Value>(
  make: (key: Key, ...rest: Rest) => Value,
): (key: Key, ...rest: Rest) => Value {
  let made = new WeakMap<Key, { rest: Rest; value: Value }>();
  resets.push(() => {
    made = new WeakMap();
  });
  return (key, ...rest) => {
    const last = made.get(key);
    if (last?.rest.every((one, index) => one === rest[index])) return last.value;
    const value = make(key, ...rest);
    made.set(key, { rest, value });
    return value;
  };
}
