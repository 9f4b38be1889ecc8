import { defaultBranch, fieldDefault, floatOf } from './schema-default.js';
import { leafFunctions } from './leaf-functions.js';
import { leafReader } from './leaf-reader.js';
import type { FixedType, PrimitiveType } from './schema.js';
import { ByteReader } from '../byte-reader.js';
import { DecodeError } from '../errors.js';
import { setEntry } from '../set-entry.js';
import type { FieldShape, LeafShape, Shape } from './value-shape.js';

/** A default value, and its size. */
export interface DefaultValue {
  /** Number of values in it, nested ones included; bytes also count by their length. */
  readonly count: number;
  /** Builds the value as a decoder returns it: a new one for each call, because the caller may change it. */
  readonly make: () => unknown;
}

/** Returns the decoded value of a valid default, a new one for each call. */
export function defaultValue(shape: Shape, json: unknown): unknown {
  return readDefault(shape, json).make();
}

/** Reads a default, known to be valid, once, so that its values can be made any number of times. */
export function readDefault(shape: Shape, json: unknown): DefaultValue {
  switch (shape.kind) {
    case 'leaf':
      return leafDefault(shape, json);
    case 'enum':
      return { count: 1, make: () => json };
    case 'array': {
      const items = Array.isArray(json) ? json.map((item) => readDefault(shape.items, item)) : [];
      return { count: countOf(items), make: () => items.map((item) => item.make()) };
    }
    case 'map':
      return objectDefault(
        Object.entries(json ?? {}).map(([key, value]) => [key, readDefault(shape.values, value)]),
      );
    case 'record': {
      // A default of a record is an object, as `checkDefault` has made sure.
      const given = json as Readonly<Record<string, unknown>>;
      const entries = shape.fields.map(({ field, shape: inner }): [string, DefaultValue] => [
        field.name,
        readDefault(inner, fieldDefault(field, given)),
      ]);
      return objectDefault(entries, shape.tagged ? shape.type.fullName : undefined);
    }
    case 'union': {
      const type = defaultBranch(
        shape.branches.map((branch) => branch.type),
        json,
      );
      const branch = shape.branches.find((candidate) => candidate.type === type);
      if (branch === undefined) return { count: 1, make: () => json };
      const value = readDefault(branch.shape, json);
      return shape.wrapped && branch.name !== 'null'
        ? objectDefault([['value', value]], branch.name)
        : value;
    }
  }
}

function objectDefault(
  entries: readonly (readonly [string, DefaultValue])[],
  $type?: string,
): DefaultValue {
  return {
    count: countOf(entries.map(([, value]) => value)),
    make: () => {
      const object: Record<string, unknown> = $type === undefined ? {} : { $type };
      for (const [key, value] of entries) setEntry(object, key, value.make());
      return object;
    },
  };
}

/** What holds values counts as one. */
function countOf(values: readonly DefaultValue[]): number {
  return values.reduce((sum, { count }) => sum + count, 1);
}

/** How many bytes take about the memory of a value. */
const BYTES_A_VALUE = 64;

/** Takes the way over the binary encoding, so that a default reads as the same value on the wire would. */
function leafDefault(shape: LeafShape, json: unknown): DefaultValue {
  if (shape.form === 'null') return { count: 1, make: () => null };
  const leaf = leafReader(shape.type, shape, shape.type);
  const reader = leafFunctions[leaf.read];
  const bytes = encoded(shape.type, json);
  const r = new ByteReader();
  const make = (): unknown => reader(r.openBytes(bytes), 'default', ...leaf.args);
  const value = make();
  if (typeof value !== 'object') return { count: 1, make: () => value };
  return { count: 1 + Math.floor(bytes.length / BYTES_A_VALUE), make };
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

/** Why a reader's field cannot take its default: it has none, or one that its form cannot hold, such as a date past the last Date. */
export function defaultFault({ field, shape }: FieldShape): string | undefined {
  if (field.default === undefined) return "the reader's field has no default";
  try {
    defaultValue(shape, field.default);
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return `the reader's default cannot be read: ${error.reason}`;
    throw error;
  }
}
