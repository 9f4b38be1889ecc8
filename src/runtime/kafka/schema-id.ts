import type { RawKafkaRecord } from './kafka-event.js';

/** A writer's schema id: a Confluent id as a number or its digits, a GUID or a UUID, a single-object fingerprint. */
export type SchemaId = number | string;

/** Finds the writer schema id of a key or value that comes next to the bytes. */
export type SchemaIdOf = (record: RawKafkaRecord, part: 'key' | 'value') => string | undefined;
