import type { ConsumerRegistry, Framing } from '../config/config.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../config/json-settings.js';
import type { JsonDecimals } from '../runtime/avro/json-decimal.js';
import type { Resolution } from '../runtime/resolution/resolution.js';
import type { AvroType } from '../runtime/resolution/schema.js';
import type { Shape, ShapeSettings } from '../runtime/resolution/value-shape.js';
import type { TopicNames } from './topic-names.js';

/** One writer's schema, resolved to the reader's. */
export interface VersionModel {
  /** The writer's schema id in the frame; null where the config gives none. */
  readonly id: string | null;
  readonly file: string;
  readonly type: AvroType;
  readonly resolution: Resolution;
  /** The files that it takes types from, without its own. */
  readonly files: readonly string[];
}

export interface AvroPart {
  readonly kind: 'avro';
  readonly framing: Exclude<Framing, 'auto'>;
  /** Oldest first; the last one is the reader's. */
  readonly versions: readonly VersionModel[];
  /** The last of `versions`; where records of several subjects share the topic its type is the union of them. */
  readonly reader: VersionModel;
  /** Where records of several subjects share the topic: the newest version of each, as which its records are written. */
  readonly members?: readonly VersionModel[];
  readonly shape: Shape;
  /** What `shape` was made with. */
  readonly settings: ShapeSettings;
  /** How decimals come with the framing `lambda-json`; undefined where it has to be seen from the value. */
  readonly jsonDecimals?: JsonDecimals | undefined;
  /** Where the consumer fetches a writer's schema that is none of `versions`; undefined where such a record fails. */
  readonly registry: ConsumerRegistry | undefined;
}

/** One version of a JSON Schema. Records do not need their writer's: the reader's validates them all. */
export interface JsonVersion {
  /** The schema id in the frame; null where the config gives none. */
  readonly id: string | null;
  readonly file: string;
  readonly schema: JsonSchema;
  /** Every file that the schema reaches by reference, its own first. */
  readonly files: readonly string[];
}

/** One of several subjects whose records share a topic. */
export interface JsonMember {
  readonly subject: string;
  /** The schema of its newest version, named after the subject where it does not name itself. */
  readonly schema: JsonSchema;
  /** Oldest first. */
  readonly versions: readonly JsonVersion[];
  /** The last of `versions`, with which all are validated and its records are written. */
  readonly reader: JsonVersion;
}

export interface JsonPart {
  readonly kind: 'json';
  readonly framing: Exclude<Framing, 'single-object'>;
  /** Oldest first; the last one is the reader's. */
  readonly versions: readonly JsonVersion[];
  /** The last of `versions`; where records of several subjects share the topic its schema is the union of theirs. */
  readonly reader: JsonVersion;
  /** The subjects where records of several share the topic. */
  readonly members?: readonly JsonMember[];
  readonly settings: JsonSettings;
  /** A value for the fixture, as it is in JSON, where the team gives one. */
  readonly sample: { readonly file: string; readonly value: unknown } | undefined;
}

/** A key or a value: UTF-8 text, raw bytes, Avro or JSON. */
export type PartModel =
  | { readonly kind: 'string' }
  /** `isDefault`: the config says nothing of it, so neither samples nor an encoder are generated. */
  | { readonly kind: 'bytes'; readonly isDefault?: boolean }
  | AvroPart
  | JsonPart;

/** All that is known of a topic: what every generated file is made of. */
export interface TopicModel {
  /** The Kafka topic's name. */
  readonly topic: string;
  readonly names: TopicNames;
  readonly key: PartModel;
  readonly value: PartModel;
  readonly reportBatchItemFailures: boolean;
}

/** A key or value that has a schema. */
export type SchemaPart = AvroPart | JsonPart;

export function hasSchema(part: PartModel): part is SchemaPart {
  return part.kind === 'avro' || part.kind === 'json';
}

/** The records of a value that is a union of two or more records: what a handler switches over. */
export function recordBranches(
  part: PartModel,
): readonly { readonly fullName: string; readonly shape: Extract<Shape, { kind: 'record' }> }[] {
  if (part.kind !== 'avro' || part.shape.kind !== 'union' || part.shape.wrapped) return [];
  const branches = part.shape.branches.map(({ name, shape }) => ({ fullName: name, shape }));
  const records = branches.flatMap(({ fullName, shape }) => (shape.kind === 'record' ? [{ fullName, shape }] : []));
  return records.length > 1 && branches.every(({ fullName, shape }) => shape.kind === 'record' || fullName === 'null')
    ? records
    : [];
}
