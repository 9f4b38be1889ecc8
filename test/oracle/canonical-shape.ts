import type { LeafShape, Shape, UnionBranch, UnionShape } from '../../src/runtime/resolution/value-shape.js';
import { canonicalDouble, canonicalFloat, canonicalMap, type CanonicalValue } from './canonical-value.js';

/**
 * The canonical form of a value that a decoder with default settings gives. Text forms (decimals, dates, …) are undone here
 * with no help from the code under test. Throws on anything that is no such value.
 */
export function canonicalShape(shape: Shape, value: unknown): CanonicalValue {
  switch (shape.kind) {
    case 'leaf':
      return canonicalLeaf(shape, value);
    case 'enum':
      return { enum: textOf(value) };
    case 'array':
      if (!Array.isArray(value)) throw new Error(`no array: ${typeof value}`);
      return { array: value.map((item) => canonicalShape(shape.items, item)) };
    case 'map':
      return canonicalMap(
        Object.entries(objectOf(value)).map(([key, item]) => [key, canonicalShape(shape.values, item)]),
      );
    case 'union': {
      const branch = branchOf(shape, value);
      const inner = shape.wrapped && value !== null ? objectOf(value).value : value;
      return { union: branch.name, value: canonicalShape(branch.shape, inner) };
    }
    case 'record': {
      const record = objectOf(value);
      const names = [...(shape.tagged ? ['$type'] : []), ...shape.fields.map(({ field }) => field.name)];
      if (Object.keys(record).join() !== names.join())
        throw new Error(`a record of ${Object.keys(record).join()}, not ${names.join()}`);
      if (shape.tagged && record.$type !== shape.type.fullName) throw new Error(`no $type "${shape.type.fullName}"`);
      return {
        record: shape.type.fullName,
        fields: shape.fields.map(({ field, shape: inner }) => [field.name, canonicalShape(inner, record[field.name])]),
      };
    }
  }
}

function canonicalLeaf({ type, form }: LeafShape, value: unknown): CanonicalValue {
  switch (form) {
    case 'null':
      if (value !== null) throw new Error(`no null: ${typeof value}`);
      return null;
    case 'boolean':
      if (typeof value !== 'boolean') throw new Error(`no boolean: ${typeof value}`);
      return value;
    case 'number':
      if (typeof value !== 'number') throw new Error(`no number: ${typeof value}`);
      if (type.kind === 'float') return canonicalFloat(value);
      if (type.kind === 'double') return canonicalDouble(value);
      return type.kind === 'int' ? { int: String(value) } : { long: String(value) };
    case 'bigint':
      if (typeof value !== 'bigint') throw new Error(`no bigint: ${typeof value}`);
      return { long: String(value) };
    case 'string':
      return textOf(value);
    case 'uuid':
      return type.kind === 'fixed' ? { fixed: textOf(value).replaceAll('-', '') } : textOf(value);
    case 'bytes': {
      // A Buffer would be a view of memory that the next record overwrites.
      if (!(value instanceof Uint8Array) || Buffer.isBuffer(value)) throw new Error(`no Uint8Array: ${typeof value}`);
      const hex = Buffer.from(value).toString('hex');
      return type.kind === 'fixed' ? { fixed: hex } : { bytes: hex };
    }
    case 'decimal': {
      const scale = type.logical?.name === 'decimal' ? type.logical.scale : 0;
      const unscaled = unscaledOf(textOf(value), scale);
      if (type.kind !== 'fixed') return { bytes: twosComplement(unscaled) };
      return {
        fixed: BigInt.asUintN(type.size * 8, unscaled)
          .toString(16)
          .padStart(type.size * 2, '0'),
      };
    }
    case 'Date':
      if (!(value instanceof Date)) throw new Error(`no Date: ${typeof value}`);
      return { long: String(value.getTime()) };
    case 'date':
      return { int: String(Date.parse(textOf(value)) / 86_400_000) };
    case 'isoLocal':
      return { long: String(localUnits(textOf(value), digitsOf(type.logical?.name))) };
    case 'duration': {
      const { months, days, milliseconds } = objectOf(value);
      const bytes = Buffer.alloc(12);
      [months, days, milliseconds].forEach((part, index) => bytes.writeUInt32LE(Number(part), index * 4));
      return { fixed: bytes.toString('hex') };
    }
    case 'bigintString':
    case 'base64':
    case 'isoInstant':
      throw new Error(`${form} is no default form`);
  }
}

/** The branch that a value belongs to; it must be exactly one. */
function branchOf({ branches, wrapped }: UnionShape, value: unknown): UnionBranch {
  const isTagged = typeof value === 'object' && value !== null && '$type' in value;
  const fitting = branches.filter(({ name, shape }) => {
    if (value === null || name === 'null') return value === null && name === 'null';
    if (wrapped || (shape.kind === 'record' && shape.tagged)) return isTagged && value.$type === name;
    return !isTagged && fits(shape, value);
  });
  const [branch] = fitting;
  if (branch === undefined || fitting.length > 1) throw new Error(`a value of ${fitting.length} branches`);
  return branch;
}

function fits(shape: Shape, value: unknown): boolean {
  try {
    canonicalShape(shape, value);
    return true;
  } catch {
    return false;
  }
}

/** The digits behind the point of a second. */
function digitsOf(logical: string | undefined): number {
  return logical?.endsWith('nanos') === true ? 9 : logical?.endsWith('micros') === true ? 6 : 3;
}

/** `2024-02-29T12:00:00.123456` in units of 10^-digits seconds. */
function localUnits(text: string, digits: number): bigint {
  const point = text.indexOf('.');
  const fraction = text.slice(point + 1);
  if (point < 0 || fraction.length !== digits) throw new Error(`no local time with ${digits} digits`);
  return BigInt(Date.parse(`${text.slice(0, point)}Z`) / 1_000) * 10n ** BigInt(digits) + BigInt(fraction);
}

function unscaledOf(text: string, scale: number): bigint {
  const point = text.indexOf('.');
  if ((point < 0 ? 0 : text.length - point - 1) !== scale) throw new Error(`no decimal of scale ${scale}`);
  return BigInt(text.replace('.', ''));
}

/** The fewest bytes that hold an integer in two's complement, big-endian; one at least. */
function twosComplement(value: bigint): string {
  let size = 1;
  while (BigInt.asIntN(size * 8, value) !== value) size++;
  return BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, '0');
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`no text: ${typeof value}`);
  return value;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    throw new Error('no plain object');
  // A plain object's own entries are what it is.
  return value as Readonly<Record<string, unknown>>;
}
