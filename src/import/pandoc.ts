// A separate program because of pandoc’s license; it reads a document from stdin and writes a `Converted` to stdout.
import { readFileSync } from 'node:fs';
import { argv, stdin, stdout } from 'node:process';
import { buffer } from 'node:stream/consumers';
import { serialize } from 'node:v8';
import { convert } from 'pandoc-wasm';
import type { Converted } from './document.ts';

/** Matches warnings that do not mean a loss. */
const harmless =
  /^(?:Extracting|LoadedResource|CouldNotDeduceFormat|NoTitleElement|BlockNotRendered)$/;

const options = {
  ...{ from: argv[2], standalone: true, wrap: 'none' },
  to: 'gfm-raw_html-tex_math_gfm+tex_math_dollars+footnotes+yaml_metadata_block',
  ...{ 'extract-media': 'media', 'input-files': ['document'] },
  filters: ['cells.lua'],
};
const files = {
  document: new Blob([await buffer(stdin)]),
  'cells.lua': new Blob([readFileSync(new URL('cells.lua', import.meta.url))]),
};
const { stdout: text, stderr, warnings, mediaFiles } = await convert(options, null, files);
if (stderr.trim()) throw new Error(stderr.trim().split('\n')[0]);
const media = Object.entries(mediaFiles).map(
  async ([name, blob]) => [name, await blob.bytes()] as const,
);
const losses = warnings
  .filter(({ type }) => !harmless.test(type))
  .map(({ pretty, type }) => (pretty ?? type).replace(/\s+/g, ' ').slice(0, 200));
const converted: Converted = { markdown: text, media: new Map(await Promise.all(media)), losses };
stdout.write(serialize(converted));
