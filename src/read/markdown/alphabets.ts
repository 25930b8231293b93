/** Rows of Unicode’s mathematical alphabets: characters, first code points, and variants in order. */
const rows: readonly (readonly [characters: string, first: number, variants: string])[] = [
  [
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    0x1d400,
    'bold italic bold-italic script bold-script fraktur double-struck bold-fraktur sans-serif bold-sans-serif sans-serif-italic sans-serif-bold-italic monospace',
  ],
  [
    'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ',
    0x1d6a8,
    'bold italic bold-italic bold-sans-serif sans-serif-bold-italic',
  ],
  ['0123456789', 0x1d7ce, 'bold double-struck sans-serif bold-sans-serif monospace'],
];

/** Letters that Unicode had encoded before, which the alphabets leave out. */
const former: Readonly<Record<string, string>> = {
  italic: 'ℎ',
  script: 'ℬℰℱℋℐℒℳℛℯℊℴ',
  fraktur: 'ℭℌℑℜℨ',
  'double-struck': 'ℂℍℕℙℚℝℤ',
};

/** Convert a text to the mathematical alphabet of a `mathvariant`, which MathML Core does not support. */
export function toAlphabet(text: string, variant: string): string {
  return text.replace(/\p{L}|\p{N}|[∇∂]/gu, (character) => {
    for (const letter of former[variant] ?? '') {
      if (letter.normalize('NFKC') === character) return letter;
    }
    for (const [characters, first, variants] of rows) {
      const [at, row] = [characters.indexOf(character), variants.split(' ').indexOf(variant)];
      if (at >= 0 && row >= 0) return String.fromCodePoint(first + row * characters.length + at);
    }
    return character;
  });
}
