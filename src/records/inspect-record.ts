import { hasSchema, type PartModel, type TopicModel } from '../model/topic-model.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { headerSchemaId, metadataSchemaId } from '../runtime/kafka/record-schema-id.js';
import { base64Bytes } from './base64-bytes.js';
import type { CapturedRecord, LetterReason } from './captured.js';
import { likelyCauses } from './likely-causes.js';
import { wireId } from '../model/wire-id.js';
import { faultOf, readPart, type PartFault, type PartReading } from './read-part.js';
import type { BrokenPart, LikelyCause } from './suspect.js';

/** What is known of a key or value. */
export interface InspectedPart extends Omit<PartReading, 'fault'> {
  /** `absent`: no key, or a tombstone. */
  readonly state: 'read' | 'broken' | 'absent';
  /** How many bytes it has, frame included. */
  readonly size: number;
  readonly fault: (PartFault & { readonly bytesAround: BytesAround }) | undefined;
  /** The most likely first; empty unless it is broken. */
  readonly causes: readonly LikelyCause[];
}

/** The bytes near a fault, in hex. */
interface BytesAround {
  /** Offset of the first one. */
  readonly start: number;
  readonly hex: string;
}

/** A record, or a single key or value of a topic, read field by field. */
export interface InspectedRecord {
  /** The topic of the config that it is read as. */
  readonly topic: string;
  /** Undefined for a single key or value. */
  readonly partition: number | undefined;
  readonly offset: number | undefined;
  readonly key: InspectedPart | undefined;
  readonly value: InspectedPart | undefined;
  /** Why it became a dead letter, if it is one. */
  readonly deadLetter: LetterReason | undefined;
}

/** What stands around the records: the topics of the config and the rules of their schemas. */
export interface InspectWorld {
  readonly topics: readonly TopicModel[];
  readonly rulesOf: BrokenPart['rulesOf'];
}

/** Reads a record of an event as its topic's consumer would. */
export function inspectRecord(
  { record, letter }: CapturedRecord,
  topic: TopicModel,
  world: InspectWorld,
): InspectedRecord {
  return {
    topic: topic.topic,
    partition: record.partition,
    offset: record.offset,
    key: inspectRecordPart(record, 'key', topic, world),
    value: inspectRecordPart(record, 'value', topic, world),
    deadLetter: letter,
  };
}

function inspectRecordPart(
  record: RawKafkaRecord,
  what: 'key' | 'value',
  topic: TopicModel,
  world: InspectWorld,
): InspectedPart {
  const base64 = record[what];
  if (base64 === undefined || base64 === null) return ABSENT;
  const metadata = what === 'key' ? record.keySchemaMetadata : record.valueSchemaMetadata;
  return inspectBase64(topic[what], base64, world, {
    schemaId: givenId(topic[what], record, what),
    dataFormat: metadata?.dataFormat,
  });
}

/** Reads a key or value as an event has it. */
export function inspectBase64(
  part: PartModel,
  base64: string,
  world: InspectWorld,
  metadata: PartMetadata,
): InspectedPart {
  try {
    return inspectBytes(part, base64Bytes(base64), world, metadata);
  } catch (error) {
    const bytes = Buffer.from(base64, 'base64');
    const fault = { ...faultOf(error), bytesAround: bytesAround(bytes, bytes.length) };
    return { ...ABSENT, state: 'broken', size: bytes.length, fault };
  }
}

/** The id that comes next to the bytes, where the framing has it there. */
export function givenId(part: PartModel, record: RawKafkaRecord, what: 'key' | 'value'): string | undefined {
  if (!hasSchema(part)) return undefined;
  if (part.framing === 'lambda' || part.framing === 'lambda-json') return metadataSchemaId(record, what);
  try {
    return part.framing === 'confluent-guid' ? headerSchemaId(record, what) : undefined;
  } catch {
    return undefined;
  }
}

const ABSENT: InspectedPart = {
  state: 'absent',
  size: 0,
  framing: undefined,
  schemaId: undefined,
  schemaFile: undefined,
  payloadStart: 0,
  fields: [],
  value: undefined,
  fault: undefined,
  causes: [],
};

/** What an event says of a key or value. */
interface PartMetadata {
  readonly schemaId?: string | undefined;
  readonly dataFormat?: string | undefined;
}

/** Reads a key or value; if it is broken, says where and why. */
export function inspectBytes(
  part: PartModel,
  bytes: Buffer,
  world: InspectWorld,
  { schemaId, dataFormat }: PartMetadata = {},
): InspectedPart {
  const reading = readPart(part, bytes, schemaId);
  const { fault } = reading;
  if (fault === undefined) return { ...reading, state: 'read', size: bytes.length, fault: undefined, causes: [] };
  const broken: BrokenPart = {
    part,
    bytes,
    reading,
    dataFormat,
    ownerOf: (id) => ownerOf(id, part, world.topics),
    rulesOf: world.rulesOf,
  };
  return {
    ...reading,
    state: 'broken',
    size: bytes.length,
    fault: { ...fault, bytesAround: bytesAround(bytes, fault.byteOffset) },
    causes: likelyCauses(broken),
  };
}

function ownerOf(id: string, part: PartModel, topics: readonly TopicModel[]): ReturnType<BrokenPart['ownerOf']> {
  for (const { topic, key, value } of topics)
    for (const other of [key, value]) {
      if (other === part || !hasSchema(other)) continue;
      const version = [...other.versions].find((one) => wireId(other, one) === id);
      if (version !== undefined) return { topic, file: version.file };
    }
  return undefined;
}

const AROUND = 16;

function bytesAround(bytes: Buffer, offset: number): BytesAround {
  const start = Math.max(0, Math.min(offset, bytes.length) - AROUND);
  return { start, hex: bytes.toString('hex', start, Math.min(bytes.length, offset + AROUND)) };
}
