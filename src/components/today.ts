/** Return the reader's own date of today: `2026-11-23`. */
export function readToday(): string {
  const now = new Date();
  const pad = (part: number) => String(part).padStart(2, '0');
  return [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join('-');
}
