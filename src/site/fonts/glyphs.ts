import { Blob, Face, Font } from 'harfbuzzjs';

type Glyph = { outline: Buffer; advance: number };

/** Map the code points of a TrueType font to glyph numbers. */
export function listGlyphs(sfnt: Buffer): Map<number, number> {
  const face = new Face(new Blob(sfnt));
  const font = new Font(face);
  return new Map([...face.collectUnicodes()].map((code) => [code, font.nominalGlyph(code) ?? 0]));
}

/**
 * Add missing characters to a TrueType font from others of the same design and size with simple outlines;
 * layout and names stay. Checksums are not updated, as WOFF2 does not store them.
 */
export function addGlyphs(sfnt: Buffer, others: readonly Buffer[]): Buffer {
  const tables = readTables(sfnt);
  const glyphs = readGlyphs(sfnt);
  const codes = listGlyphs(sfnt);
  for (const other of others) {
    const own = readGlyphs(other);
    for (const [code, index] of listGlyphs(other)) {
      const glyph = own[index];
      if (!glyph || codes.has(code)) continue;
      codes.set(code, glyphs.length);
      glyphs.push(glyph);
    }
    keepExtremes(tables, readTables(other));
  }
  const [loca, hmtx] = [Buffer.alloc(4 * (glyphs.length + 1)), Buffer.alloc(4 * glyphs.length)];
  const outlines: Buffer[] = [];
  let offset = 0;
  for (const [index, { outline, advance }] of glyphs.entries()) {
    hmtx.writeUInt16BE(advance, 4 * index);
    // The left side bearing is the xMin of the outline.
    if (outline.length > 0) hmtx.writeInt16BE(outline.readInt16BE(2), 4 * index + 2);
    outlines.push(pad(outline));
    offset += pad(outline).length;
    loca.writeUInt32BE(offset, 4 * (index + 1));
  }
  tables.get('head')?.writeInt16BE(1, 50);
  tables.get('hhea')?.writeUInt16BE(glyphs.length, 34);
  tables.get('maxp')?.writeUInt16BE(glyphs.length, 4);
  const made = { loca, hmtx, glyf: Buffer.concat(outlines), cmap: toCmap(codes) };
  return writeTables(sfnt, new Map([...tables, ...Object.entries(made)]));
}

/** Read the tables of a font by their tags. */
function readTables(sfnt: Buffer): Map<string, Buffer> {
  const entries = Array.from({ length: sfnt.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  return new Map(
    entries.map((entry) => {
      const start = sfnt.readUInt32BE(entry + 8);
      const table = sfnt.subarray(start, start + sfnt.readUInt32BE(entry + 12));
      return [sfnt.toString('latin1', entry, entry + 4), Buffer.from(table)];
    }),
  );
}

function readGlyphs(sfnt: Buffer): Glyph[] {
  const tables = readTables(sfnt);
  const [head, loca, glyf] = ['head', 'loca', 'glyf'].map((tag) => tables.get(tag));
  if (!head || !loca || !glyf) throw new Error('Expected TrueType outlines, found none');
  const font = new Font(new Face(new Blob(sfnt)));
  const isLong = head.readInt16BE(50) === 1;
  const start = (at: number) =>
    isLong ? loca.readUInt32BE(4 * at) : 2 * loca.readUInt16BE(2 * at);
  return Array.from({ length: loca.length / (isLong ? 4 : 2) - 1 }, (_, index) => ({
    outline: glyf.subarray(start(index), start(index + 1)),
    advance: font.glyphHAdvance(index),
  }));
}

/** Extend a font’s bounds and its maximum point and contour counts to cover another font. */
function keepExtremes(tables: Map<string, Buffer>, others: Map<string, Buffer>): void {
  for (const [tag, at, choose] of [
    ...([36, 38] as const).map((at) => ['head', at, Math.min] as const),
    ...([40, 42] as const).map((at) => ['head', at, Math.max] as const),
    ...([6, 8] as const).map((at) => ['maxp', at, Math.max] as const),
  ]) {
    const [own, other] = [tables.get(tag), others.get(tag)];
    if (own && other) own.writeInt16BE(choose(own.readInt16BE(at), other.readInt16BE(at)), at);
  }
}

/** Write the character map in format 12, which covers all of Unicode. */
function toCmap(codes: ReadonlyMap<number, number>): Buffer {
  const groups = [...codes].sort(([a], [b]) => a - b);
  const header = Buffer.from([0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12]);
  const words = [12 << 16, 16 + 12 * groups.length, 0, groups.length];
  for (const [code, glyph] of groups) words.push(code, code, glyph);
  return Buffer.concat([header, Buffer.from(Uint32Array.from(words).buffer).swap32()]);
}

function writeTables(sfnt: Buffer, tables: ReadonlyMap<string, Buffer>): Buffer {
  const directory = Buffer.alloc(12 + 16 * tables.size);
  sfnt.copy(directory, 0, 0, 4);
  directory.writeUInt16BE(tables.size, 4);
  const parts = [directory];
  let offset = directory.length;
  for (const [index, [tag, table]] of [...tables].sort(([a], [b]) => (a < b ? -1 : 1)).entries()) {
    directory.write(tag, 12 + 16 * index, 'latin1');
    directory.writeUInt32BE(offset, 20 + 16 * index);
    directory.writeUInt32BE(table.length, 24 + 16 * index);
    parts.push(pad(table));
    offset += pad(table).length;
  }
  return Buffer.concat(parts);
}

/** Pad to a multiple of four bytes, the alignment of tables and outlines. */
function pad(bytes: Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}
