type Area = 'localStorage' | 'sessionStorage';

/** Return the stored value of a key: null if there is none, undefined if it is unreadable. */
export function readKept(key: string, area: Area = 'localStorage'): unknown {
  try {
    return JSON.parse(window[area].getItem(key) ?? 'null');
  } catch {
    return undefined;
  }
}

/** Store a value as JSON; without storage it is lost with the page. */
export function keep(key: string, value: unknown, area: Area = 'localStorage'): void {
  try {
    window[area].setItem(key, JSON.stringify(value));
  } catch {}
}
