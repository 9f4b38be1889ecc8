import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { printSubject, sha256, subjectPath, versionPath } from '../../src/sources/snapshot-subject.js';
import { repository, type ProjectFiles } from './temp-project.js';

const corpus = {
  unions: 'apache-avro/cpp/big_union.avsc',
  'cpp-words': 'apache-avro/cpp/cpp_reserved_words.avsc',
  'redundant-unions': 'apache-avro/cpp/union_redundant_types.avsc',
  'logical-types': 'linkedin-avro-util/schemas/TestRecordWithLogicalTypes.avsc',
  cloudevents: 'cloudevents/cloudevents.avsc',
};

const jsonCorpus = {
  cloudevent: 'cloudevents/cloudevents.json',
  'test-case': 'eiffel/EiffelTestCaseFinishedEvent/4.1.1.json',
  'change-merged': 'cdevents/changemerged/v0.2.0.json',
  answer: 'govuk-content-schemas/answer.notification.json',
};

/** Events that `kind` tells apart, with what becomes Dates and bigints, and a key that they share. */
const cartEvents = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $defs: {
    Cart: { type: 'object', properties: { cart: { type: 'string', format: 'int64' } }, required: ['cart'] },
    Instant: { type: 'string', format: 'date-time' },
  },
  oneOf: [
    {
      title: 'Cart opened',
      allOf: [{ $ref: '#/$defs/Cart' }],
      type: 'object',
      properties: { kind: { const: 'opened' }, at: { $ref: '#/$defs/Instant' } },
      required: ['kind', 'at'],
    },
    {
      title: 'Date',
      type: 'object',
      properties: {
        kind: { const: 'left' },
        cart: { type: 'integer', format: 'int64' },
        items: { type: 'array', items: { enum: ['a', 'b', 1, null] }, minItems: 1, uniqueItems: true },
        seen: { type: 'object', additionalProperties: { $ref: '#/$defs/Instant' } },
      },
      required: ['kind', 'cart'],
      additionalProperties: false,
    },
  ],
};

const parcel = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', required: ['parcel'] };

/** Schemas of several subjects, whose records share a topic; the newest version is the last. */
const subjects: Readonly<Record<string, readonly object[]>> = {
  'fulfilments-shop.Packed': [
    { type: 'record', name: 'Packed', namespace: 'shop', fields: [{ name: 'box', type: 'int' }] },
    { type: 'record', name: 'Packed', namespace: 'shop', fields: [{ name: 'box', type: ['null', 'long'] }] },
  ],
  'fulfilments-shop.Date': [
    {
      type: 'record',
      name: 'Date',
      namespace: 'shop',
      fields: [{ name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } }],
    },
  ],
  sent: [
    {
      ...parcel,
      properties: { parcel: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
      required: ['parcel', 'at'],
    },
  ],
  lost: [{ ...parcel, properties: { parcel: { type: 'integer', format: 'int64' } } }],
  'held-value': [{ ...parcel, properties: { parcel: { const: 'held' } } }],
  'freed-value': [{ ...parcel, properties: { parcel: { const: 'freed' }, by: { type: 'string' } } }],
};

/** What `pull` would have written for a subject. */
function vendored(subject: string, schemas: readonly object[], firstId: number): Readonly<Record<string, string>> {
  const texts = schemas.map((schema) => JSON.stringify(schema));
  const versions = texts.map((text, index) => ({
    version: index + 1,
    id: firstId + index,
    guid: `00000000-0000-4000-8000-${String(firstId + index).padStart(12, '0')}`,
    type: text.includes('"record"') ? ('AVRO' as const) : ('JSON' as const),
    sha256: sha256(text),
    references: [],
  }));
  const files = versions.map((version, index) => [
    versionPath('schemas/registry', subject, version),
    texts[index] ?? '',
  ]);
  return Object.fromEntries([
    ...files,
    [subjectPath('schemas/registry', subject), printSubject({ subject, versions })],
  ]) as Readonly<Record<string, string>>;
}

/** The shop of `schemas/` in every framing, with schemas of the corpus that are hard on names and those of several subjects. */
export function shopProject(settings: Readonly<Record<string, unknown>> = {}): ProjectFiles {
  const uuid = '5f0c1f9e-7d5b-4a55-9a3e-2b1c3d4e5f60';
  const schemas: Record<string, string> = {};
  for (const path of readdirSync(join(repository, 'schemas'), { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.avsc')) schemas[`schemas/${path}`] = readFileSync(join(repository, 'schemas', path), 'utf8');
  }
  for (const [name, path] of Object.entries(corpus)) {
    schemas[`corpus/${name}.avsc`] = readFileSync(join(repository, 'test/corpus', path), 'utf8');
  }
  for (const [name, path] of Object.entries(jsonCorpus)) {
    schemas[`corpus/${name}.json`] = readFileSync(join(repository, 'test/corpus', path), 'utf8');
  }
  for (const [index, [subject, versions]] of Object.entries(subjects).entries()) {
    Object.assign(schemas, vendored(subject, versions, 10 * (index + 1)));
  }
  schemas['cart-events.json'] = JSON.stringify(cartEvents, null, 2);
  const config = {
    include: ['schemas/common/*.avsc'],
    registry: { type: 'confluent', url: '${SCHEMA_REGISTRY_URL}' },
    ...settings,
    topics: {
      orders: {
        key: 'string',
        framing: 'confluent',
        value: { versions: { 1: 'schemas/orders.v1.avsc', 4: 'schemas/orders.v2.avsc', 9: 'schemas/orders.v3.avsc' } },
      },
      'payment-events': {
        framing: 'glue',
        value: { versions: { [uuid]: 'schemas/payment-events.avsc' } },
        reportBatchItemFailures: true,
      },
      customers: {
        key: { framing: 'confluent-guid', versions: { [uuid]: 'schemas/customers-key.avsc' } },
        value: { framing: 'lambda', versions: { 3: 'schemas/customers-value.avsc' } },
      },
      categories: { framing: 'single-object', value: 'schemas/categories.avsc' },
      'stock-movements': { value: 'schemas/stock-movements.avsc' },
      ...Object.fromEntries(Object.keys(corpus).map((name) => [name, { value: `corpus/${name}.avsc` }])),
      cloudevents_json: { framing: 'auto', dateTime: 'Date', value: 'corpus/cloudevent.json' },
      'test-cases': {
        framing: 'confluent',
        key: 'corpus/change-merged.json',
        value: { versions: { 3: 'corpus/test-case.json' } },
      },
      answers: {
        key: { framing: 'glue', versions: { [uuid]: 'schemas/customers-key.avsc' } },
        value: { framing: 'lambda', file: 'corpus/answer.json', errors: 'all' },
      },
      'cart-events': {
        key: 'corpus/cloudevent.json',
        value: { framing: 'confluent-guid', file: 'cart-events.json', dateTime: 'Date', int64: 'bigint' },
        reportBatchItemFailures: true,
      },
      fulfilments: {
        key: { subjects: ['sent', 'lost'], dateTime: 'Date', int64: 'bigint' },
        value: { strategy: 'topic-record', records: ['shop.Packed', 'shop.Date'] },
      },
      'fulfilment-events': {
        key: { subjects: ['fulfilments-shop.Packed', 'fulfilments-shop.Date'], framing: 'lambda' },
        value: { subjects: ['sent', 'lost'], framing: 'lambda', dateTime: 'Date', int64: 'bigint' },
      },
      holds: { value: { subjects: ['held-value', 'freed-value'], framing: 'confluent-guid', errors: 'all' } },
      texts: { key: 'string', value: 'string' },
    },
  };
  return { config, schemas };
}
