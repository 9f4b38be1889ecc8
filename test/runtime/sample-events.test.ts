import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDouble, readInt, readString } from '../../src/runtime/avro/read.js';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import { readGlueFrame } from '../../src/runtime/kafka/framing.js';
import type { KafkaEvent } from '../../src/runtime/kafka/kafka-event.js';
import { readRaw } from '../../src/runtime/kafka/plain-read.js';
import { metadataSchemaId } from '../../src/runtime/kafka/record-schema-id.js';
import type { PartBinding } from '../../src/runtime/kafka/topic-binding.js';
import { text } from './plain-bindings.js';

const folder = new URL('../events/', import.meta.url);

/** A record as the handler gets it: topic, partition and offset, key, value, headers. */
type Handled = readonly [place: string, key: string | null, value: unknown, headers: Readonly<Record<string, string>>];

interface Sample {
  readonly value: PartBinding<unknown>;
  readonly handled: readonly Handled[];
}

const hex: PartBinding<string> = { read: (r) => Buffer.from(readRaw(r)).toString('hex') };

/** The schema id that Lambda gives with the record, and the first bytes of the value. */
const beside: PartBinding<string> = {
  read: (r, schemaId) => `${schemaId ?? 'no id'}: ${hex.read(r).slice(0, 8)}`,
  schemaIdOf: metadataSchemaId,
};

const product: PartBinding<unknown> = {
  read: (r) => {
    const value = { id: readInt(r, 'id'), name: readString(r, 'name'), price: readDouble(r, 'price') };
    r.close('Product');
    return value;
  },
};

const user: PartBinding<unknown> = {
  read: (r) => {
    const value = { schema: readGlueFrame(r), name: readString(r, 'name'), age: readInt(r, 'age') };
    r.close('User');
    return value;
  },
  frame: readGlueFrame,
};

const headerKey = { headerKey: 'headerValue' };
const uuid = '8d5596b4-1813-4238-b24b-6dad8e3d1c0c';
const product5 = '{\n  "id": 12345,\n  "name": "product5",\n  "price": 45\n}';

const products: Sample = {
  value: product,
  handled: [
    ['mytopic/0/15', '42', { id: 1001, name: 'Laptop', price: 999.99 }, headerKey],
    ['mytopic/0/16', '42', { id: 1002, name: 'Smartphone', price: 599.99 }, headerKey],
    ['mytopic/0/17', null, { id: 1003, name: 'Headphones', price: 149.99 }, headerKey],
  ],
};

const keyValue: Sample = { value: text, handled: [['mytopic/0/15', 'recordKey', '{"key":"value"}', headerKey]] };

