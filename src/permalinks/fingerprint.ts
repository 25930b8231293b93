import { createHash } from 'node:crypto';

/** How many bits of a fingerprint sketch what is in the text. */
const bits = 256;

/** How many of a fingerprint's characters tell whether it is the same text; the others sketch it. */
const exact = 8;

/**
 * Return the fingerprint of a text, by which it is known without being kept: 8 characters that tell whether it is the same,
 * white space aside, and 43 that tell how much of it another text has (a bit for each two words or
 * Han characters that stand together).
 */
export function toFingerprint(text: string): string {
  const hash = createHash('sha256').update(text.replace(/\s+/g, '')).digest('base64url');
  return hash.slice(0, exact) + sketch(text).toString('base64url');
}

/**
 * Tell how much of the smaller of two texts is in the other, from 0 to 1, by their fingerprints: of what
 * they could share beyond what any two such texts share by chance.
 */
export function measureOverlap(a: string, b: string): number {
  const [first, second] = [readSketch(a), readSketch(b)];
  const shared = countBits(first.map((byte, index) => byte & (second[index] ?? 0)));
  const [smaller, larger] = [countBits(first), countBits(second)].sort((x, y) => x - y);
  const chance = ((smaller ?? 0) * (larger ?? 0)) / bits;
  return Math.max(0, shared - chance) / Math.max(1, (smaller ?? 0) - chance);
}

/** Tell how much two texts hold, as a number that only has a meaning beside another. */
export function measureSize(fingerprint: string): number {
  return countBits(readSketch(fingerprint));
}

function sketch(text: string): Buffer {
  const sketched = Buffer.alloc(bits / 8);
  const tokens = text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
  for (const [index, token] of ['', ...tokens].entries()) {
    const bit = hashToken(`${token} ${tokens[index] ?? ''}`) % bits;
    sketched[bit >> 3] = (sketched[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return sketched;
}

/** Hash by FNV-1a, 32 bits (RFC 9923). */
function hashToken(token: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(token)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

function readSketch(fingerprint: string): Uint8Array {
  return Buffer.from(fingerprint.slice(exact), 'base64url');
}

function countBits(bytes: Uint8Array): number {
  let count = 0;
  for (let byte of bytes) for (; byte; byte &= byte - 1) count++;
  return count;
}
