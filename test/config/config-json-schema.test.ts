import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configJsonSchema } from '../../src/config/config-json-schema.js';
import { configSchema } from '../../src/config/config-schema.js';
import { validateConfig } from '../../src/config/validate-config.js';

const accepts = new Ajv({ allErrors: true }).compile(configJsonSchema());

test('the published schema has a description, the default and an example of every setting, at any depth', () => {
  const { properties } = configJsonSchema() as SchemaNode;
  expect(Object.keys(properties ?? {})).toEqual(Object.keys(configSchema.shape));
  const settings = settingsIn(configJsonSchema() as SchemaNode);
  expect(settings.length).toBeGreaterThan(200);
  const lacking = settings.filter(
    ({ node: { description = '', default: usual, examples = [] }, isRequired }) =>
      description === '' ||
      examples.length === 0 ||
      (!isRequired && usual === undefined && !description.includes('Default: ')),
  );
  expect(lacking.map(({ name }) => name)).toEqual([]);
  expect(settings.find(({ name }) => name === 'long')?.node).toMatchObject({ default: 'bigint', examples: ['number'] });
});

interface SchemaNode {
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

interface Setting {
  readonly name: string;
  readonly node: SchemaNode;
  readonly isRequired: boolean;
}

/** Every setting but the tags of alternatives, which have one value. */
function settingsIn(node: SchemaNode): readonly Setting[] {
  const { properties = {}, required = [], ...keywords } = node;
  const own = Object.entries(properties).map(([name, inner]) => ({
    name,
    node: inner,
    isRequired: required.includes(name),
  }));
  const inner = Object.entries(keywords).flatMap(([keyword, value]) =>
    ['anyOf', 'oneOf', 'items', 'additionalProperties'].includes(keyword) ? [value].flat() : [],
  );
  const nested = [...own.map((setting) => setting.node), ...inner].filter((each) => typeof each === 'object');
  return [
    ...own.filter((setting) => setting.node.const === undefined),
    ...nested.flatMap((each) => settingsIn(each as SchemaNode)),
  ];
}

test('it accepts a config that uses everything', () => {
  const config = {
    $schema: './node_modules/gen-msk-consumer/config.schema.json',
    output: 'src/consumers',
    importExtension: '',
    testRunner: 'node',
    include: ['schemas/common/*.avsc'],
    registry: { type: 'glue', registryName: 'orders', region: 'eu-west-1' },
    snapshot: 'schemas/registry',
    defaults: { framing: 'confluent', long: 'number', reportBatchItemFailures: true },
    topics: {
      orders: {
        as: 'shop-orders',
        value: { versions: { 1: 'a.avsc', 2: 'b.avsc' }, framing: 'lambda', include: ['x/*.avsc'], date: 'Date' },
        key: { versions: [{ id: 1, file: 'a.avsc' }] },
        fields: { 'Order.total': { long: 'string' } },
        bytes: 'base64',
      },
      payments: { value: { file: 'p.avsc' }, key: 'string' },
    },
  };
  expect([accepts(config), accepts.errors]).toEqual([true, null]);
  expect(validateConfig(configSchema, config)).toEqual([]);
});

test.each([
  [{}],
  [{ topics: {} }],
  [{ topics: { 'a b': { value: 'none' } } }],
  [{ topics: { a: {} } }],
  [{ topics: { a: { value: { file: 'x', versions: {} } } } }],
  [{ topics: { a: { value: 'x', framing: 'avro' } } }],
  [{ topics: { a: { value: 'x' } }, outptu: 'x' }],
  [{ topics: { a: { value: 'x' } }, registry: { type: 'glue', url: 'x' } }],
])('it refuses %j, as validation does', (config) => {
  expect(accepts(config)).toBe(false);
  expect(validateConfig(configSchema, config)).not.toEqual([]);
});

test('ajv with the published schema, and the validation that words its problems, agree on what is a config', () => {
  const text = fc.constantFrom('none', 'a.avsc', 'confluent', 'bigint', '', 'a b', '1');
  const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
  const key = fc.constantFrom(
    'value',
    'key',
    'file',
    'versions',
    'framing',
    'long',
    'fields',
    'as',
    'id',
    'include',
    '1',
    'a',
  );
  const part = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('any'), { maxLength: 2 }),
      fc.dictionary(key, tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  const file = fc.constantFrom('a.avsc', 'none');
  const recordPart = fc.oneof(file, fc.record({ file }), fc.record({ versions: fc.dictionary(key, file) }), part);
  const framing = fc.constantFrom('confluent', 'glue', 'avro');
  const rightTopic = fc.record({ value: recordPart, key: recordPart, framing }, { requiredKeys: ['value'] });
  const topic = fc.oneof({ arbitrary: rightTopic, weight: 4 }, part);
  const topics = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a b'), topic, { minKeys: 1, maxKeys: 2 });
  const config = fc.record({ output: text, defaults: part, topics }, { requiredKeys: ['topics'] });
  let accepted = 0;
  fc.assert(
    fc.property(config, (written) => {
      const value: unknown = JSON.parse(JSON.stringify(written));
      const isConfig = accepts(value);
      if (isConfig) accepted++;
      expect(validateConfig(configSchema, value).length === 0).toBe(isConfig);
    }),
    { numRuns: 1000, seed: 2 },
  );
  expect(accepted).toBeGreaterThan(20);
});
