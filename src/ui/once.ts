/** Return what makes a promise once, of its first arguments; after a failure it is made anew. */
export function once<Arguments extends unknown[], Value>(
  make: (...args: Arguments) => Promise<Value>,
): (...args: Arguments) => Promise<Value> {
  let made: Promise<Value> | undefined;
  return (...args) => {
    made ??= make(...args).catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
