// Types for the parts in use of untyped packages.

declare module 'subset-font' {
  interface Options {
    targetFormat?: 'sfnt' | 'woff' | 'woff2';
    keepFeatures?: string[];
    preserveNameIds?: number[];
    noHinting?: boolean;
    variationAxes?: Record<string, number>;
  }
  export default function subsetFont(
    font: Buffer,
    text: string,
    options?: Options,
  ): Promise<Buffer>;
}

declare module 'fontverter' {
  export function convert(font: Buffer, format: 'sfnt' | 'woff' | 'woff2'): Promise<Buffer>;
}

declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Filter = (request: IncomingMessage, response: ServerResponse) => boolean;
  type Handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  const compression: { (options: { filter: Filter }): Handle; filter: Filter };
  export default compression;
}

declare module 'pandoc-wasm' {
  interface Result {
    stdout: string;
    stderr: string;
    warnings: { type: string; pretty?: string }[];
    mediaFiles: Record<string, Blob>;
    files: Record<string, Blob>;
  }
  export function convert(
    options: object,
    stdin: string | null,
    files: Record<string, Blob>,
  ): Promise<Result>;
}
