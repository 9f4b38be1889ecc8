import type { Config } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { drawRecords, type DrawnPart, type DrawnRecord } from '../emit/draw-records.js';
import { hasSchema, type PartModel, type TopicModel } from '../model/topic-model.js';
import { encodeConfluent } from '../records/confluent/encode-confluent.js';
import type { DocumentOf } from '../records/confluent/served-schema.js';
import { isBase64 } from '../records/base64-bytes.js';
import { inputProblem, noRecords } from '../records/input-problem.js';
import { inputText } from '../records/input-text.js';
import type { OutgoingRecord } from '../records/produce/outgoing-record.js';
import { spoilValue } from '../records/produce/spoil-value.js';
import { spread } from '../records/produce/spread.js';
import { readDocuments } from '../records/read-documents.js';
import { KafkaHeaders } from '../runtime/kafka/kafka-headers.js';
import type { ProduceOptions } from './produce-options.js';
import { readTopics } from './read-topics.js';
import { registerIds } from './register-ids.js';

/** Records of the fixture of a config's only topic, with the poison and the tombstones that are asked for. */
export async function fixtureRecords(
  config: Config,
  options: ProduceOptions,
): Promise<Result<readonly OutgoingRecord[]>> {
  const { count = 1, poison = 0, tombstones = 0, seed } = options;
  if (poison + tombstones > count)
    return refuse(`${poison} undecodable records and ${tombstones} tombstones are more than ${count} records`);
  const read = await readTopics(config);
  if (!read.ok) return read;
  const [topic] = read.value.topics;
  if (topic === undefined) throw new Error('a config of one topic has its model');
  const drawn = await drawRecords(topic, { count, seed });
  if (!drawn.ok) return drawn;
  const encoded = await withLibrary(topic, drawn.value, (file) => read.value.schemas.get(file)?.json);
  const registered =
    options.register === true
      ? await registerIds(encoded.value, { config, topic, read: read.value, options })
      : encoded;
  if (!registered.ok) return registered;
  const mixed = mix(topic, registered.value, options);
  return mixed.ok ? { ...mixed, warnings: encoded.warnings } : mixed;
}

/** Keys and values in Confluent's frame are written by the library; the others are as they were drawn. */
async function withLibrary(
  { key, value, topic }: TopicModel,
  records: readonly DrawnRecord[],
  documentOf: DocumentOf,
): Promise<{ readonly ok: true; readonly value: readonly DrawnRecord[]; readonly warnings: readonly Diagnostic[] }> {
  const warnings: Diagnostic[] = [];
  const encoded = async (part: PartModel, what: 'key' | 'value'): Promise<readonly (DrawnPart | undefined)[]> => {
    const parts = records.map((record) => record[what]);
    if (!hasSchema(part) || part.framing !== 'confluent') return parts;
    const given = parts.filter((drawn) => drawn !== undefined);
    const result = await encodeConfluent(
      part,
      given.map(({ bytes }) => bytes),
      documentOf,
    );
    if (result.ok)
      return parts.map((drawn, index) => drawn && { ...drawn, bytes: result.values[index] ?? drawn.bytes });
    warnings.push({
      code: 'library-refused',
      severity: 'warning',
      message: `@kafkajs/confluent-schema-registry does not take the ${what}s of ${topic}: ${result.reason}; this tool's own encoder wrote them`,
    });
    return parts;
  };
  const [keys, values] = [await encoded(key, 'key'), await encoded(value, 'value')];
  return {
    ok: true,
    value: records.map((record, index) => ({ key: keys[index], value: values[index] ?? record.value })),
    warnings,
  };
}

function mix(
  topic: TopicModel,
  records: readonly DrawnRecord[],
  { poison = 0, tombstones = 0, partitions, to }: ProduceOptions,
): Result<readonly OutgoingRecord[]> {
  const poisonous = spread(records.length, poison);
  const deleted = spread(records.length, tombstones, poisonous);
  const outgoing: OutgoingRecord[] = [];
  for (const [index, { key, value }] of records.entries()) {
    const common = {
      key: key?.bytes ?? null,
      ...(key?.schema === undefined ? {} : { keySchema: key.schema }),
      partition: partitions === undefined ? (to === undefined ? undefined : 0) : index % partitions,
    };
    const valueSchema = value.schema === undefined ? {} : { valueSchema: value.schema };
    if (deleted.has(index)) outgoing.push({ ...common, kind: 'tombstone', value: null });
    else if (poisonous.has(index)) {
      const spoilt = spoilValue(topic.value, value.bytes, value.schema?.schemaId?.toString(), index);
      if (spoilt === undefined)
        return refuse(`the values of ${topic.topic} are bytes without a schema: none is undecodable`);
      outgoing.push({ ...common, ...valueSchema, kind: 'poison', value: spoilt });
    } else outgoing.push({ ...common, ...valueSchema, kind: 'value', value: value.bytes });
  }
  return { ok: true, value: outgoing, warnings: [] };
}

/** Captured records of a topic, their bytes as they are. */
export function givenRecords(
  topic: string,
  input: Uint8Array,
  { partitions }: ProduceOptions,
): Result<readonly OutgoingRecord[]> {
  const { captured, faults } = readDocuments(inputText(input));
  if (captured?.kind !== 'records' || faults.length > 0) return { ok: false, problems: [noRecords(faults)] };
  const own = captured.records.flatMap(({ record }) => (record.topic === topic ? [record] : []));
  if (own.length === 0) {
    const others = [...new Set(captured.records.map(({ record }) => record.topic))].join(', ');
    return refuse(`the records of --from are of ${others}, not of ${topic}`, `Name the topic that they are of.`);
  }
  const bytes = (base64: string | null | undefined): Uint8Array | null =>
    base64 === null || base64 === undefined ? null : Buffer.from(base64, 'base64');
  const spoilt = own.find(({ key, value }) => [key, value].some((text) => typeof text === 'string' && !isBase64(text)));
  if (spoilt !== undefined)
    return refuse(`the record of partition ${spoilt.partition}, offset ${spoilt.offset} is not in base64`);
  return {
    ok: true,
    value: own.map((record, index): OutgoingRecord => ({
      kind: typeof record.value === 'string' ? 'value' : 'tombstone',
      key: bytes(record.key),
      value: bytes(record.value),
      headers: [...new KafkaHeaders(record.headers)],
      partition: partitions === undefined ? record.partition : index % partitions,
      ...(record.keySchemaMetadata ? { keySchema: record.keySchemaMetadata } : {}),
      ...(record.valueSchemaMetadata ? { valueSchema: record.valueSchemaMetadata } : {}),
    })),
    warnings: [],
  };
}

function refuse(message: string, help?: string): { readonly ok: false; readonly problems: readonly Diagnostic[] } {
  return { ok: false, problems: [inputProblem(message, help)] };
}
