import type { Message } from 'kafkajs';
import { expect, test, vi } from 'vitest';

import { corpusText } from '../oracle/corpus.js';
import { generatedConsumer, type WireRecord } from './generated-consumer.js';
import { produce } from './produce.js';
import { startWires } from './wire.js';
import {
  bareFormat,
  confluentFormat,
  glueFormat,
  inProcessFormat,
  kafkajsFormat,
  type TopicSchemas,
  type WireFormat,
} from './wire-format.js';

const avro: TopicSchemas = {
  format: 'AVRO',
  key: corpusText('kafka-connect-datagen/schemas/users_schema.avro'),
  value: corpusText('apache-avro/schemas/interop.avsc'),
};
const json: TopicSchemas = {
  format: 'JSON',
  key: corpusText('aws-glue-schema-registry/json/schema/draft07/person.schema.json'),
  value: corpusText('aws-glue-schema-registry/json/schema/draft07/personRecursive.schema.json'),
};

const avroKey = { registertime: 1_487_715_775_521, userid: 'User_1', regionid: 'Région_✓', gender: 'OTHER' };
// avsc writes no long below -(2 ** 52) rightly.
const interop = {
  intField: -(2 ** 31),
  longField: 2 ** 53 - 2,
  stringField: 'grüße, 世界 👋 \u0000',
  boolField: true,
  floatField: 1.5,
  doubleField: Math.PI,
  bytesField: Buffer.from([0, 3, 128, 255]),
  nullField: null,
  arrayField: [0.1, -1e300, 5e-324],
  mapField: { '': { label: 'none' }, constructor: { label: 'own' } },
  unionField: [Buffer.from('a'), Buffer.alloc(0)],
  enumField: 'B',
  fixedField: Buffer.alloc(16, 0xee),
  recordField: { label: 'root', children: [{ label: 'leaf', children: [] }] },
};
const avroValues = [
  interop,
  { ...interop, longField: -(2 ** 52), unionField: false, mapField: {}, arrayField: [] },
  { ...interop, doubleField: -0, unionField: -273.15, stringField: 'x'.repeat(100_000) },
];

// A document of the corpus: an object.
const family = JSON.parse(corpusText('aws-glue-schema-registry/json/personRecursive.json')) as object;
const jsonKey = { firstName: 'Zoë', lastName: 'O\u2028Brien', age: 0 };
const jsonValues = [family, {}, { person: { name: '👩‍👧 "\\', children: [] }, more: [1e21, -0.5, null, true] }];

interface Case {
  readonly start: () => Promise<WireFormat> | WireFormat;
  readonly key: object;
  readonly values: readonly object[];
}

const avroCase = (start: Case['start']): Case => ({ start, key: avroKey, values: avroValues });
const jsonCase = (start: Case['start']): Case => ({ start, key: jsonKey, values: jsonValues });

const cases: Readonly<Record<string, Case>> = {
  '@kafkajs/confluent-schema-registry, Avro': avroCase(() => kafkajsFormat(avro)),
  '@kafkajs/confluent-schema-registry, JSON': jsonCase(() => kafkajsFormat(json)),
  '@confluentinc/schemaregistry, Avro': avroCase(() => confluentFormat(avro, 'confluent')),
  '@confluentinc/schemaregistry, JSON': jsonCase(() => confluentFormat(json, 'confluent')),
  '@confluentinc/schemaregistry, Avro with the GUID in a header': avroCase(() =>
    confluentFormat(avro, 'confluent-guid'),
  ),
  '@confluentinc/schemaregistry, JSON with the GUID in a header': jsonCase(() =>
    confluentFormat(json, 'confluent-guid'),
  ),
  '@confluentinc/schemaregistry with its own mock registry, Avro': avroCase(() => inProcessFormat(avro)),
  '@meinestadt.de/glue-schema-registry, Avro': avroCase(() => glueFormat(avro, false)),
  '@meinestadt.de/glue-schema-registry, Avro packed with zlib': avroCase(() => glueFormat(avro, true)),
  'avsc without a framing': avroCase(() => bareFormat(avro)),
  'JSON without a framing': jsonCase(() => bareFormat(json)),
};

const START = 1_700_000_000_000;

const nextWire = startWires(Object.keys(cases).length);

test.for(Object.entries(cases))(
  'what a producer gave to %s is what the generated handler gets',
  async ([, { start, key, values }]) => {
    const { broker, mapping } = nextWire();
    const { root, serialize } = await start();
    const { consume, handler } = await generatedConsumer(root);
    // Each value and a tombstone in every partition.
    const given = [0, 1, 2].flatMap((partition) =>
      [...values, null].map((value, offset) => ({
        partition,
        offset,
        key,
        value,
        timestamp: new Date(START + offset),
      })),
    );
    const messages = given.map(async ({ partition, timestamp, value }): Promise<Message> => {
      const { headers, ...bytes } = await serialize(key, value);
      const trace = ['first', Buffer.from([0, 127, 128, 255])];
      return { ...bytes, partition, timestamp: String(timestamp.getTime()), headers: { ...headers, trace } };
    });
    await produce(broker, await Promise.all(messages));

    const received: WireRecord[] = [];
    const collect = consume((record) => received.push(record), { maxConcurrentPartitions: 1 });
    const { event, answer } = await mapping.deliver(given.length, collect);

    expect(answer).toEqual({ batchItemFailures: [] });
    // A clone has a Uint8Array for each Buffer.
    expect(
      received.map(({ partition, offset, key, value, timestamp }) => ({ partition, offset, key, value, timestamp })),
    ).toEqual(structuredClone(given));
    expect(received.map(({ topic, headers }) => [topic, ...headers.getAll('trace')])).toEqual(
      given.map(() => ['orders', new TextEncoder().encode('first'), Uint8Array.of(0, 127, 128, 255)]),
    );
    expect(event.bootstrapServers).toBe(broker.bootstrapServers);

    const log = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    expect(await handler(event)).toEqual({ batchItemFailures: [] });
    expect(log).toHaveBeenCalledTimes(given.length);
    log.mockRestore();
  },
);
