const width = 160;
const shift = 11;
const bytesOfHash = width / 8;

/**
 * SharePoint's hash of a file's content, 20 bytes in base64 (Microsoft: "Code snippets: QuickXorHash algorithm"). Each
 * byte is XORed into a ring of 160 bits, 11 bits further than the byte before; in the end the length, 8 bytes with the
 * lowest first, is XORed into the last 8 bytes.
 */
export function quickXorHash(content: Uint8Array): string {
  // A byte at position i begins at bit 11·i of the ring, so all bytes 160 apart meet in one place.
  const met = new Uint8Array(width);
  for (let index = 0; index < content.length; index += 1) met[index % width]! ^= content[index]!;
  const hash = Buffer.alloc(bytesOfHash);
  for (let index = 0; index < width; index += 1) {
    const bit = index * shift % width;
    const place = Math.floor(bit / 8);
    const spread = met[index]! << bit % 8;
    hash[place]! ^= spread & 0xff;
    hash[(place + 1) % bytesOfHash]! ^= spread >> 8;
  }
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(content.length));
  for (let index = 0; index < length.length; index += 1) hash[bytesOfHash - length.length + index]! ^= length[index]!;
  return hash.toString('base64');
}
