import avsc, { type Type } from 'avsc';

import { avscType as parse } from '../../src/records/confluent/avsc-options.js';
import {
  canonicalDouble,
  canonicalFloat,
  canonicalMap,
  numberFromBits,
  type CanonicalValue,
} from './canonical-value.js';

/** Parsing is slow (avsc compiles functions), and tests come back to the same schema. */
const parsed = new WeakMap<object, Type>();

/** Parses a schema with avsc: every union wrapped, longs exact, logical types ignored. Throws avsc's errors. */
export function avscType(schema: unknown): Type {
  const known = isObject(schema) ? parsed.get(schema) : undefined;
  if (known !== undefined) return known;
  const type = parse(structuredClone(schema));
  if (isObject(schema)) parsed.set(schema, type);
  return type;
}

/** Decodes `bytes`, all of them. Throws avsc's errors. */
export function avscDecode(type: Type, bytes: Uint8Array): CanonicalValue {
  return fromAvsc(type, type.fromBuffer(asBuffer(bytes)));
}

/** A decoder from one schema's bytes to another's values, by avsc's resolver. Both steps throw avsc's errors. */
export function avscResolver(schemas: { writer: Type; reader: Type }): (bytes: Uint8Array) => CanonicalValue {
  const resolver = schemas.reader.createResolver(schemas.writer);
  return (bytes) => fromAvsc(schemas.reader, schemas.reader.fromBuffer(asBuffer(bytes), resolver));
}

/** Encodes a canonical value. Throws avsc's errors. */
export function avscEncode(type: Type, value: CanonicalValue): Buffer {
  return type.toBuffer(toAvsc(type, value));
}

/** The canonical form of a value that avsc decoded with a type of `avscType`. */
export function fromAvsc(type: Type, value: unknown): CanonicalValue {
  const { types } = avsc;
  if (type instanceof types.LongType) return { long: String(value) };
  if (type instanceof types.IntType) return { int: String(value) };
  if (type instanceof types.FloatType) return canonicalFloat(Number(value));
  if (type instanceof types.DoubleType) return canonicalDouble(Number(value));
  if (type instanceof types.BytesType) return { bytes: hexOf(value) };
  if (type instanceof types.FixedType) return { fixed: hexOf(value) };
  if (type instanceof types.EnumType) return { enum: String(value) };
  if (type instanceof types.ArrayType) {
    const { itemsType } = type;
    return { array: Object.values(asObject(value)).map((item) => fromAvsc(itemsType, item)) };
  }
  if (type instanceof types.MapType) {
    const valuesType = valuesOf(type);
    return canonicalMap(Object.entries(asObject(value)).map(([key, item]) => [key, fromAvsc(valuesType, item)]));
  }
  if (type instanceof types.RecordType) {
    const object = asObject(value);
    return {
      record: type.name ?? '',
      fields: type.fields.map((field) => [field.name, fromAvsc(field.type, object[field.name])]),
    };
  }
  if (type instanceof types.WrappedUnionType) {
    const [name, content] = value === null ? ['null', null] : (Object.entries(asObject(value))[0] ?? []);
    const branch = type.types.find((candidate) => candidate.branchName === name);
    if (name === undefined || branch === undefined)
      throw new Error(`avsc returned no branch of the union: ${String(name)}`);
    return { union: name, value: fromAvsc(branch, content) };
  }
  return value as null | boolean | string; // what is left are null, boolean and string
}

/** What avsc takes for a canonical value. */
export function toAvsc(type: Type, value: CanonicalValue): unknown {
  const { types } = avsc;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if ('int' in value) return Number(value.int);
  if ('long' in value) return BigInt(value.long);
  if ('float' in value) return numberFromBits(value.float);
  if ('double' in value) return numberFromBits(value.double);
  if ('bytes' in value) return Buffer.from(value.bytes, 'hex');
  if ('fixed' in value) return Buffer.from(value.fixed, 'hex');
  if ('enum' in value) return value.enum;
  if ('array' in value && type instanceof types.ArrayType) {
    const { itemsType } = type;
    return value.array.map((item) => toAvsc(itemsType, item));
  }
  if ('map' in value && type instanceof types.MapType) {
    const valuesType = valuesOf(type);
    return Object.fromEntries(value.map.map(([key, item]) => [key, toAvsc(valuesType, item)]));
  }
  if ('record' in value && type instanceof types.RecordType) {
    return Object.fromEntries(value.fields.map(([name, content]) => [name, toAvsc(type.field(name).type, content)]));
  }
  if ('union' in value && type instanceof types.WrappedUnionType) {
    const branch = type.types.find((candidate) => candidate.branchName === value.union);
    if (branch === undefined) throw new Error(`no branch ${value.union}`);
    return value.value === null ? null : { [value.union]: toAvsc(branch, value.value) };
  }
  throw new Error(`the value is not of the type ${type.typeName}`);
}

/** avsc declares `valuesType` as any. */
function valuesOf(type: avsc.types.MapType): Type {
  return type.valuesType as Type;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function hexOf(value: unknown): string {
  if (!Buffer.isBuffer(value)) throw new Error('avsc returned no bytes');
  return value.toString('hex');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function asObject(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Error('avsc returned no object');
  return value;
}
