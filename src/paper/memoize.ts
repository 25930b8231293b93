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

/** Cache a function's results for each pair of objects. */
export function rememberPairs<One extends object, Other extends object, Value>(
  make: (one: One, other: Other) => Value,
): (one: One, other: Other) => Value {
  const rows = new WeakMap<One, WeakMap<Other, Value>>();
  return (one, other) => {
    const row = rows.get(one) ?? new WeakMap<Other, Value>();
    rows.set(one, row);
    const value = row.get(other) ?? make(one, other);
    row.set(other, value);
    return value;
  };
}
