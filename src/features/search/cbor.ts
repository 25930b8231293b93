/** What is read of CBOR: whole numbers, texts, and lists of them. */
export type CborValue = number | string | CborValue[];

/**
 * Read a value of CBOR (RFC 8949), as far as Pagefind's index uses it.
 *
 * @throws {Error} if there is anything else
 */
export function decodeCbor(bytes: Uint8Array): CborValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const decoder = new TextDecoder();
  let at = 0;
  const take = (size: number): number => {
    at += size;
    return at - size;
  };
  // What follows the kind is a number itself, or says in how many bytes it follows.
  const readNumber = (low: number): number => {
    if (low < 24) return low;
    if (low === 24) return view.getUint8(take(1));
    if (low === 25) return view.getUint16(take(2));
    if (low === 26) return view.getUint32(take(4));
    throw new Error(`The index has a number of ${low} at byte ${at}, which is not read`);
  };
  const read = (): CborValue => {
    const first = view.getUint8(take(1));
    const kind = first >> 5;
    const value = readNumber(first & 31);
    if (kind === 0) return value;
    if (kind === 1) return -1 - value;
    if (kind === 3) return decoder.decode(bytes.subarray(take(value), at));
    if (kind === 4) return Array.from({ length: value }, read);
    throw new Error(`The index has a value of kind ${kind} at byte ${at}, which is not read`);
  };
  return read();
}
