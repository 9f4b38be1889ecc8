import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runNode } from '../pipeline/run-node.js';
import { generateProject, repository } from '../pipeline/temp-project.js';

const schemas = {
  'order.json': {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Order',
    type: 'object',
    required: ['id', 'lines'],
    properties: {
      id: { type: 'string' },
      lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } } },
      notes: { type: 'object', additionalProperties: { type: 'string' } },
    },
    additionalProperties: false,
  },
  'visit.json': {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Visit',
    type: 'object',
    required: ['at'],
    properties: { at: { type: 'string', format: 'date-time' } },
  },
};

const config = {
  topics: {
    orders: { value: { file: 'order.json', errors: 'all' } },
    visits: { value: { file: 'visit.json', dateTime: 'Date', formats: 'assert' } },
  },
};

// What a team would write, with the genuine packages.
const program = `
import { kafkaConsumer, SchemaType } from '@aws-lambda-powertools/kafka';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { ordersSchema } from './src/consumers/orders/decoder.js';
import type { Order } from './src/consumers/orders/types.js';
import { visitsSchema } from './src/consumers/visits/decoder.js';
import type { Visit } from './src/consumers/visits/types.js';

export const asOrder: StandardSchemaV1<Order, Order> = ordersSchema;
export const asVisit: StandardSchemaV1<unknown, Visit> = visitsSchema;
export const output: StandardSchemaV1.InferOutput<typeof ordersSchema> = { id: '1', lines: [] };

const handler = kafkaConsumer<unknown, StandardSchemaV1.InferOutput<typeof visitsSchema>>(
  async ({ records }) => records.map(({ value }) => value.at.getTime()),
  { value: { type: SchemaType.JSON, parserSchema: visitsSchema } },
);

function eventOf(value: unknown) {
  const record = { topic: 'visits', partition: 0, offset: 0, timestamp: 0, timestampType: 'CREATE_TIME', headers: [] };
  const text = Buffer.from(JSON.stringify(value)).toString('base64');
  return { eventSource: 'aws:kafka', eventSourceArn: '', bootstrapServers: '', records: { 'visits-0': [{ ...record, value: text }] } };
}

async function outcome(value: unknown): Promise<unknown> {
  try {
    return await handler(eventOf(value) as never, {} as never);
  } catch (error) {
    return { name: (error as Error).name, issues: (error as Error).cause };
  }
}

const visit = { at: '2026-01-02T03:04:05Z' };
const valid = { id: '1', lines: [{ sku: 'a' }] };
const validate = (value: unknown) => ordersSchema['~standard'].validate(value);
const results = {
  visits: [await outcome(visit), await outcome({ at: 'yesterday' })],
  isKept: (validate(valid) as { value: unknown }).value === valid,
  orders: validate({ lines: [{ sku: 'a' }, { sku: 1 }], notes: { first: 'x', second: 2 } }),
  visit: (visitsSchema['~standard'].validate(visit) as { value: Visit }).value.at instanceof Date,
  input: typeof visit.at,
};
console.log(JSON.stringify(results));
`;

test("a JSON Schema topic's schema is a Standard Schema, which Powertools and the specification's types take", async () => {
  const { root, files } = await generateProject({ config, schemas });
  writeFileSync(join(root, 'use.ts'), program);
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  const tsc = join(repository, 'node_modules/typescript-7/bin/tsc');
  expect(await runNode(root, [tsc, '-p', '.'])).toEqual({ stdout: '', status: 0 });
  const { stdout } = await runNode(root, ['--import', 'tsx', 'use.ts']);
  expect(JSON.parse(stdout)).toEqual({
    visits: [
      [Date.parse('2026-01-02T03:04:05Z')],
      {
        name: 'KafkaConsumerParserError',
        issues: [{ message: 'must be a date and time (RFC 3339)', path: ['at'] }],
      },
    ],
    isKept: true,
    orders: {
      issues: [
        { message: 'must have property "id"', path: [] },
        { message: 'must be a string', path: ['lines', 1, 'sku'] },
        { message: 'must be a string', path: ['notes', 'second'] },
      ],
    },
    visit: true,
    input: 'string',
  });
  expect(files['orders/decoder.ts']).toContain(
    'export const ordersSchema: StandardSchema<OrdersValue> = /* @__PURE__ */ standardSchema(checkOrder);\n',
  );
});
