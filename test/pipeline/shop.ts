import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repository, type ProjectFiles } from './temp-project.js';

const corpus = {
  unions: 'apache-avro/cpp/big_union.avsc',
  'cpp-words': 'apache-avro/cpp/cpp_reserved_words.avsc',
  'redundant-unions': 'apache-avro/cpp/union_redundant_types.avsc',
  'logical-types': 'linkedin-avro-util/schemas/TestRecordWithLogicalTypes.avsc',
  cloudevents: 'cloudevents/cloudevents.avsc',
};

/** The shop of `schemas/` in every framing, with schemas of the corpus that are hard on names. */
export function shopProject(settings: Readonly<Record<string, unknown>> = {}): ProjectFiles {
  const uuid = '5f0c1f9e-7d5b-4a55-9a3e-2b1c3d4e5f60';
  const schemas: Record<string, string> = {};
  for (const path of readdirSync(join(repository, 'schemas'), { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.avsc')) schemas[`schemas/${path}`] = readFileSync(join(repository, 'schemas', path), 'utf8');
  }
  for (const [name, path] of Object.entries(corpus)) {
    schemas[`corpus/${name}.avsc`] = readFileSync(join(repository, 'test/corpus', path), 'utf8');
  }
  const config = {
    include: ['schemas/common/*.avsc'],
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
      texts: { key: 'string', value: 'string' },
    },
  };
  return { config, schemas };
}
