// Types for the used parts of a package that has none.

declare module 'html-metadata' {
  type Fields = Record<string, unknown>;

  /** The metadata of a page by vocabulary. */
  interface Metadata {
    general: Fields;
    dublinCore?: Fields;
    highwirePress?: Fields;
    openGraph?: Fields;
    jsonLd?: Fields;
  }

  export function loadFromString(html: string): Promise<Metadata>;
}
