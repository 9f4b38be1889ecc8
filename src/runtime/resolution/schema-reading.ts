import type { Attributes, AvroType, Field, NamedType, RecordType } from './schema.js';
import { pointerStep } from '../json-pointer.js';

/** A rule of the Avro specification that a schema breaks, and where. */
export interface SchemaFault {
  /** The file it stands in, when the schema spans several (see `Definitions`). */
  readonly file: string | undefined;
  /** JSON pointer. */
  readonly pointer: string;
  readonly message: string;
  /** A name of a type that is not known, and those that are. */
  readonly unknown?: { readonly name: string; readonly known: readonly string[] };
}

/** Finds the file that defines a full name, for schemas that are split over several. */
export type Definitions = (
  fullName: string,
) => { readonly file: string; readonly json: unknown } | undefined;

/** How deep the JSON of a schema may nest: a bound for hostile schemas. */
export const MAX_NESTING = 200;

export type Json = Readonly<Record<string, unknown>>;

/** Where a part of the JSON stands. */
export interface Place {
  readonly file: string | undefined;
  readonly pointer: string;
  readonly namespace: string;
  readonly depth: number;
}

/** A field whose default may turn out to be wrong when every type is known. */
export type FieldBeingRead = Omit<Field, 'default'> & { default: unknown };

/** A schema as far as it is read. */
export interface SchemaReading {
  readonly faults: SchemaFault[];
  readonly readerFaults: SchemaFault[];
  readonly remarks: SchemaFault[];
  readonly definitions: Definitions;
  readonly named: Map<string, NamedType>;
  readonly filesRead: Set<string>;
  /** How many types, references followed, stand one in another from a record down. */
  readonly heights: Map<AvroType, number>;
  /** Of records. */
  readonly places: Map<RecordType, Place>;
  /** They are checked when every type that they may need is known. */
  readonly defaults: { readonly field: FieldBeingRead; readonly place: Place }[];
  /** The type that a part of the JSON stands for. */
  readonly typeOf: (json: unknown, place: Place) => AvroType;
}

/** Stands for a type that has a fault, so that reading goes on and finds the others. */
export const UNREADABLE: AvroType = { kind: 'null', logical: undefined, attributes: {} };

export function reportFault(reading: SchemaReading, place: Place, message: string): AvroType {
  reading.faults.push({ file: place.file, pointer: place.pointer, message });
  return UNREADABLE;
}

export function reportReaderFault(reading: SchemaReading, place: Place, message: string): void {
  reading.readerFaults.push({ file: place.file, pointer: place.pointer, message });
}

export function reportRemark(reading: SchemaReading, place: Place, message: string): void {
  reading.remarks.push({ file: place.file, pointer: place.pointer, message });
}

export function within(place: Place, step: string | number): Place {
  const token = typeof step === 'number' ? step : pointerStep(step);
  return { ...place, pointer: `${place.pointer}/${String(token)}`, depth: place.depth + 1 };
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function describe(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : 'an object';
}

const DEFINED = new Set(['type', 'name', 'namespace', 'aliases', 'doc', 'logicalType']);

/** The members that the specification does not define, nor the kind of type (`also`). */
export function attributesOf(json: Json, also: readonly string[]): Attributes {
  return Object.fromEntries(
    Object.entries(json).filter(([name]) => !DEFINED.has(name) && !also.includes(name)),
  );
}
