import {
  branchName,
  type AvroType,
  type EnumType,
  type Field,
  type FixedType,
  type PrimitiveType,
  type RecordType,
} from './schema.js';

/** Which JavaScript value stands for an Avro type, where there is a choice. */
export interface ValueSettings {
  readonly long: 'bigint' | 'number' | 'string';
  readonly bytes: 'Uint8Array' | 'base64';
  readonly date: 'string' | 'Date' | 'number';
  readonly timestampMillis: 'Date' | 'number' | 'bigint' | 'string';
  readonly timestampMicros: 'bigint' | 'Date' | 'string';
  readonly timestampNanos: 'bigint' | 'Date' | 'string';
}

export const DEFAULT_VALUES: ValueSettings = {
  long: 'bigint',
  bytes: 'Uint8Array',
  date: 'string',
  timestampMillis: 'Date',
  timestampMicros: 'bigint',
  timestampNanos: 'bigint',
};

/** The settings of one topic's key or value: `fields` is keyed by `Record.field` or `full.name.of.Record.field`. */
export interface ShapeSettings {
  readonly values: ValueSettings;
  readonly fields: Readonly<Record<string, Partial<ValueSettings>>>;
}

/**
 * How a leaf is represented: `digits` a whole number as text, `decimal` an exact decimal as text, `date` YYYY-MM-DD,
 * `instant` ISO 8601 with Z, `local` ISO 8601 without offset; the others are what they say.
 */
export type LeafForm =
  | 'null'
  | 'boolean'
  | 'number'
  | 'bigint'
  | 'bigintString'
  | 'string'
  | 'uuid'
  | 'bytes'
  | 'base64'
  | 'decimal'
  | 'Date'
  | 'date'
  | 'isoInstant'
  | 'isoLocal'
  | 'duration';

export interface LeafShape {
  readonly kind: 'leaf';
  readonly type: PrimitiveType | FixedType;
  readonly form: LeafForm;
}

export interface EnumShape {
  readonly kind: 'enum';
  readonly type: EnumType;
}

export interface ArrayShape {
  readonly kind: 'array';
  readonly items: Shape;
}

export interface MapShape {
  readonly kind: 'map';
  readonly values: Shape;
}

export interface UnionBranch {
  /** A full name, or `int`, `array`, …. */
  readonly name: string;
  readonly type: AvroType;
  readonly shape: Shape;
}

export interface UnionShape {
  readonly kind: 'union';
  readonly branches: readonly UnionBranch[];
  /** Whether the branches share a JavaScript type, so that each except null is wrapped as `{ $type, value }`. */
  readonly wrapped: boolean;
}

export interface FieldShape {
  readonly field: Field;
  readonly shape: Shape;
}

export interface RecordShape {
  readonly kind: 'record';
  readonly type: RecordType;
  /** Whether it is one of several records of a union, and so has `$type`: its full name. */
  readonly tagged: boolean;
  readonly fields: readonly FieldShape[];
}

/** What a reader's schema looks like as JavaScript values: the schema with every choice made. */
export type Shape = LeafShape | EnumShape | ArrayShape | MapShape | UnionShape | RecordShape;

