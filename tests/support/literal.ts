/** Write a text in Markdown so that it is shown as it is: all but letters and digits as references. */
export function toLiteral(text: string): string {
  return [...text]
    .map((character) =>
      /[\p{L}\p{N}\p{M}]/u.test(character) ? character : `&#${character.codePointAt(0)};`,
    )
    .join('');
}
