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

/** How small the values of a shape can be: ends recursion, and detects an unsatisfiable schema. */
export class SmallestValues {
  private readonly records = new Map<RecordShape, number>();

  constructor(shape: Shape) {
    const records = [...namedShapes(shape)].filter((named) => named.kind === 'record');
    // A record has no size before those that it holds. By going to and fro, a few rounds settle nearly every schema.
    for (let settled = false; !settled; records.reverse()) {
      settled = true;
      for (const record of records) {
        const parts = atMost(record.fields.reduce((sum, field) => sum + this.parts(field.shape), 1));
        if (parts === this.parts(record)) continue;
        this.records.set(record, parts);
        settled = false;
      }
    }
  }

  /** How many parts (leaves, lists, maps, records) the smallest value has; Infinity where there is none. */
  parts(shape: Shape): number {
    switch (shape.kind) {
      case 'leaf':
        return leafFault(shape) === undefined ? leafParts(shape) : Infinity;
      case 'enum':
        return shape.type.symbols.length > 0 ? 1 : Infinity;
      case 'array':
      case 'map':
        return 1;
      case 'union':
        return Math.min(...shape.branches.map((branch) => this.parts(branch.shape)));
      case 'record':
        return this.records.get(shape) ?? Infinity;
    }
  }

  /** The branch with the smallest value; null, where it is one. */
  branch({ branches }: UnionShape): UnionBranch | undefined {
    const smallest = Math.min(...branches.map((branch) => this.parts(branch.shape)));
    return (
      branches.find(({ name }) => name === 'null') ?? branches.find((branch) => this.parts(branch.shape) === smallest)
    );
  }

  /** Why a shape has no value, or none small enough; undefined when it has. */
  fault(shape: Shape, at: string, open: readonly RecordShape[] = []): NoValue | undefined {
    if (this.parts(shape) < Infinity) return undefined;
    switch (shape.kind) {
      case 'leaf':
        return { at, reason: leafFault(shape) ?? '' };
      case 'enum':
        return { at, reason: `the enum "${shape.type.fullName}" has no symbols` };
      case 'union': {
        const [first] = shape.branches;
        return first === undefined ? { at, reason: 'the union has no branches' } : this.fault(first.shape, at, open);
      }
      case 'record': {
        const { fullName } = shape.type;
        if (open.includes(shape)) return { at, reason: `"${fullName}" contains itself without an end` };
        const field = shape.fields.find((candidate) => this.parts(candidate.shape) === Infinity);
        if (field === undefined) return { at, reason: `the smallest "${fullName}" is too large for a sample` };
        return this.fault(field.shape, `${shortName(fullName)}.${field.field.name}`, [...open, shape]);
      }
      case 'array':
      case 'map':
        return undefined;
    }
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
