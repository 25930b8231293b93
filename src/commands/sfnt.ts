/** Names of a font by their numbers in its `name` table: 1 the family, 4 the full name … */
export type FontNames = Readonly<Record<number, string>>;

/**
 * Give a font other names in place of its own.
 *
 * @param font a TrueType or OpenType font; its checksums are not renewed, as WOFF2 keeps none
 */
export function renameFont(font: Buffer, names: FontNames): Buffer {
  const tables = readTables(font);
  tables.set('name', toNameTable(names));
  return toFont(font.subarray(0, 4), tables);
}

function readTables(font: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const entry = 12 + 16 * index;
    const start = font.readUInt32BE(entry + 8);
    const end = start + font.readUInt32BE(entry + 12);
    tables.set(font.toString('latin1', entry, entry + 4), font.subarray(start, end));
  }
  return tables;
}

function toFont(signature: Buffer, tables: ReadonlyMap<string, Buffer>): Buffer {
  const entrySelector = Math.floor(Math.log2(tables.size));
  const searchRange = 16 * 2 ** entrySelector;
  const counts = [tables.size, searchRange, entrySelector, 16 * tables.size - searchRange];
  const directory = [signature, toUint16s(...counts)];
  const bodies: Buffer[] = [];
  let offset = 12 + 16 * tables.size;
  for (const [tag, body] of [...tables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    directory.push(Buffer.from(tag, 'latin1'), toUint32s(0, offset, body.length));
    const padding = Buffer.alloc(-body.length & 3);
    bodies.push(body, padding);
    offset += body.length + padding.length;
  }
  return Buffer.concat([...directory, ...bodies]);
}

/** Make a `name` table in English, in UTF-16, for Windows, which every system reads. */
function toNameTable(names: FontNames): Buffer {
  const texts = Object.entries(names).map(
    ([id, name]) => [Number(id), Buffer.from(name, 'utf16le').swap16()] as const,
  );
  let offset = 0;
  const records = texts.map(([id, text]) => {
    const record = toUint16s(3, 1, 0x409, id, text.length, offset);
    offset += text.length;
    return record;
  });
  const header = toUint16s(0, texts.length, 6 + 12 * texts.length);
  return Buffer.concat([header, ...records, ...texts.map(([, text]) => text)]);
}

function toUint16s(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(2 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt16BE(number, 2 * index);
  return bytes;
}

function toUint32s(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * index);
  return bytes;
}
