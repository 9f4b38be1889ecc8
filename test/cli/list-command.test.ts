import { expect, test } from 'vitest';
import { printSubject } from '../../src/sources/snapshot-subject.js';
import { orderSchema, run } from './run.js';
import { temporaryProject } from './temporary-project.js';

const files = {
  'gen-msk-consumer.config.json': JSON.stringify({
    output: 'gen',
    registry: { type: 'confluent', url: 'http://localhost:8081' },
    defaults: { framing: 'confluent' },
    topics: {
      orders: { key: 'string', value: { versions: { 3: 'orders.v1.avsc', 12: 'orders.v2.avsc' } } },
      customers: { value: { file: 'customer.json', framing: 'none' }, key: 'id.avsc' },
      payments: { value: { subject: 'payments-value' } },
      refunds: { value: { subject: 'refunds-value' } },
      broken: { value: 'missing.avsc' },
    },
  }),
  'orders.v1.avsc': '{ "type": "record", "name": "shop.Order", "fields": [{ "name": "id", "type": "int" }] }',
  'orders.v2.avsc': orderSchema,
  'customer.json': '{ "title": "Customer", "type": "object" }',
  'id.avsc': '"long"',
  'schemas/registry/payments-value/subject.json': printSubject({
    subject: 'payments-value',
    versions: [{ version: 1, id: 41, type: 'AVRO', sha256: '', references: [] }],
  }),
  'schemas/registry/payments-value/v1.avsc': orderSchema,
};

test('lists topics, versions, ids, framing, subjects, the reader, and what cannot be read', async () => {
  const root = temporaryProject(files);
  expect(await run(['list'], { cwd: root })).toEqual({
    exitCode: 2,
    stderr: '',
    stdout: `broken
  key    bytes
  value  schema, framing confluent
    missing.avsc
  error schema-not-found: the schema file missing.avsc does not exist
customers gen/customers/
  key    Avro long, framing confluent
    id.avsc
  value  JSON Schema Customer, framing none
    customer.json
orders
  key    text
  value  schema, framing confluent
     3  orders.v1.avsc
    12  orders.v2.avsc  reader
  error schema-incompatible: the value of "orders": no record of orders.v1.avsc can be read with orders.v2.avsc: Order.id: the writer's int is not a string
payments gen/payments/
  key    bytes
  value  Avro shop.Order, framing confluent, subject payments-value
    41  schemas/registry/payments-value/v1.avsc
refunds
  key    bytes
  value  schema, framing confluent, subject refunds-value
  error subject-not-pulled: the snapshot does not contain the subject "refunds-value"
`,
  });
});

test('--topic chooses, and --format json has all of it', async () => {
  const root = temporaryProject(files);
  const { exitCode, stdout } = await run(['list', '--topic', 'payments', '--format', 'json'], { cwd: root });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    command: 'list',
    exitCode: 0,
    root,
    topics: [
      {
        topic: 'payments',
        folder: 'gen/payments',
        key: { type: 'bytes', name: null, framing: null, subjects: [], versions: [] },
        value: {
          type: 'avro',
          name: 'shop.Order',
          framing: 'confluent',
          subjects: ['payments-value'],
          versions: [{ id: '41', file: 'schemas/registry/payments-value/v1.avsc', isReader: true }],
        },
        problems: [],
      },
    ],
    diagnostics: [],
  });
});

test('without a config, and with a pattern that matches no topic, it says so', async () => {
  expect((await run(['list'], { cwd: temporaryProject() })).stderr).toContain('error config-not-found: ');
  const { exitCode, stderr } = await run(['list', '--topic', 'x'], { cwd: temporaryProject(files) });
  expect({ exitCode, code: /^error ([\w-]+)/.exec(stderr)?.[1] }).toEqual({ exitCode: 2, code: 'topic-not-found' });
});
