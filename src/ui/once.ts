/** Make a function that loads something do so once for each first argument, and again after a failure. */
export function once<Arguments extends [] | [unknown], Value>(
  load: (...args: Arguments) => Promise<Value>,
): (...args: Arguments) => Promise<Value> {
  const loaded = new Map<unknown, Promise<Value>>();
  return (...args) => {
    const [key] = args;
    const value = loaded.get(key) ?? load(...args);
    loaded.set(key, value);
    value.catch(() => loaded.delete(key));
    return value;
  };
}
