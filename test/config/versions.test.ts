import { expect, test } from 'vitest';
import type { Config } from '../../src/config/config.js';
import { configOf, problemsOf } from './load.js';

function versionsOf({ topics }: Config): readonly (readonly [string | null, string])[] {
  const value = topics[0]?.value;
  return value?.kind === 'schema' ? value.versions.map(({ id, file }) => [id, file]) : [];
}

function topicWith(versions: string, framing = 'confluent'): string {
  return `{ "topics": { "orders": { "value": { "framing": "${framing}", "versions": ${versions} } } } }`;
}

test('versions in JSON keep the order they are written in, though JavaScript would sort their ids', async () => {
  const config = await configOf(topicWith('{ "12": "a.avsc", "7": "b.avsc", "3": "c.avsc" }'));
  expect(versionsOf(config)).toEqual([
    ['12', 'a.avsc'],
    ['7', 'b.avsc'],
    ['3', 'c.avsc'],
  ]);
});

test('versions in code can be a list, which keeps its order', async () => {
  const config = await configOf(
    `export default { topics: { orders: { value: {
      framing: 'confluent', versions: [{ id: 12, file: 'a.avsc' }, { id: '7', file: 'b.avsc' }] } } } };`,
    'gen-msk-consumer.config.mjs',
  );
  expect(versionsOf(config)).toEqual([
    ['12', 'a.avsc'],
    ['7', 'b.avsc'],
  ]);
});

test('versions in code that are an object come in ascending order of their integer ids', async () => {
  const config = await configOf(
    `export default { topics: { orders: { value: { framing: 'confluent', versions: { 12: 'a.avsc', 7: 'b.avsc' } } } } };`,
    'gen-msk-consumer.config.mjs',
  );
  expect(versionsOf(config)).toEqual([
    ['7', 'b.avsc'],
    ['12', 'a.avsc'],
  ]);
});

test('UUIDs are put in lower case', async () => {
  for (const framing of ['glue', 'confluent-guid', 'lambda']) {
    const config = await configOf(topicWith('{ "3F2504E0-4F89-41D3-9A0C-0305E82C3301": "a.avsc" }', framing));
    expect(versionsOf(config)).toEqual([['3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'a.avsc']]);
  }
});

test('the largest Confluent id is 2^31 - 1', async () => {
  expect(versionsOf(await configOf(topicWith('{ "2147483647": "a.avsc" }')))).toEqual([['2147483647', 'a.avsc']]);
  expect(await problemsOf(topicWith('{ "2147483648": "a.avsc" }'))).toEqual([
    '1:76 /topics/orders/value/versions/2147483648 config-invalid topics.orders.value.versions["2147483648"]: ' +
      'with framing "confluent", expected a whole number from 0 to 2147483647 as the id, found "2147483648"',
  ]);
});

test.each([
  ['confluent', ['-1', '01', '1.0', '1e3', ' 1', 'v1', '']],
  ['glue', ['1', '3f2504e0-4f89-41d3-9a0c-0305e82c330', '3f2504e04f8941d39a0c0305e82c3301', '']],
  ['confluent-guid', ['1', '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}']],
  ['lambda', ['v1', '01', '']],
  ['none', ['']],
  ['single-object', [' ']],
])('with framing %s these are no ids: %j', async (framing, ids) => {
  for (const id of ids) {
    const problems = await problemsOf(topicWith(JSON.stringify({ [id]: 'a.avsc' }), framing));
    expect(problems).toEqual([expect.stringContaining(`with framing "${framing}", expected a`)]);
  }
});

test('an id given twice is refused, also in another case', async () => {
  const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  expect(await problemsOf(topicWith(`{ "${uuid}": "a", "${uuid.toUpperCase()}": "b" }`, 'glue'))).toEqual([
    `1:116 /topics/orders/value/versions/${uuid.toUpperCase()} config-invalid ` +
      `topics.orders.value.versions["${uuid.toUpperCase()}"]: duplicate id ${uuid}`,
  ]);
  expect(await problemsOf(topicWith('[{ "id": 1, "file": "a" }, { "id": "1", "file": "b" }]'))).toEqual([
    '1:109 /topics/orders/value/versions/1/id config-invalid topics.orders.value.versions[1].id: duplicate id 1',
  ]);
});

test('no version at all is refused', async () => {
  for (const none of ['{}', '[]']) {
    expect(await problemsOf(topicWith(none))).toEqual([
      '1:74 /topics/orders/value/versions config-invalid topics.orders.value.versions: at least one version is needed',
    ]);
  }
});
