/** A segment and where its text begins in the window, in CSS pixels from the top. */
export interface Start {
  anchor: string;
  top: number;
}

/**
 * Find the segment that the reader is at.
 *
 * It is the first that begins at or below the reading line; or, if that one begins only in the lower
 * half of the window, the one before it, which fills the upper half.
 *
 * @param starts the segments in reading order
 * @param line where reading begins: below what covers the top of the window
 * @param height the height of the window
 * @returns the anchor, or undefined above the first segment
 */
export function findPlace(
  starts: readonly Start[],
  line: number,
  height: number,
): string | undefined {
  // An address brings its target to the line, give or take the rounding of the layout.
  const tolerance = 4;
  const index = starts.findIndex(({ top }) => top >= line - tolerance);
  if (index === -1) return starts.at(-1)?.anchor;
  const top = starts[index]?.top ?? line;
  if (index === 0) return top <= line + tolerance ? starts[0]?.anchor : undefined;
  return starts[top <= (line + height) / 2 ? index : index - 1]?.anchor;
}
