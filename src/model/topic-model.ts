import type { Framing } from '../config/config.js';
import type { Resolution } from '../runtime/avro-resolution.js';
import type { AvroType } from '../runtime/avro-schema.js';
import type { Shape } from '../runtime/value-shape.js';
import type { TopicNames } from './identifiers.js';

/** One writer's schema, resolved to the reader's. */
export interface VersionModel {
  /** The writer's schema id in the frame; null where the config gives none. */
  readonly id: string | null;
  readonly file: string;
  readonly type: AvroType;
  readonly resolution: Resolution;
}

export interface AvroSide {
  readonly kind: 'avro';
  readonly framing: Framing;
  /** Oldest first; the last one is the reader's. */
  readonly versions: readonly VersionModel[];
  /** The last of `versions`. */
  readonly reader: VersionModel;
  readonly shape: Shape;
}

/** A key or a value: UTF-8 text, raw bytes, or Avro. */
export type SideModel = { readonly kind: 'string' } | { readonly kind: 'bytes' } | AvroSide;

/** All that is known of a topic: what every generated file is made of. */
export interface TopicModel {
  /** The Kafka topic's name. */
  readonly topic: string;
  readonly names: TopicNames;
  readonly key: SideModel;
  readonly value: SideModel;
  readonly reportBatchItemFailures: boolean;
}

/** The records of a value that is a union of two or more records: what a handler switches over. */
export function recordBranches(
  side: SideModel,
): readonly { readonly fullName: string; readonly shape: Extract<Shape, { kind: 'record' }> }[] {
  if (side.kind !== 'avro' || side.shape.kind !== 'union' || side.shape.wrapped) return [];
  const branches = side.shape.branches.map(({ name, shape }) => ({ fullName: name, shape }));
  const records = branches.flatMap(({ fullName, shape }) => (shape.kind === 'record' ? [{ fullName, shape }] : []));
  return records.length > 1 && branches.every(({ fullName, shape }) => shape.kind === 'record' || fullName === 'null')
    ? records
    : [];
}
