import type { EnumType, RecordType } from './schema.js';
import type { ArrayShape, FieldShape, MapShape, RecordShape } from './value-shape.js';

/** The functions of avro/read that read a leaf. */
export type LeafReader =
  | 'readBoolean'
  | 'readInt'
  | 'readLong'
  | 'readLongNumber'
  | 'readLongDigits'
  | 'readLongAsDouble'
  | 'readFloat'
  | 'readDouble'
  | 'readString'
  | 'readBytes'
  | 'readBytesBase64'
  | 'readFixed'
  | 'readFixedBase64'
  | 'readDecimal'
  | 'readFixedDecimal'
  | 'readFixedUuid'
  | 'readDate'
  | 'readDateAsDate'
  | 'readTimestamp'
  | 'readInstant'
  | 'readLocal'
  | 'readDuration';

/** What can be passed over without a look inside. */
export type LeafSkip = 'skipVarint' | 'skipBytes' | 'skipFixed';

export interface LeafResolution {
  readonly kind: 'leaf';
  readonly read: LeafReader;
  /** Behind the reader and the field. */
  readonly args: readonly number[];
}

/** A writer's field: read into a field of the reader's, or passed over. */
export type Step =
  | { readonly kind: 'read'; readonly field: FieldShape; readonly resolution: Resolution }
  | { readonly kind: 'skip'; readonly name: string; readonly skip: Skip };

export interface RecordResolution {
  readonly kind: 'record';
  readonly writer: RecordType;
  readonly reader: RecordShape;
  /** Whether the writer's record can hold itself: its depth is counted. */
  readonly recursive: boolean;
  /** In the writer's order. */
  readonly steps: readonly Step[];
  /** The reader's fields that the writer lacks: they take their defaults. */
  readonly defaults: readonly FieldShape[];
}

export interface EnumResolution {
  readonly kind: 'enum';
  readonly reader: EnumType;
  /** For each of the writer's symbols the reader's; undefined where it has none and no default. */
  readonly symbols: readonly (string | undefined)[];
}

export interface ArrayResolution {
  readonly kind: 'array';
  readonly reader: ArrayShape;
  readonly items: Resolution;
  /** The fewest bytes that an item takes. */
  readonly itemBytes: number;
}

export interface MapResolution {
  readonly kind: 'map';
  readonly reader: MapShape;
  readonly values: Resolution;
}

/** The writer schema is a union: its branch index selects the resolution. */
export interface UnionResolution {
  readonly kind: 'union';
  readonly branches: readonly Resolution[];
}

/** The value is wrapped as `{ $type, value }`, for a reader's union whose branches share a JavaScript type. */
export interface WrappedResolution {
  readonly kind: 'wrapped';
  /** The reader's branch. */
  readonly name: string;
  readonly value: Resolution;
}

/** A branch of the writer's union, or an item of an array or map, that the reader cannot read: an error if a record contains one. */
export interface UnreadableResolution {
  readonly kind: 'unreadable';
  readonly reason: string;
}

/** How to go from a writer's bytes to the reader's value, with schema resolution already done. Recursive where the schemas are. */
export type Resolution =
  | { readonly kind: 'null' }
  | LeafResolution
  | RecordResolution
  | EnumResolution
  | ArrayResolution
  | MapResolution
  | UnionResolution
  | WrappedResolution
  | UnreadableResolution;

/** How to pass over a writer's value. */
export type Skip =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'leaf'; readonly skip: LeafSkip; readonly args: readonly number[] }
  | {
      readonly kind: 'record';
      readonly writer: RecordType;
      readonly recursive: boolean;
      readonly fields: readonly { readonly name: string; readonly skip: Skip }[];
    }
  | { readonly kind: 'array'; readonly items: Skip; readonly itemBytes: number }
  | { readonly kind: 'map'; readonly values: Skip }
  | { readonly kind: 'union'; readonly branches: readonly Skip[] };
