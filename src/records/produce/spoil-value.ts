import type { PartModel } from '../../model/topic-model.js';
import { readPart } from '../read-part.js';

/** Bytes that the decoder of a value refuses, made from a good one; undefined where it takes any. `turn` varies them. */
export function spoilValue(
  part: PartModel,
  value: Uint8Array,
  schemaId: string | undefined,
  turn: number,
): Uint8Array | undefined {
  const spoilt = [
    value.subarray(0, -1),
    Buffer.from('not a record'),
    Buffer.concat([value, Buffer.from([0x00])]),
    Buffer.from([0xff, 0xfe, 0xfd]),
  ].filter((bytes) => readPart(part, bytes, schemaId).fault !== undefined);
  return spoilt[turn % spoilt.length];
}
