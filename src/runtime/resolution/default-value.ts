import { defaultBranch, fieldDefault, floatOf } from './schema-default.js';
import * as read from '../avro/read.js';
import { leafReader } from './leaf-reader.js';
import type { FixedType, PrimitiveType } from './schema.js';
import { ByteReader } from '../byte-reader.js';
import type { LeafShape, Shape } from './value-shape.js';

/** Returns the decoded value of a valid default, a new one for each call. */
export function defaultValue(shape: Shape, json: unknown): unknown {
  switch (shape.kind) {
    case 'leaf':
      return leafValue(shape, json);
    case 'enum':
      return json;
    case 'array':
      return Array.isArray(json) ? json.map((item) => defaultValue(shape.items, item)) : [];
    case 'map': {
      const map: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(json ?? {}))
        read.setEntry(map, key, defaultValue(shape.values, value));
      return map;
    }
    case 'record': {
      const record: Record<string, unknown> = shape.tagged ? { $type: shape.type.fullName } : {};
      // A default of a record is an object, as `checkDefault` has made sure.
      const given = json as Readonly<Record<string, unknown>>;
      for (const { field, shape: inner } of shape.fields)
        read.setEntry(record, field.name, defaultValue(inner, fieldDefault(field, given)));
      return record;
    }
    case 'union': {
      const type = defaultBranch(
        shape.branches.map((branch) => branch.type),
        json,
      );
      const branch = shape.branches.find((candidate) => candidate.type === type);
      if (branch === undefined) return json;
      const value = defaultValue(branch.shape, json);
      return shape.wrapped && branch.name !== 'null' ? { $type: branch.name, value } : value;
    }
  }
}

/** Takes the way over the binary encoding, so that a default reads as the same value on the wire would. */
function leafValue(shape: LeafShape, json: unknown): unknown {
  if (shape.form === 'null') return null;
  const leaf = leafReader(shape.type, shape, shape.type);
  const reader: (r: ByteReader, at: string, ...args: number[]) => unknown = read[leaf.read];
  return reader(new ByteReader().openBytes(encoded(shape.type, json)), 'default', ...leaf.args);
}

function encoded(type: PrimitiveType | FixedType, json: unknown): Uint8Array {
  switch (type.kind) {
    case 'null':
      return Buffer.alloc(0);
    case 'boolean':
      return Buffer.of(json === true ? 1 : 0);
    case 'int':
    case 'long':
      return varint(BigInt(Number.isSafeInteger(json) ? Number(json) : String(json)));
    case 'float': {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(floatOf(json) ?? 0);
      return bytes;
    }
    case 'double': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(floatOf(json) ?? 0);
      return bytes;
    }
    case 'string':
      return withLength(Buffer.from(String(json)));
    case 'bytes':
      return withLength(Buffer.from(String(json), 'latin1'));
    case 'fixed':
      return Buffer.from(String(json), 'latin1');
  }
}

function withLength(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint(BigInt(bytes.length)), bytes]);
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}
