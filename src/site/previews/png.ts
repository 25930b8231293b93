import { crc32, deflateSync } from 'node:zlib';

/**
 * Encode opaque pixels as a PNG with a palette, a third of resvg's size; `colors`, as `#fcfaf5`, stay exact,
 * all others become one of 256.
 */
export function encodePng(
  pixels: Uint8Array,
  { width, height }: { width: number; height: number },
  colors: readonly string[],
): Buffer<ArrayBuffer> {
  const indexes = new Map<number, number>();
  const palette: number[] = [];
  const toIndex = (color: number): number => {
    // Three bits of red, three of green, two of blue.
    const key = color & 0xe0e0c000;
    const index = indexes.get(key) ?? palette.push(color) - 1;
    indexes.set(key, index);
    return index;
  };
  for (const color of colors) toIndex(Number(`0x${color.slice(1)}ff`));
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  // Each row begins with the number of its filter: 0, none.
  const rows = new Uint8Array((width + 1) * height);
  let [last, index] = [-1, 0];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const color = view.getUint32(4 * pixel);
    if (color !== last) [last, index] = [color, toIndex(color)];
    rows[pixel + Math.floor(pixel / width) + 1] = index;
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    // Eight bits a pixel: an index into the palette.
    toChunk('IHDR', Buffer.concat([toBytes(width), toBytes(height), Buffer.of(8, 3, 0, 0, 0)])),
    toChunk('PLTE', Buffer.from(palette.flatMap((color) => [...toBytes(color).subarray(0, 3)]))),
    toChunk('IDAT', deflateSync(rows)),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}

function toChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  return Buffer.concat([toBytes(content.length), body, toBytes(crc32(body))]);
}

function toBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
