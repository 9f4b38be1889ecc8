import { describe, expect, it } from 'vitest';

import { loadTopics } from './load-topics.js';
import { generateProject, type ProjectFiles } from './temp-project.js';
import { sources, typeErrors } from './type-check.js';

const logical = (type: string, logicalType: string) => ({ type, logicalType });
const fields = [
  { name: 'count', type: 'long' },
  { name: 'raw', type: 'bytes' },
  { name: 'day', type: logical('int', 'date') },
  { name: 'millis', type: logical('long', 'timestamp-millis') },
  { name: 'micros', type: logical('long', 'timestamp-micros') },
  { name: 'nanos', type: logical('long', 'timestamp-nanos') },
];
const schema = { type: 'record', name: 'Tick', namespace: 'shop', fields };

// count 3; raw ab; day 1; then 1,000 of each unit.
const datum = Buffer.from('0602ab02d00fd00fd00f', 'hex');
const millisecond = new Date(1);

const choices = [
  ['long', 'count', { bigint: [3n, 'bigint'], number: [3, 'number'], string: ['3', 'string'] }],
  ['bytes', 'raw', { Uint8Array: [Uint8Array.of(0xab), 'Uint8Array'], base64: ['qw==', 'string'] }],
  ['date', 'day', { string: ['1970-01-02', 'string'], Date: [new Date(86_400_000), 'Date'], number: [1, 'number'] }],
  ['timestampMillis', 'millis', { Date: [new Date(1_000), 'Date'], number: [1_000, 'number'], bigint: [1_000n, 'bigint'], string: ['1970-01-01T00:00:01.000Z', 'string'] }],
  ['timestampMicros', 'micros', { bigint: [1_000n, 'bigint'], Date: [millisecond, 'Date'], string: ['1970-01-01T00:00:00.001000Z', 'string'] }],
  ['timestampNanos', 'nanos', { bigint: [1_000n, 'bigint'], Date: [new Date(0), 'Date'], string: ['1970-01-01T00:00:00.000001000Z', 'string'] }],
] as const;

const cases = choices.flatMap(([setting, field, values]) =>
  Object.entries(values).map(([choice, [value, type]]: [string, readonly [unknown, string]]) => ({ setting, field, choice, value, type })),
);

async function decoded(config: ProjectFiles['config']): Promise<{ readonly record: unknown; readonly types: string; readonly errors: () => readonly string[] }> {
  const { root, files } = await generateProject({ config, schemas: { 'tick.avsc': schema } });
  const { ticks } = await loadTopics(root);
  return { record: ticks?.decodeValue(datum), types: files['ticks/types.ts'] ?? '', errors: () => typeErrors(root, sources(files)) };
}

describe.each(cases)('$setting: $choice', ({ setting, field, choice, value, type }) => {
  it.each([
    ['for all topics', { defaults: { [setting]: choice }, topics: { ticks: { value: 'tick.avsc' } } }],
    ['for a topic', { topics: { ticks: { value: 'tick.avsc', [setting]: choice } } }],
    ['for a value', { topics: { ticks: { value: { file: 'tick.avsc', [setting]: choice } } } }],
    ['for a field', { topics: { ticks: { value: 'tick.avsc', fields: { [`Tick.${field}`]: { [setting]: choice } } } } }],
  ])('%s gives the value and its type', async (where, config) => {
    const { record, types, errors } = await decoded(config);
    expect(record).toHaveProperty(field, value);
    expect(types).toContain(`  ${field}: ${type};\n`);
    // The compiler need not be asked for each place that says the same.
    if (where === 'for a field') expect(errors()).toEqual([]);
  });
});

it('a field that no record has is refused, with the nearest that one has', async () => {
  const config = { topics: { ticks: { value: 'tick.avsc', fields: { 'Tick.cuont': { long: 'number' } } } } };
  await expect(decoded(config)).rejects.toThrow('config-invalid: "fields" names "Tick.cuont", which no record of "ticks" has');
});
