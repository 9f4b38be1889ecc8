import * as read from '../../src/runtime/avro-read.js';
import { ByteReader } from '../../src/runtime/byte-reader.js';
import { valueKind, type LeafShape, type Shape, type UnionShape } from '../../src/runtime/value-shape.js';
import { canonicalDouble, canonicalFloat, canonicalMap, type CanonicalValue } from '../oracle/canonical-value.js';
import { encodeShape } from './encode-shape.js';

/** The canonical form of a value of a shape, for comparison with other implementations. Throws where it is no such value. */
export function canonicalOf(shape: Shape, value: unknown): CanonicalValue {
  switch (shape.kind) {
    case 'leaf':
      return canonicalLeaf(shape, value);
    case 'enum':
      return { enum: String(value) };
    case 'array':
      if (!Array.isArray(value)) throw new Error('no array');
      return { array: value.map((item) => canonicalOf(shape.items, item)) };
    case 'map':
      return canonicalMap(Object.entries(objectOf(value)).map(([key, item]) => [key, canonicalOf(shape.values, item)]));
    case 'union':
      return canonicalBranch(shape, value);
    case 'record': {
      const record = objectOf(value);
      const { fullName } = shape.type;
      if (shape.tagged && record.$type !== fullName) throw new Error(`no "${fullName}"`);
      return {
        record: fullName,
        fields: shape.fields.map((field) => [field.field.name, canonicalOf(field.shape, record[field.field.name])]),
      };
    }
  }
}

/** Takes the way over the binary encoding, which undoes logical types and forms. */
function canonicalLeaf(shape: LeafShape, value: unknown): CanonicalValue {
  const { kind } = shape.type;
  const r = new ByteReader().openBytes(encodeShape(shape, value));
  switch (kind) {
    case 'null':
      if (value !== null) throw new Error('no null');
      return null;
    case 'boolean':
      return read.readBoolean(r, kind);
    case 'int':
      return { int: String(read.readInt(r, kind)) };
    case 'long':
      return { long: String(read.readLong(r, kind)) };
    case 'float':
      return canonicalFloat(read.readFloat(r, kind));
    case 'double':
      return canonicalDouble(read.readDouble(r, kind));
    case 'string':
      return read.readString(r, kind);
    case 'bytes':
      return { bytes: Buffer.from(read.readBytes(r, kind)).toString('hex') };
    case 'fixed':
      return { fixed: Buffer.from(read.readFixed(r, kind, r.end)).toString('hex') };
  }
}

function canonicalBranch({ branches, wrapped }: UnionShape, value: unknown): CanonicalValue {
  const branch = branches.find(({ name, shape }) => {
    if (value === null || name === 'null') return value === null && name === 'null';
    if (wrapped) return objectOf(value).$type === name;
    const tagged = shape.kind === 'record' && shape.tagged;
    return kindOf(value) === valueKind(shape) && (!tagged || objectOf(value).$type === name);
  });
  if (branch === undefined) throw new Error('a value of no branch');
  const inner = wrapped && value !== null ? objectOf(value).value : value;
  return { union: branch.name, value: canonicalOf(branch.shape, inner) };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'Date';
  return value instanceof Uint8Array ? 'Uint8Array' : typeof value;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error('no object');
  return Object.fromEntries(Object.entries(value));
}
