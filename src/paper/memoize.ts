/** Cache a function's last result for each object passed as first argument; callers must not change the result. */
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
