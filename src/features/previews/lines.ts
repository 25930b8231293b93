/** Say how wide a text is; what hangs over the end of a line, a space, is not to count. */
type WidthOf = (text: string) => number;

/** Words set in lines. */
export interface Fit {
  size: number;
  lines: string[];
  /** Whether nothing had to be left out, and no word divided. */
  isWhole: boolean;
}

/**
 * Set words in the largest size in which they fit; in the smallest, what is too much is left out.
 *
 * @param sizes from the largest to the smallest, in pixels
 * @param limit how wide a line may be, in pixels
 * @param most how many lines there may be
 * @param widthOf measures at a size of one pixel
 */
export function fitLines(
  words: readonly string[],
  sizes: readonly number[],
  limit: number,
  most: number,
  widthOf: WidthOf,
): Fit {
  const widthAt = (size: number) => (text: string) => widthOf(text.trimEnd()) * size;
  for (const size of sizes) {
    const lines = balanceLines(words, limit, widthAt(size));
    if (lines.length <= most && lines.every((line) => widthAt(size)(line) <= limit)) {
      return { size, lines, isWhole: true };
    }
  }
  const size = sizes.at(-1) ?? 0;
  return { size, lines: cutLines(words, limit, most, widthAt(size)), isWhole: false };
}

/** Break words into lines of much the same width, and into no more of them than are needed. */
export function balanceLines(words: readonly string[], limit: number, widthOf: WidthOf): string[] {
  let lines = breakLines(words, limit, widthOf);
  for (let narrower = limit - 10; narrower > limit / 3; narrower -= 10) {
    const next = breakLines(words, narrower, widthOf);
    if (next.length > lines.length || next.some((line) => widthOf(line) > narrower)) break;
    lines = next;
  }
  return lines.map((line) => line.trimEnd());
}

function breakLines(words: readonly string[], limit: number, widthOf: WidthOf): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = (lines.at(-1) ?? '') + word;
    if (lines.length > 0 && widthOf(line) <= limit) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}

/** Fill the lines that there may be, and end the last with an ellipsis. */
function cutLines(
  words: readonly string[],
  limit: number,
  most: number,
  widthOf: WidthOf,
): string[] {
  const lines = breakLines(splitLong(words, limit, widthOf), limit, widthOf);
  const last = shorten(lines.slice(most - 1).join(''), limit, widthOf);
  return [...lines.slice(0, most - 1), last];
}

/** Divide the words that no line holds into their characters. */
function splitLong(words: readonly string[], limit: number, widthOf: WidthOf): string[] {
  return words.flatMap((word) => (widthOf(word) > limit ? [...word] : [word]));
}

function shorten(text: string, limit: number, widthOf: WidthOf): string {
  if (widthOf(text) <= limit) return text.trimEnd();
  const characters = [...text];
  while (characters.length > 0 && widthOf(`${characters.join('')}…`) > limit) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
