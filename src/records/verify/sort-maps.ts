import * as read from '../../runtime/avro/read.js';
import { ByteReader } from '../../runtime/byte-reader.js';
import { minimumSizes, type AvroType } from '../../runtime/resolution/schema.js';
import { writeIndex } from '../../runtime/simulate/avro-write.js';
import { ByteWriter } from '../../runtime/simulate/byte-writer.js';

/** A datum with the entries of its maps in the order of their keys: equal values are equal bytes then. */
export function sortMaps(type: AvroType, datum: Uint8Array): Buffer {
  const r = new ByteReader().openBytes(datum);
  const w = new ByteWriter();
  copy({ r, w, sizeOf: minimumSizes() }, type);
  r.close('datum');
  return Buffer.from(w.finish());
}

interface Copying {
  readonly r: ByteReader;
  readonly w: ByteWriter;
  readonly sizeOf: ReturnType<typeof minimumSizes>;
}

function copy(copying: Copying, type: AvroType): void {
  const { r, w, sizeOf } = copying;
  const asItIs = (skip: () => void): void => {
    const start = r.position;
    skip();
    w.writeBytes(r.bytes.subarray(start, r.position));
  };
  switch (type.kind) {
    case 'null':
      return;
    case 'boolean':
      asItIs(() => read.skipFixed(r, AT, 1));
      return;
    case 'int':
    case 'long':
    case 'enum':
      asItIs(() => read.skipVarint(r, AT));
      return;
    case 'float':
      asItIs(() => read.skipFixed(r, AT, 4));
      return;
    case 'double':
      asItIs(() => read.skipFixed(r, AT, 8));
      return;
    case 'bytes':
    case 'string':
      asItIs(() => read.skipBytes(r, AT));
      return;
    case 'fixed':
      asItIs(() => read.skipFixed(r, AT, type.size));
      return;
    case 'record':
      for (const field of type.fields) copy(copying, field.type);
      return;
    case 'union': {
      const index = read.readIndex(r, AT, type.branches.length);
      writeIndex(w, index);
      const branch = type.branches[index];
      if (branch !== undefined) copy(copying, branch);
      return;
    }
    case 'array': {
      const items = blocks(copying, sizeOf(type.items), (item) => copy(item, type.items));
      writeBlocks(w, items);
      return;
    }
    case 'map': {
      const entries = blocks(copying, 1, (entry) => {
        const start = r.position;
        read.skipBytes(r, AT);
        entry.w.writeBytes(r.bytes.subarray(start, r.position));
        copy(entry, type.values);
      });
      // A key's length stands before it: that order will do, as long as it is the same for equal maps.
      writeBlocks(
        w,
        entries.toSorted((a, b) => Buffer.compare(a, b)),
      );
    }
  }
}

const AT = 'datum';

function blocks({ r, sizeOf }: Copying, itemBytes: number, item: (copying: Copying) => void): readonly Buffer[] {
  const items: Buffer[] = [];
  for (let count = read.readBlock(r, AT, itemBytes); count > 0; count = read.readBlock(r, AT, itemBytes))
    for (; count > 0; count--) {
      const w = new ByteWriter();
      item({ r, w, sizeOf });
      items.push(Buffer.from(w.finish()));
    }
  return items;
}

function writeBlocks(w: ByteWriter, items: readonly Buffer[]): void {
  // An index is written as any int is.
  if (items.length > 0) writeIndex(w, items.length);
  for (const item of items) w.writeBytes(item);
  w.writeByte(0);
}