const samples: Readonly<Record<string, Sample>> = {
  'msk-aws-lambda-dotnet.json': {
    value: text,
    handled: [
      [
        'mytopic/12/3043205',
        '338646672',
        'Hello, this is a test.',
        {
          ...headerKey,
          Id: '709e49b6-998d-4c0c-8ef7-b98cfafed08b',
          ModelType: 'ResidentialProduct_AgentDetail',
          Version: '\0\0\0\0\0\0\0\x03',
          IsFullBuild: '\x01',
          IsLowPriority: '\x01',
          // A big-endian long, not text.
          OriginationTimestamp: '\0\0\x01\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD',
          traceparent: '00-691cce72f274a6d68af668f63ab4a9c1-5aa29b6ca3a1e92f-00',
        },
      ],
    ],
  },
  // The header is not UTF-8: 118 220 0 127 128.
  'msk-aws-lambda-go.json': {
    value: text,
    handled: [['AWSKafkaTopic/0/0', uuid, uuid, { headerKey: 'v\uFFFD\0\x7F\uFFFD' }]],
  },
  'msk-aws-lambda-java-tests.json': {
    value: text,
    handled: [['mytopic/0/15', null, 'Hello from Kafka !!', headerKey]],
  },
  'msk-aws-lambda-rust.json': { value: text, handled: [['AWSKafkaTopic/0/0', uuid, uuid, headerKey]] },
  'msk-powertools-java-avro.json': products,
  'msk-powertools-java-json.json': {
    value: text,
    handled: [
      ['mytopic/0/15', '42', '{"price":999.99,"name":"Laptop","id":1001}', headerKey],
      ['mytopic/0/15', '42', '{"price":599.99,"name":"Smartphone","id":1002}', headerKey],
      ['mytopic/0/15', null, '{"price":149.99,"name":"Headphones","id":1003}', headerKey],
    ],
  },
  'msk-powertools-java-protobuf.json': {
    value: beside,
    handled: [
      ['mytopic/0/15', '42', 'no id: 08e90712', headerKey],
      ['mytopic/0/16', '42', '123: 0008e907', headerKey],
      ['mytopic/0/17', null, '456: 04020008', headerKey],
      ['mytopic/0/18', '42', '12345678-1234-1234-1234-123456789012: 0108e907', headerKey],
    ],
  },
  'msk-powertools-java-serialization.json': {
    value: text,
    handled: [
      ['mytopic1/0/15', null, '{"id":1234, "name":"product", "price":42}', {}],
      ['mytopic2/0/15', null, '{"id":12345, "name":"product5", "price":45}', {}],
    ],
  },
  'msk-powertools-python.json': keyValue,
  'msk-powertools-ts-avro.json': products,
  'msk-powertools-ts-default.json': {
    value: text,
    handled: [
      ['mytopic/0/15', 'recordKey', product5, headerKey],
      ['mytopic/0/16', null, product5, headerKey],
      ['mytopic/0/17', null, product5, headerKey],
    ],
  },
  'msk-powertools-ts-docs-avro.json': {
    value: user,
    handled: [
      [
        'python-with-avro-doc/3/0',
        '123',
        { schema: '574f6a9a-9548-4dea-86a3-d82c0479a116', name: 'Powertools', age: 5 },
        {},
      ],
    ],
  },
  'msk-powertools-ts-docs-json.json': {
    value: text,
    handled: [['python-with-avro-doc/5/0', '123', '{"name": "Powertools", "age": 5}', {}]],
  },
  'msk-powertools-ts-docs-protobuf.json': {
    value: hex,
    handled: [['python-with-avro-doc/5/1', '123', '0a0a706f776572746f6f6c731005', {}]],
  },
  'msk-powertools-ts-parser-base.json': keyValue,
  'msk-powertools-ts-protobuf-confluent.json': {
    value: beside,
    handled: [
      ['confluent_proto/0/4209910', 'a8e40971-1552-420d-a7c9-b8982325702d', '1: 02020a24', {}],
      ['confluent_proto/0/4209911', '4dcfc61b-3993-49c3-a04f-8a6c7aaf7881', '1: 02020a24', {}],
      ['confluent_proto/0/4209912', '2a861628-0800-4b76-bd3f-6ecba7cd286c', '1: 02020a24', {}],
      ['confluent_proto/0/4209913', '71320c73-ec57-446e-bd5b-9252d6943182', '1: 02020a24', {}],
    ],
  },
  'msk-powertools-ts-protobuf-glue.json': {
    value: beside,
    handled: [['gsr_proto/0/18', '42', '12345678-1234-1234-1234-123456789012: 010a0331', headerKey]],
  },
  'msk-powertools-ts-protobuf.json': {
    value: beside,
    handled: [
      ['mytopic/0/15', '42', 'no id: 08e90712', headerKey],
      ['mytopic/0/16', '42', '7d55d475-2244-4485-8341-f74468c1e058: 08ea0712', headerKey],
      ['mytopic/0/17', null, '2: 08eb0712', headerKey],
    ],
  },
  'msk-serverless-patterns-no-key.json': {
    value: text,
    handled: [
      ['myTopic/0/250', null, 'f', {}],
      ['myTopic/0/251', null, 'g', {}],
    ],
  },
  'self-managed-powertools-python.json': keyValue,
};

function sampleEvent(file: string): KafkaEvent {
  // Published events; that they are Kafka events is for the consumer to find.
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as KafkaEvent;
}

/** Each sample has a topic of its own. */
const ANY_TOPIC = { topics: () => true };

test('every sample event is tried', () => {
  expect(Object.keys(samples)).toEqual(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort(),
  );
});

test.each(Object.entries(samples))('the records of %s are handled in order', async (file, { value, handled }) => {
  const seen: Handled[] = [];
  const consume = consumeRecords<string, unknown>(
    { topic: 'sample', key: text, value, reportBatchItemFailures: false },
    (record) => {
      const headers = Array.from(record.headers, ([name, bytes]) => [name, Buffer.from(bytes).toString()]);
      const place = `${record.topic}/${record.partition}/${record.offset}`;
      seen.push([place, record.key, record.value, Object.fromEntries(headers)]);
    },
    ANY_TOPIC,
  );

  expect(await consume(sampleEvent(file))).toBeUndefined();
  expect(seen).toEqual(handled);
});

test.each(Object.keys(samples))(
  'when all records of %s fail, the answer names each by the key of the map',
  async (file) => {
    const event = sampleEvent(file);
    const consume = consumeRecords<string, string>(
      { topic: 'sample', key: text, value: hex, reportBatchItemFailures: true },
      () => Promise.reject(new Error('no')),
      ANY_TOPIC,
    );

    expect(await consume(event)).toEqual({
      batchItemFailures: Object.entries(event.records).flatMap(([partition, records]) =>
        records.map(({ offset }) => ({ itemIdentifier: { partition, offset } })),
      ),
    });
  },
);
