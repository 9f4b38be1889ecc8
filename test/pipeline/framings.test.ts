import { describe, expect, it } from 'vitest';

import { parseAvroSchema } from '../../src/runtime/resolution/parse-schema.js';
import { schemaFingerprint } from '../../src/avro/canonical-form.js';
import { loadTopics } from './load-topics.js';
import { fieldsOf, generateProject } from './temp-project.js';

const first = '11111111-2222-3333-4444-555555555555';
const second = '99999999-8888-7777-6666-555555555555';
const item = (...fields: readonly (readonly [string, unknown])[]) => ({
  type: 'record',
  name: 'Item',
  namespace: 'shop',
  fields: fieldsOf(fields),
});
const older = item(['id', 'int']);
const newer = {
  ...item(['id', 'long']),
  fields: [
    { name: 'id', type: 'long' },
    { name: 'note', type: 'string', default: 'none' },
  ],
};

// An item with id 5, as the older schema writes it, and what the newer one reads.
const datum = '0a';
const value = { id: 5n, note: 'none' };
const hex = (uuid: string): string => uuid.replaceAll('-', '');

function fingerprint(schema: object): string {
  const { type } = parseAvroSchema(schema);
  if (type === undefined) throw new Error('not a schema');
  return schemaFingerprint(type);
}

const littleEndian = (digits: string): string => Buffer.from(digits, 'hex').reverse().toString('hex');

async function itemsTopic(framing: string, versions: readonly (readonly [string, string])[]) {
  const { root, result } = await generateProject({
    config: { topics: { items: { framing, value: { versions: Object.fromEntries(versions) } } } },
    schemas: { 'v1.avsc': older, 'v2.avsc': newer },
  });
  const { items } = await loadTopics(root);
  if (items === undefined) throw new Error('no topic');
  return { topic: items, result };
}

describe('a value written with an older schema is read as the newer, by the id in', () => {
  it.each([
    {
      framing: 'confluent',
      ids: ['1', '7'],
      bytes: `0000000001${datum}`,
      unknown: `0000000002${datum}`,
      unknownId: '2',
    },
    {
      framing: 'confluent-guid',
      ids: [first, second],
      bytes: `01${hex(first)}${datum}`,
      unknown: `01${'ab'.repeat(16)}${datum}`,
      unknownId: 'abababab-abab-abab-abab-abababababab',
    },
    {
      framing: 'glue',
      ids: [first, second],
      bytes: `0300${hex(first)}${datum}`,
      unknown: `0300${'ab'.repeat(16)}${datum}`,
      unknownId: 'abababab-abab-abab-abab-abababababab',
    },
    {
      framing: 'single-object',
      ids: ['old', 'new'],
      bytes: `c301${littleEndian(fingerprint(older))}${datum}`,
      unknown: `c301${'00'.repeat(8)}${datum}`,
      unknownId: '0'.repeat(16),
    },
  ])('the $framing frame', async ({ framing, ids, bytes, unknown, unknownId }) => {
    const [old = '', reader = ''] = ids;
    const { topic } = await itemsTopic(framing, [
      [old, 'v1.avsc'],
      [reader, 'v2.avsc'],
    ]);
    const framed = Buffer.from(bytes, 'hex');
    expect(topic.decodeValue(framed)).toEqual(value);
    expect(topic.decodeValueBase64(framed.toString('base64'))).toEqual(value);
    expect(topic.decodeValue(null)).toBe(null);
    expect(() => topic.decodeValue(Buffer.from(unknown, 'hex'))).toThrow(
      expect.objectContaining({ name: 'UnknownSchemaError', schemaId: unknownId }),
    );
    expect(() => topic.decodeValue(Buffer.from(datum, 'hex'))).toThrow(
      expect.objectContaining({ name: 'DecodeError' }),
    );
    // What the fixture writes bears the reader's id.
    expect(topic.decodeValue(topic.fixture?.encodeValue({ id: 6n, note: 'x' }) ?? null)).toEqual({ id: 6n, note: 'x' });
  });

  it.each([
    ['lambda', '1', '7'],
    ['lambda', first, second],
    ['none', 'a', 'b'],
  ])('the argument, with framing %s', async (framing, old, reader) => {
    const { topic } = await itemsTopic(framing, [
      [old, 'v1.avsc'],
      [reader, 'v2.avsc'],
    ]);
    expect(topic.decodeValue(Buffer.from(datum, 'hex'), old)).toEqual(value);
    expect(() => topic.decodeValue(Buffer.from(datum, 'hex'), '404')).toThrow(
      expect.objectContaining({ name: 'UnknownSchemaError', schemaId: '404', knownSchemaIds: [old, reader] }),
    );
  });
});

it('versions that the bytes cannot tell apart are remarked on', async () => {
  const { result } = await itemsTopic('none', [
    ['a', 'v1.avsc'],
    ['b', 'v2.avsc'],
  ]);
  expect(result.diagnostics).toMatchObject([
    { code: 'versions-without-framing', severity: 'warning', location: { pointer: '/topics/items/value' } },
  ]);
});