/** Makes every choice of representation in a reader's schema. */
export function shapeOf(type: AvroType, settings: ShapeSettings): Shape {
  const records = new Map<RecordType, RecordShape>();
  const tagged = new Set<RecordType>();

  const shape = (inner: AvroType, values: ValueSettings): Shape => {
    switch (inner.kind) {
      case 'record':
        return records.get(inner) ?? record(inner);
      case 'array':
        return { kind: 'array', items: shape(inner.items, values) };
      case 'map':
        return { kind: 'map', values: shape(inner.values, values) };
      case 'union':
        return union(inner.branches, values);
      case 'enum':
        return { kind: 'enum', type: inner };
      default:
        return { kind: 'leaf', type: inner, form: leafForm(inner, values) };
    }
  };

  const record = (type: RecordType): RecordShape => {
    const fields: FieldShape[] = [];
    const made: RecordShape = {
      kind: 'record',
      type,
      fields,
      // Known only when the whole schema has been seen.
      get tagged() {
        return tagged.has(type);
      },
    };
    records.set(type, made);
    for (const field of type.fields) {
      fields.push({
        field,
        shape: shape(field.type, { ...settings.values, ...fieldSettings(settings, type, field) }),
      });
    }
    return made;
  };

  const union = (types: readonly AvroType[], values: ValueSettings): UnionShape => {
    const branches = types.map((branch) => ({
      name: branchName(branch),
      type: branch,
      shape: shape(branch, values),
    }));
    const kinds = branches.map((branch) => valueKind(branch.shape));
    const alike = branches.filter((_, index) =>
      kinds.some((kind, other) => other !== index && kind === kinds[index]),
    );
    const wrapped = alike.some((branch) => branch.type.kind !== 'record');
    if (!wrapped)
      for (const branch of alike) if (branch.type.kind === 'record') tagged.add(branch.type);
    return { kind: 'union', branches, wrapped };
  };

  return shape(type, settings.values);
}

/** The kinds of value that JavaScript distinguishes at run time. */
export type ValueKind =
  'null' | 'boolean' | 'number' | 'bigint' | 'string' | 'Uint8Array' | 'Date' | 'array' | 'object';

export function valueKind(shape: Shape): ValueKind {
  switch (shape.kind) {
    case 'enum':
      return 'string';
    case 'array':
      return 'array';
    case 'map':
    case 'record':
    case 'union':
      return 'object';
    case 'leaf':
      return LEAF_KINDS[shape.form];
  }
}

const LEAF_KINDS = {
  null: 'null',
  boolean: 'boolean',
  number: 'number',
  bigint: 'bigint',
  bigintString: 'string',
  string: 'string',
  uuid: 'string',
  bytes: 'Uint8Array',
  base64: 'string',
  decimal: 'string',
  Date: 'Date',
  date: 'string',
  isoInstant: 'string',
  isoLocal: 'string',
  duration: 'object',
} as const satisfies Record<LeafForm, ValueKind>;

function fieldSettings(
  settings: ShapeSettings,
  record: RecordType,
  field: Field,
): Partial<ValueSettings> | undefined {
  const short = record.fullName.slice(record.fullName.lastIndexOf('.') + 1);
  return (
    own(settings.fields, `${record.fullName}.${field.name}`) ??
    own(settings.fields, `${short}.${field.name}`)
  );
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function leafForm(type: PrimitiveType | FixedType, values: ValueSettings): LeafForm {
  const logical = type.logical?.name;
  switch (logical) {
    case 'decimal':
    case 'uuid':
    case 'duration':
      return logical;
    case 'date':
      return values.date === 'string' ? 'date' : values.date;
    case 'timestamp-millis':
      return instantForm(values.timestampMillis);
    case 'timestamp-micros':
      return instantForm(values.timestampMicros);
    case 'timestamp-nanos':
      return instantForm(values.timestampNanos);
    case 'local-timestamp-millis':
    case 'local-timestamp-micros':
    case 'local-timestamp-nanos':
      return 'isoLocal';
    case 'time-millis':
    case 'time-micros':
      return 'number';
    case undefined:
      return plainForm(type.kind, values);
  }
}

function instantForm(setting: 'Date' | 'number' | 'bigint' | 'string'): LeafForm {
  return setting === 'string' ? 'isoInstant' : setting;
}

function plainForm(kind: (PrimitiveType | FixedType)['kind'], values: ValueSettings): LeafForm {
  switch (kind) {
    case 'null':
    case 'boolean':
      return kind;
    case 'int':
    case 'float':
    case 'double':
      return 'number';
    case 'long':
      return values.long === 'string' ? 'bigintString' : values.long;
    case 'string':
      return 'string';
    case 'bytes':
    case 'fixed':
      return values.bytes === 'base64' ? 'base64' : 'bytes';
  }
}
