type Area = 'localStorage' | 'sessionStorage';

/** Return what is kept under a key: null if nothing is, undefined if it cannot be read. */
export function readKept(key: string, area: Area = 'localStorage'): unknown {
  try {
    return JSON.parse(window[area].getItem(key) ?? 'null');
  } catch {
    return undefined;
  }
}

/** Keep a value as JSON; where there is no storage it holds for this page alone. */
export function keep(key: string, value: unknown, area: Area = 'localStorage'): void {
  try {
    window[area].setItem(key, JSON.stringify(value));
  } catch {}
}
