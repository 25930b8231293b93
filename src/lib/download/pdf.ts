/**
 * Let a PDF say that it was made at the beginning of a day, so that it is the same file each time that
 * it is printed: the dates in it (ISO 32000-2, 7.9.4) have the same length.
 */
export function fixPdfTime(pdf: Uint8Array, day: string): Uint8Array {
  // Latin-1 keeps each byte as it is.
  const text = Buffer.from(pdf).toString('latin1');
  const time = `${day.replaceAll('-', '')}000000+00'00'`;
  return Buffer.from(text.replace(/\(D:\d{14}[+Z-]\d\d'\d\d'\)/g, `(D:${time})`), 'latin1');
}
