import { expect, test } from 'vitest';
import type { PartConfig } from '../../src/config/config.js';
import { configOf, problemsOf } from './load.js';

const registry = { type: 'confluent', url: '${URL}' };

function text(value: unknown, settings: object = { registry }): string {
  return JSON.stringify({ ...settings, topics: { orders: { value } } });
}

async function valueOf(value: unknown, settings?: object): Promise<PartConfig | undefined> {
  return (await configOf(text(value, settings))).topics[0]?.value;
}

test('a subject, several of them, and those that a strategy names', async () => {
  const subjects = async (value: unknown): Promise<unknown> => {
    const part = await valueOf(value);
    return part?.kind === 'schema' ? part.from?.subjects : undefined;
  };
  expect(await subjects({ subject: 'x' })).toEqual([{ subject: 'x', pointer: '/topics/orders/value/subject' }]);
  expect(await subjects({ subjects: ['x', 'y'] })).toEqual([
    { subject: 'x', pointer: '/topics/orders/value/subjects/0' },
    { subject: 'y', pointer: '/topics/orders/value/subjects/1' },
  ]);
  expect(await subjects({ strategy: 'topic' })).toEqual([
    { subject: 'orders-value', pointer: '/topics/orders/value/strategy' },
  ]);
  expect(await subjects({ strategy: 'topic-record', records: ['shop.A'] })).toEqual([
    { subject: 'orders-shop.A', pointer: '/topics/orders/value/records/0' },
  ]);
});

test("the framing is the registry's own unless a setting says otherwise", async () => {
  const glue = { type: 'glue', registryName: 'r' };
  expect(await valueOf({ subject: 'x' })).toMatchObject({ framing: 'confluent' });
  expect(await valueOf({ subject: 'x' }, { registry: glue })).toMatchObject({ framing: 'glue' });
  expect(await valueOf({ subject: 'x', framing: 'lambda' })).toMatchObject({ framing: 'lambda' });
  expect(await valueOf({ subject: 'x' }, { registry, defaults: { framing: 'none' } })).toMatchObject({
    framing: 'none',
  });
});

test.each([
  [{ subject: 'x', file: 'a.avsc' }, 'only one of "file" and "subject" is allowed'],
  [{ subject: 'x', subjects: ['y'] }, 'only one of "subject" and "subjects" is allowed'],
  [{ strategy: 'record' }, '"records" is missing: strategy "record" requires the full names of the records'],
  [{ strategy: 'topic', records: ['A'] }, 'strategy "topic" has only one subject'],
  [{ strategy: 'records' }, 'expected "topic", "record" or "topic-record", found "records", did you mean "record"?'],
  [{ subjects: [] }, 'at least one name is needed'],
  [{ subjects: ['x', 'x'] }, 'duplicate subject "x"'],
  [
    { subjects: ['x', 'y'], versions: [1] },
    'several subjects do not share version numbers: expected "all" or "latest"',
  ],
  [{ subject: '' }, 'must not be empty'],
  [{ subject: 'x', versions: { '1': 'a.avsc' } }, 'expected a string or a whole number or a list, found an object'],
])('what is wrong with %j', async (value, message) => {
  const [problem = ''] = await problemsOf(text(value));
  expect(problem).toContain(` config-invalid topics.orders.value`);
  expect(problem.endsWith(`: ${message}`)).toBe(true);
});

test('a subject needs a registry', async () => {
  expect(await problemsOf(text({ subject: 'x' }, {}))).toEqual([
    '1:30 /topics/orders/value config-invalid topics.orders.value: a subject requires "registry" in the config',
  ]);
});
