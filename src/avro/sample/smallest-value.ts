import { namedShapes } from '../named-shapes.js';
import { shortName } from '../../runtime/resolution/schema.js';
import { MAX_DECIMAL_BYTES } from '../../runtime/avro/read.js';
import type { LeafShape, RecordShape, Shape, UnionBranch, UnionShape } from '../../runtime/resolution/value-shape.js';

/** A schema may demand values of any size; no sample has more parts than this, or a longer `fixed`. */
const MAX_PARTS = 10_000;
const MAX_FIXED_BYTES = 65_536;
/** Number of bytes of a `fixed` that count as one part. */
const BYTES_A_PART = 64;

/** Why a schema has no value that a sample could show. */
export interface NoValue {
  /** The field, as `Record.field`, or the type. */
  readonly at: string;
  readonly reason: string;
}

/** How many parts (leaves, lists, maps, records) the smallest value of a shape has; Infinity where there is none. */
export type PartsOf = (shape: Shape) => number;

/** The sizes of the smallest values of a shape and of all within it: they end recursion, and show what has no value. */
export function smallestParts(shape: Shape): PartsOf {
  const sizes = new Map<RecordShape, number>();
  const partsOf: PartsOf = (of) => {
    switch (of.kind) {
      case 'leaf':
        return leafFault(of) === undefined ? leafParts(of) : Infinity;
      case 'enum':
        return of.type.symbols.length > 0 ? 1 : Infinity;
      case 'array':
      case 'map':
        return 1;
      case 'union':
        return Math.min(...of.branches.map((branch) => partsOf(branch.shape)));
      case 'record':
        return sizes.get(of) ?? Infinity;
    }
  };
  const records = [...namedShapes(shape)].filter((named) => named.kind === 'record');
  // A record has no size before those that it holds. By going to and fro, a few rounds settle nearly every schema.
  for (let settled = false; !settled; records.reverse()) {
    settled = true;
    for (const record of records) {
      const parts = atMost(record.fields.reduce((sum, field) => sum + partsOf(field.shape), 1));
      if (parts === partsOf(record)) continue;
      sizes.set(record, parts);
      settled = false;
    }
  }
  return partsOf;
}

/** The branch with the smallest value; null, where it is one. */
export function smallestBranch({ branches }: UnionShape, partsOf: PartsOf): UnionBranch | undefined {
  const smallest = Math.min(...branches.map((branch) => partsOf(branch.shape)));
  return branches.find(({ name }) => name === 'null') ?? branches.find((branch) => partsOf(branch.shape) === smallest);
}

/** Why a shape has no value, or none small enough; undefined when it has. */
export function noValue(
  shape: Shape,
  at: string,
  partsOf: PartsOf,
  open: readonly RecordShape[] = [],
): NoValue | undefined {
  if (partsOf(shape) < Infinity) return undefined;
  switch (shape.kind) {
    case 'leaf':
      return { at, reason: leafFault(shape) ?? '' };
    case 'enum':
      return { at, reason: `the enum "${shape.type.fullName}" has no symbols` };
    case 'union': {
      const [first] = shape.branches;
      return first === undefined
        ? { at, reason: 'the union has no branches' }
        : noValue(first.shape, at, partsOf, open);
    }
    case 'record': {
      const { fullName } = shape.type;
      if (open.includes(shape)) return { at, reason: `"${fullName}" contains itself without an end` };
      const field = shape.fields.find((candidate) => partsOf(candidate.shape) === Infinity);
      if (field === undefined) return { at, reason: `the smallest "${fullName}" is too large for a sample` };
      return noValue(field.shape, `${shortName(fullName)}.${field.field.name}`, partsOf, [...open, shape]);
    }
    case 'array':
    case 'map':
      return undefined;
  }
}

function atMost(parts: number): number {
  return parts > MAX_PARTS ? Infinity : parts;
}

function leafParts({ type }: LeafShape): number {
  return type.kind === 'fixed' ? 1 + Math.floor(type.size / BYTES_A_PART) : 1;
}

function leafFault({ type, form }: LeafShape): string | undefined {
  if (type.kind !== 'fixed') return undefined;
  if (type.size > MAX_FIXED_BYTES) return `a fixed of ${type.size} bytes is too large for a sample`;
  if (form === 'decimal' && type.size > MAX_DECIMAL_BYTES)
    return `a decimal of ${type.size} bytes is too large for a sample`;
  return undefined;
}
