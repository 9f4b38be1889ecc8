import { describe, expect, it } from 'vitest';

import { MAX_EMPTY_VALUES, TOO_MANY_EMPTY } from '../../src/runtime/avro/limits.js';
import { decoded } from '../oracle/decoded.js';
import { shapeFor } from './interpreted.js';
import { jsonCodec } from './json-codec.js';

const record = (name: string, ...fields: readonly object[]): object => ({ type: 'record', name, fields });
const array = (items: unknown): object => ({ type: 'array', items });

async function outcomeOf(schema: unknown, text: string): Promise<unknown> {
  const { decode } = await jsonCodec(shapeFor(schema));
  return decoded((bytes) => decode(Buffer.from(bytes).toString()), Buffer.from(text));
}

const items = (count: number): string => JSON.stringify(Array.from({ length: count }, () => ({})));
const nullable = { name: 'note', type: ['null', 'string'] };
const nothing = { name: 'nothing', type: 'null' };
const byDefault = { name: 'tags', type: array('string'), default: ['a', 'b', 'c'] };

describe('values that stand nowhere in a JSON text', () => {
  it.each([
    ['a nullable field that is missing', nullable, MAX_EMPTY_VALUES],
    ['a field of null that is missing', nothing, MAX_EMPTY_VALUES],
    ['a default of four values', byDefault, MAX_EMPTY_VALUES / 4],
  ])('are bounded: %s', async (_, field, most) => {
    const schema = array(record('Item', field));
    expect(await outcomeOf(schema, items(most + 1))).toEqual({
      reason: TOO_MANY_EMPTY,
      byteOffset: 1 + 3 * most,
      at: `Item.${field.name}`,
    });
    const outcome = await outcomeOf(schema, items(most));
    expect(outcome).toMatchObject({ value: { length: most } });
  });

  it('are counted afresh for each record', async () => {
    const { decode } = await jsonCodec(shapeFor(array(record('Item', byDefault))));
    for (let repeat = 0; repeat < 3; repeat++) {
      expect(decode(items(20_000))).toHaveLength(20_000);
    }
  });
});
