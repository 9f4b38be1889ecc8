import { stronglyConnected } from './strongly-connected.js';

/** The Avro schema model: what `parseAvroSchema` makes of a schema's JSON. Named types may be recursive. */

export type PrimitiveName =
  'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string';

/** A logical type that is valid on its underlying type; an invalid or unknown one is ignored (specification, "Logical Types"). */
export type LogicalType =
  | { readonly name: 'decimal'; readonly precision: number; readonly scale: number }
  | {
      readonly name:
        | 'uuid'
        | 'date'
        | 'time-millis'
        | 'time-micros'
        | 'timestamp-millis'
        | 'timestamp-micros'
        | 'timestamp-nanos'
        | 'local-timestamp-millis'
        | 'local-timestamp-micros'
        | 'local-timestamp-nanos'
        | 'duration';
    };

/** Attributes that the specification does not define, as they stand in the schema. */
export type Attributes = Readonly<Record<string, unknown>>;

export interface PrimitiveType {
  readonly kind: PrimitiveName;
  readonly logical: LogicalType | undefined;
  readonly attributes: Attributes;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly items: AvroType;
  readonly attributes: Attributes;
}

export interface MapType {
  readonly kind: 'map';
  readonly values: AvroType;
  readonly attributes: Attributes;
}

export interface UnionType {
  readonly kind: 'union';
  readonly branches: readonly AvroType[];
}

interface Named {
  /** Namespace and name, joined by a dot. */
  readonly fullName: string;
  /** Full names. */
  readonly aliases: readonly string[];
  readonly doc: string | undefined;
  readonly attributes: Attributes;
}

export interface FixedType extends Named {
  readonly kind: 'fixed';
  readonly size: number;
  readonly logical: LogicalType | undefined;
}

export interface EnumType extends Named {
  readonly kind: 'enum';
  readonly symbols: readonly string[];
  readonly default: string | undefined;
}

export interface RecordType extends Named {
  readonly kind: 'record';
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly type: AvroType;
  readonly aliases: readonly string[];
  readonly doc: string | undefined;
  readonly order: 'ascending' | 'descending' | 'ignore';
  /** The default as JSON; `undefined` where there is none (`null` is a default). */
  readonly default: unknown;
  readonly attributes: Attributes;
}

export type NamedType = RecordType | EnumType | FixedType;
export type AvroType = PrimitiveType | ArrayType | MapType | UnionType | NamedType;

/** The part of a full name behind its last dot. */
export function shortName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

/** The name of a type as a union branch: a full name, or `int`, `array`, …. */
export function branchName(type: AvroType): string {
  return 'fullName' in type ? type.fullName : type.kind;
}

/** Creates a function that returns the minimum size in bytes of a type's values (a recursive record counts as zero). */
export function minimumSizes(): (type: AvroType) => number {
  const known = new Map<RecordType, number>();
  const sizeOf = (type: AvroType): number => {
    switch (type.kind) {
      case 'null':
        return 0;
      case 'float':
        return 4;
      case 'double':
        return 8;
      case 'fixed':
        return type.size;
      case 'record': {
        const size = known.get(type);
        if (size !== undefined) return size;
        known.set(type, 0);
        const total = type.fields.reduce((sum, field) => sum + sizeOf(field.type), 0);
        known.set(type, total);
        return total;
      }
      default:
        return 1;
    }
  };
  return sizeOf;
}

/** The records below `type` that can contain themselves, transitively. */
export function recursiveRecords(type: AvroType): ReadonlySet<RecordType> {
  const inner = (record: RecordType) => recordsIn(record.fields.map((field) => field.type));
  const groups = stronglyConnected(recordsIn([type]), inner);
  return new Set(
    groups
      .filter((group) => group.length > 1 || group.some((record) => inner(record).includes(record)))
      .flat(),
  );
}

/** The records that `types` hold without another record between. */
function recordsIn(types: readonly AvroType[]): RecordType[] {
  return types.flatMap((type) => {
    switch (type.kind) {
      case 'record':
        return [type];
      case 'array':
        return recordsIn([type.items]);
      case 'map':
        return recordsIn([type.values]);
      case 'union':
        return recordsIn(type.branches);
      default:
        return [];
    }
  });
}
