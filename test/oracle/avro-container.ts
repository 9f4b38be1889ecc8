import { spawnSync } from 'node:child_process';
import { inflateRawSync } from 'node:zlib';

import { avscType } from './avsc-oracle.js';
import { PYTHON } from './official-avro.js';
import { snappyUncompress } from './snappy.js';

/** What an Avro object container file holds, undecoded. */
export interface AvroContainer {
  /** The JSON text that the file carries. */
  readonly schema: string;
  /** `null` where the header names none. */
  readonly codec: string;
  /** The bytes of each datum. */
  readonly data: readonly Uint8Array[];
}

const HEADER = avscType({
  type: 'record',
  name: 'org.apache.avro.file.Header',
  fields: [
    { name: 'magic', type: { type: 'fixed', name: 'Magic', size: 4 } },
    { name: 'meta', type: { type: 'map', values: 'bytes' } },
    { name: 'sync', type: { type: 'fixed', name: 'Sync', size: 16 } },
  ],
});

const BLOCK = avscType({
  type: 'record',
  name: 'org.apache.avro.file.DataBlock',
  fields: [
    { name: 'count', type: 'int' },
    { name: 'data', type: 'bytes' },
    { name: 'sync', type: { type: 'fixed', name: 'Sync', size: 16 } },
  ],
});

/**
 * Splits an Avro object container file into its data (specification, "Object Container Files"), for the codecs null, deflate,
 * snappy and zstandard. Each datum ends where avsc, reading it, stops. Throws on a file that is not one.
 */
export function readAvroContainer(file: Buffer): AvroContainer {
  // avsc declares decoded values as any; HEADER and BLOCK say what they are.
  const header: {
    value: { magic: Buffer; meta: Record<string, Buffer>; sync: Buffer };
    offset: number;
  } = HEADER.decode(file, 0);
  const { magic, meta, sync } = header.value;
  if (magic.toString('latin1') !== 'Obj\u0001') throw new Error('not an Avro object container file');
  const schema = meta['avro.schema']?.toString();
  if (schema === undefined) throw new Error('the file carries no schema');
  const codec = meta['avro.codec']?.toString() ?? 'null';
  const type = avscType(JSON.parse(schema));
  const data: Uint8Array[] = [];
  for (let position = header.offset; position < file.length;) {
    const block: {
      value: { count: number; data: Buffer; sync: Buffer };
      offset: number;
    } = BLOCK.decode(file, position);
    if (block.offset < 0 || !block.value.sync.equals(sync)) throw new Error(`a block is broken at byte ${position}`);
    position = block.offset;
    const bytes = uncompress(codec, block.value.data);
    let start = 0;
    for (let index = 0; index < block.value.count; index++) {
      const { offset } = type.decode(bytes, start);
      if (offset < 0) throw new Error(`a datum is truncated in the block before byte ${position}`);
      data.push(bytes.subarray(start, offset));
      start = offset;
    }
    if (start !== bytes.length) throw new Error(`bytes are left in the block before byte ${position}`);
  }
  return { schema, codec, data };
}

function uncompress(codec: string, block: Buffer): Buffer {
  switch (codec) {
    case 'null':
      return block;
    case 'deflate':
      return inflateRawSync(block);
    case 'snappy':
      return snappyUncompress(block.subarray(0, -4)); // what follows is a CRC-32 of the content
    case 'zstandard':
      return zstandardUncompress(block);
    default:
      throw new Error(`codec ${codec} is not supported`);
  }
}

/** Node has had Zstandard only since 22.15; Debian's python3-zstandard, which the oracle needs anyway, does it everywhere. */
function zstandardUncompress(block: Buffer): Buffer {
  const program =
    'import sys, zstandard; sys.stdout.buffer.write(zstandard.ZstdDecompressor().decompressobj().decompress(sys.stdin.buffer.read()))';
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', program], { input: block });
  if (status !== 0) throw new Error(`zstandard: ${stderr.toString()}`);
  return stdout;
}
