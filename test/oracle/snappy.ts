/** Undoes Snappy's block format (google/snappy, format_description.txt). Throws on bytes that are not in it. */
export function snappyUncompress(block: Uint8Array): Buffer {
  let position = 0;
  const byte = (): number => {
    const value = block[position++];
    if (value === undefined) throw new Error('snappy: truncated');
    return value;
  };
  const littleEndian = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++) value += byte() * 2 ** (8 * index);
    return value;
  };

  let size = 0;
  for (let shift = 0, last = 128; last >= 128; shift += 7) {
    last = byte();
    size += (last & 127) * 2 ** shift;
  }
  const output = Buffer.alloc(size);
  let written = 0;
  while (position < block.length) {
    const tag = byte();
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const length = (short < 60 ? short : littleEndian(short - 59)) + 1;
      if (position + length > block.length || written + length > size) throw new Error('snappy: a literal is too long');
      output.set(block.subarray(position, position + length), written);
      position += length;
      written += length;
      continue;
    }
    const isShort = (tag & 3) === 1;
    const length = isShort ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = isShort ? (tag >> 5) * 256 + byte() : littleEndian((tag & 3) === 2 ? 2 : 4);
    if (offset === 0 || offset > written || written + length > size) throw new Error('snappy: a copy reaches outside');
    // Byte by byte: a copy may overlap what it writes.
    for (let index = 0; index < length; index++, written++) output[written] = output[written - offset] ?? 0;
  }
  if (written !== size) throw new Error('snappy: the content is shorter than announced');
  return output;
}
