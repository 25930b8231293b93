/** Names of a font by their numbers in its `name` table: 1 the family, 4 the full name … */
type FontNames = Readonly<Record<number, string>>;

/** Give a TrueType or OpenType font other names; checksums are not renewed, as WOFF2 keeps none. */
export function renameFont(font: Buffer, names: FontNames): Buffer {
  const tables = [...readTables(font).set('name', toNameTable(names))];
  let offset = 12 + 16 * tables.length;
  const directory = Buffer.alloc(offset);
  font.copy(directory, 0, 0, 4);
  directory.writeUInt16BE(tables.length, 4);
  const bodies: Buffer[] = [];
  for (const [index, [tag, body]] of tables.sort(([a], [b]) => (a < b ? -1 : 1)).entries()) {
    directory.write(tag, 12 + 16 * index, 'latin1');
    directory.writeUInt32BE(offset, 20 + 16 * index);
    directory.writeUInt32BE(body.length, 24 + 16 * index);
    const padding = Buffer.alloc(-body.length & 3);
    bodies.push(body, padding);
    offset += body.length + padding.length;
  }
  return Buffer.concat([directory, ...bodies]);
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
  return Buffer.from(Uint16Array.from(numbers).buffer).swap16();
}
