import { hasSchema, type PartModel, type SchemaPart, type TopicModel } from '../../model/topic-model.js';
import { wireId } from '../../model/wire-id.js';
import type { RawKafkaRecord } from '../../runtime/kafka/kafka-event.js';
import type { ConfluentCodec } from '../confluent/confluent-codec.js';
import { givenId, inspectBase64, type InspectedPart, type InspectWorld } from '../inspect-record.js';
import type { GeneratedDecoder } from './generated-decoder.js';
import { mappedRecord } from './mapped-record.js';
import { verifyPart, type VerifiedPart } from './verify-part.js';

export interface VerifiedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: VerifiedPart;
  readonly value: VerifiedPart;
}

/** A topic, and what its records are read with. */
interface TopicToVerify {
  /** As the generated decoder was made. */
  readonly topic: TopicModel;
  /** With all versions that are in the snapshot. */
  readonly whole: TopicModel;
  readonly decoder: GeneratedDecoder;
  /** The library for a key or value in Confluent's frame; undefined where it does not take the schema of that id. */
  readonly codecOf: (what: 'key' | 'value', id: number) => Promise<ConfluentCodec | undefined>;
  readonly world: InspectWorld;
}

/** Reads records twice, and compares what was read. */
export async function verifyTopic(
  records: readonly RawKafkaRecord[],
  toVerify: TopicToVerify,
): Promise<readonly VerifiedRecord[]> {
  const verified: VerifiedRecord[] = [];
  for (const raw of records) {
    const record = mappedRecord(raw, toVerify.topic);
    const { partition, offset } = record;
    const key = await verifyRecordPart(record, 'key', toVerify);
    const value = await verifyRecordPart(record, 'value', toVerify);
    verified.push({ topic: toVerify.topic.topic, partition, offset, key, value });
  }
  return verified;
}

const NOTHING = {
  schemaId: undefined,
  schemaFile: undefined,
  fault: undefined,
  causes: [],
  secondReader: null,
  difference: undefined,
} as const;

async function verifyRecordPart(
  record: RawKafkaRecord,
  what: 'key' | 'value',
  { topic, whole, decoder, codecOf, world }: TopicToVerify,
): Promise<VerifiedPart> {
  const base64 = record[what];
  if (base64 === null || base64 === undefined) return { ...NOTHING, verdict: 'absent' };
  const bytes = Buffer.from(base64, 'base64');
  const given = givenId(topic[what], record, what);
  const inspected = inspectBase64(whole[what], base64, world, { schemaId: given });
  const { schemaId, schemaFile, fault, causes } = inspected;
  const about = { ...NOTHING, schemaId, schemaFile, fault, causes };
  if (fault?.at === 'base64') return { ...about, verdict: 'undecodable' };
  if (!isKnown(topic[what], schemaId)) {
    if (!isKnown(whole[what], schemaId)) return { ...about, verdict: 'unknown-schema' };
    return { ...about, verdict: fault === undefined ? 'slow-path' : 'undecodable' };
  }
  const codec = isConfluent(whole[what], bytes, inspected) ? await codecOf(what, Number(schemaId)) : undefined;
  return verifyPart({ part: topic[what], bytes, given, inspected, decode: decoder[what], codec });
}

/** Whether a decoder has the schema of a record; one without ids reads all records, and any JSON Schema is the reader's. */
function isKnown(part: PartModel, schemaId: string | undefined): boolean {
  if (part.kind !== 'avro' || schemaId === undefined) return true;
  const ids = part.versions.map((version) => wireId(part, version));
  return ids.every((id) => id === null) || ids.includes(schemaId);
}

function isConfluent(
  part: PartModel,
  bytes: Uint8Array,
  { schemaId, payloadStart }: InspectedPart,
): part is SchemaPart {
  if (!hasSchema(part) || (part.framing !== 'confluent' && part.framing !== 'auto')) return false;
  return schemaId !== undefined && payloadStart === 5 && bytes[0] === 0;
}

/** How many records have each version of a key or value, the most frequent first. */
export interface VersionShare {
  readonly part: 'key' | 'value';
  readonly schemaId: string | null;
  /** Null for a schema that is not known. */
  readonly file: string | null;
  readonly records: number;
  /** Of the records that have the part, from 0 to 1. */
  readonly share: number;
}

/** The share of each version among records. */
export function versionShares(records: readonly VerifiedRecord[]): readonly VersionShare[] {
  return (['key', 'value'] as const).flatMap((part) => {
    const counts = new Map<string, { schemaId: string | null; file: string | null; records: number }>();
    const present = records.filter((record) => record[part].verdict !== 'absent');
    for (const record of present) {
      const { schemaId = null, schemaFile: file = null } = record[part];
      if (schemaId === null && file === null) continue;
      const name = JSON.stringify([schemaId, file]);
      const known = counts.get(name) ?? { schemaId, file, records: 0 };
      counts.set(name, { ...known, records: known.records + 1 });
    }
    return [...counts.values()]
      .map((count): VersionShare => ({ part, ...count, share: count.records / present.length }))
      .toSorted((a, b) => b.records - a.records);
  });
}
