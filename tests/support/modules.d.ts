// What the tests use of a package that comes without types.

declare module 'html-metadata' {
  type Fields = Record<string, unknown>;

  /** What is found in a page, by the vocabulary that says it. */
  interface Metadata {
    general: Fields;
    dublinCore?: Fields;
    highwirePress?: Fields;
    openGraph?: Fields;
    jsonLd?: Fields;
  }

  export function loadFromString(html: string): Promise<Metadata>;
}
