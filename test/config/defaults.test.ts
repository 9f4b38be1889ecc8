import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { configOf } from './load.js';

const builtIn = {
  long: 'bigint',
  bytes: 'Uint8Array',
  date: 'string',
  timestampMillis: 'Date',
  timestampMicros: 'bigint',
  timestampNanos: 'bigint',
};

test('a config with one schema file gets every default', async () => {
  const root = temporaryProject({
    'gen-msk-consumer.config.json': '{ "topics": { "orders": { "value": "./schemas//orders.avsc" } } }',
  });
  expect(await loadConfig({ cwd: root })).toEqual({
    ok: true,
    warnings: [],
    value: {
      root,
      file: 'gen-msk-consumer.config.json',
      output: 'src/consumers',
      adapters: [],
      importExtension: '.js',
      testRunner: 'vitest',
      snapshot: 'schemas/registry',
      topics: [
        {
          topic: 'orders',
          as: undefined,
          pointer: '/topics/orders',
          key: { kind: 'bytes', isDefault: true },
          value: {
            kind: 'schema',
            pointer: '/topics/orders/value',
            versions: [{ id: null, file: 'schemas/orders.avsc', pointer: '/topics/orders/value' }],
            include: [],
            framing: 'none',
            values: builtIn,
            fields: {},
            json: DEFAULT_JSON_SETTINGS,
            sample: undefined,
          },
          reportBatchItemFailures: false,
        },
      ],
    },
  });
});

test('a setting of a part goes before that of its topic, and that before the defaults', async () => {
  const { topics } = await configOf(`{
    "include": ["common/*.avsc"],
    "defaults": { "long": "string", "date": "Date", "bytes": "base64", "framing": "glue", "reportBatchItemFailures": true },
    "topics": {
      "a": {
        "long": "number", "framing": "confluent", "reportBatchItemFailures": false,
        "fields": { "A.x": { "long": "bigint" } },
        "key": { "file": "k.avsc", "framing": "none", "include": ["key/*.avsc"] },
        "value": { "file": "v.avsc", "date": "number" }
      },
      "b": { "key": "string", "value": "none" }
    }
  }`);
  const values = { ...builtIn, bytes: 'base64' };
  const fields = { 'A.x': { long: 'bigint' } };
  expect(topics).toEqual([
    {
      topic: 'a',
      as: undefined,
      pointer: '/topics/a',
      key: {
        kind: 'schema',
        pointer: '/topics/a/key',
        versions: [{ id: null, file: 'k.avsc', pointer: '/topics/a/key/file' }],
        include: ['common/*.avsc', 'key/*.avsc'],
        framing: 'none',
        values: { ...values, long: 'number', date: 'Date' },
        fields,
        json: DEFAULT_JSON_SETTINGS,
        sample: undefined,
      },
      value: {
        kind: 'schema',
        pointer: '/topics/a/value',
        versions: [{ id: null, file: 'v.avsc', pointer: '/topics/a/value/file' }],
        include: ['common/*.avsc'],
        framing: 'confluent',
        values: { ...values, long: 'number', date: 'number' },
        fields,
        json: DEFAULT_JSON_SETTINGS,
        sample: undefined,
      },
      reportBatchItemFailures: false,
    },
    {
      topic: 'b',
      as: undefined,
      pointer: '/topics/b',
      key: { kind: 'string' },
      value: { kind: 'bytes' },
      reportBatchItemFailures: true,
    },
  ]);
});

test('topics come in code-point order of their names', async () => {
  const { topics } = await configOf(
    '{ "topics": { "b": { "value": "none" }, "B": { "value": "none" }, "10": { "value": "none" }, "9": { "value": "none" } } }',
  );
  expect(topics.map(({ topic }) => topic)).toEqual(['10', '9', 'B', 'b']);
});
