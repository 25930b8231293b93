/** Write the day that a clock shows as ISO 8601 does: `2026-11-23`. */
export function toIsoDate(time: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-');
}
