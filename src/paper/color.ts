/** The backgrounds of links by theme, as in the styles. */
export const grounds = {
  light: ['#fcfaf5', '#f4ecda'],
  sepia: ['#f3e8d2', '#e9dabb'],
  dark: ['#181715', '#27241f'],
} as const;

/** The default colors of links in the light themes and in the dark one. */
export const links = { light: '#a3301e', dark: '#e98d75' } as const;

/** Return the lowest contrast of a color with the backgrounds of some themes (WCAG 2.2, 1 to 21). */
export function findContrast(color: string, themes: readonly (keyof typeof grounds)[]): number {
  const own = luminanceOf(color);
  const ratios = themes.flatMap((theme) =>
    grounds[theme].map((ground) => {
      const [dark = 0, light = 0] = [own, luminanceOf(ground)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    }),
  );
  return Math.min(...ratios);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
