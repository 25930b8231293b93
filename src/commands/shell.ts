/** Write a word of a command for a POSIX shell, in quotation marks if it needs them. */
export function toShell(word: string): string {
  return /^[\p{L}\p{N}_./:@%+,=-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
