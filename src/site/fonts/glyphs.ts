import { Blob, Face, Font } from 'harfbuzzjs';

type Glyph = { outline: Buffer; advance: number; bearing: number };
type Tables = ReadonlyMap<string, Buffer>;

/** List the characters of a TrueType font by their code points, each with its glyph’s number. */
export function listGlyphs(sfnt: Buffer): Map<number, number> {
  const face = new Face(new Blob(sfnt));
  const font = new Font(face);
  return new Map([...face.collectUnicodes()].map((code) => [code, font.nominalGlyph(code) ?? 0]));
}

/**
 * Add the characters that a TrueType font lacks from others of the same design, which have simple outlines
 * and are as large; its layout and its names stay. Checksums are not renewed, as WOFF2 keeps none.
 */
export function addGlyphs(sfnt: Buffer, others: readonly Buffer[]): Buffer {
  const tables = readTables(sfnt);
  const glyphs = readGlyphs(tables);
  const codes = listGlyphs(sfnt);
  const added = new Map<number, Glyph>();
  for (const other of others) {
    const own = readGlyphs(readTables(other));
    for (const [code, index] of listGlyphs(other)) {
      const glyph = own[index];
      if (glyph && !codes.has(code) && !added.has(code)) added.set(code, glyph);
    }
  }
  for (const [code, glyph] of [...added].sort(([a], [b]) => a - b)) {
    codes.set(code, glyphs.length);
    glyphs.push(glyph);
  }
  return writeTables(sfnt, new Map([...tables, ...toTables(tables, glyphs), toCmap(codes)]));
}

function readTables(sfnt: Buffer): Tables {
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < sfnt.readUInt16BE(4); index++) {
    const entry = 12 + 16 * index;
    const start = sfnt.readUInt32BE(entry + 8);
    const end = start + sfnt.readUInt32BE(entry + 12);
    tables.set(sfnt.toString('latin1', entry, entry + 4), sfnt.subarray(start, end));
  }
  return tables;
}

function take(tables: Tables, tag: string): Buffer {
  const table = tables.get(tag);
  if (!table) throw new Error(`The font has no table “${tag}”`);
  return table;
}

function readGlyphs(tables: Tables): Glyph[] {
  const [glyf, loca, hmtx] = ['glyf', 'loca', 'hmtx'].map((tag) => take(tables, tag));
  if (!glyf || !loca || !hmtx) return [];
  const isLong = take(tables, 'head').readInt16BE(50) === 1;
  const start = (index: number) =>
    isLong ? loca.readUInt32BE(4 * index) : 2 * loca.readUInt16BE(2 * index);
  const metrics = take(tables, 'hhea').readUInt16BE(34);
  return Array.from({ length: take(tables, 'maxp').readUInt16BE(4) }, (_, index) => {
    const isFull = index < metrics;
    return {
      outline: glyf.subarray(start(index), start(index + 1)),
      // Those at the end are as wide as the last that gives a width.
      advance: hmtx.readUInt16BE(4 * Math.min(index, metrics - 1)),
      bearing: hmtx.readInt16BE(isFull ? 4 * index + 2 : 2 * (metrics + index)),
    };
  });
}

/** Write the tables that have something of each glyph, with those that say how many there are. */
function toTables(tables: Tables, glyphs: readonly Glyph[]): [tag: string, table: Buffer][] {
  const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((tag) =>
    Buffer.from(take(tables, tag)),
  ) as [Buffer, Buffer, Buffer];
  head.writeInt16BE(1, 50);
  hhea.writeUInt16BE(glyphs.length, 34);
  maxp.writeUInt16BE(glyphs.length, 4);
  const loca = Buffer.alloc(4 * (glyphs.length + 1));
  const hmtx = Buffer.alloc(4 * glyphs.length);
  const bodies: Buffer[] = [];
  let offset = 0;
  for (const [index, { outline, advance, bearing }] of glyphs.entries()) {
    hmtx.writeUInt16BE(advance, 4 * index);
    hmtx.writeInt16BE(bearing, 4 * index + 2);
    bodies.push(outline, Buffer.alloc(-outline.length & 3));
    offset += (outline.length + 3) & ~3;
    loca.writeUInt32BE(offset, 4 * (index + 1));
    if (outline.length > 0) widen(head, maxp, outline);
  }
  const glyf = Buffer.concat(bodies);
  return Object.entries({ head, hhea, maxp, loca, hmtx, glyf });
}

/** Let a font’s bounds and greatest counts hold for a simple outline. */
function widen(head: Buffer, maxp: Buffer, outline: Buffer): void {
  const contours = outline.readInt16BE(0);
  if (contours < 1) return;
  for (const side of [0, 2, 4, 6]) {
    const bound = side < 4 ? Math.min : Math.max;
    head.writeInt16BE(bound(head.readInt16BE(36 + side), outline.readInt16BE(2 + side)), 36 + side);
  }
  const points = outline.readUInt16BE(8 + 2 * contours) + 1;
  maxp.writeUInt16BE(Math.max(maxp.readUInt16BE(6), points), 6);
  maxp.writeUInt16BE(Math.max(maxp.readUInt16BE(8), contours), 8);
}

/** Write which glyph each character has, in the one format that knows all of Unicode (12). */
function toCmap(codes: ReadonlyMap<number, number>): [tag: string, table: Buffer] {
  const groups = [...codes].sort(([a], [b]) => a - b);
  const header = Buffer.alloc(12);
  header.set([0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12]);
  const length = 16 + 12 * groups.length;
  const words = [12 << 16, length, 0, groups.length];
  for (const [code, glyph] of groups) words.push(code, code, glyph);
  return ['cmap', Buffer.concat([header, Buffer.from(Uint32Array.from(words).buffer).swap32()])];
}

function writeTables(sfnt: Buffer, tables: Tables): Buffer {
  let offset = 12 + 16 * tables.size;
  const directory = Buffer.alloc(offset);
  sfnt.copy(directory, 0, 0, 4);
  directory.writeUInt16BE(tables.size, 4);
  const bodies: Buffer[] = [];
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [index, [tag, body]] of sorted.entries()) {
    directory.write(tag, 12 + 16 * index, 'latin1');
    directory.writeUInt32BE(offset, 20 + 16 * index);
    directory.writeUInt32BE(body.length, 24 + 16 * index);
    const padding = Buffer.alloc(-body.length & 3);
    bodies.push(body, padding);
    offset += body.length + padding.length;
  }
  return Buffer.concat([directory, ...bodies]);
}
