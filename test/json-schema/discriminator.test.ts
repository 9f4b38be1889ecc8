import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { discriminatorOf } from '../../src/json-schema/types/discriminator.js';
import { documentsOf } from './build-documents.js';

/** The property, and the literals with the pointers of their branches. */
function told(json: object): unknown {
  const { schema } = buildJsonSchema('event.json', documentsOf({ 'event.json': json }), { impliedTypes: false });
  const found = schema === undefined ? undefined : discriminatorOf(schema);
  return found === undefined
    ? undefined
    : [found.property, ...found.branches.map((branch) => [branch.literal, branch.schema.place.pointer])];
}

const event = (properties: object, required = Object.keys(properties)) => ({ type: 'object', properties, required });

describe('the discriminator of a choice', () => {
  it('is the property that each branch requires with a value of its own, through references', () => {
    expect(
      told({
        oneOf: [
          { $ref: '#/$defs/created' },
          { allOf: [{ $ref: '#/$defs/base' }, event({ kind: { enum: ['gone'] } })] },
        ],
        $defs: { created: event({ id: {}, kind: { const: 'created' } }), base: event({ id: {} }) },
      }),
    ).toEqual(['kind', ['created', '/oneOf/0'], ['gone', '/oneOf/1']]);
  });

  it('is one whose name tells that it is one, where there are several; else the first', () => {
    const branch = (n: number) => event({ code: { const: n }, version: { const: n }, type: { const: `t${n}` } });
    expect(told({ anyOf: [branch(1), branch(2)] })).toEqual(['type', ['t1', '/anyOf/0'], ['t2', '/anyOf/1']]);
    const plain = (n: number) => event({ code: { const: n }, version: { const: n } });
    expect(told({ anyOf: [plain(1), plain(2)] })).toEqual(['code', [1, '/anyOf/0'], [2, '/anyOf/1']]);
  });

  it('may be required by what holds for all branches', () => {
    const branch = (type: string) => ({ properties: { type: { const: type } } });
    expect(told({ type: 'object', required: ['type'], oneOf: [branch('a'), branch('b')] })).toEqual([
      'type',
      ['a', '/oneOf/0'],
      ['b', '/oneOf/1'],
    ]);
  });

  it('is not a property that a branch may lack, or shares with another, or a choice of more than objects', () => {
    const branch = (type: string, required?: string[]) => event({ type: { const: type } }, required);
    expect(told({ oneOf: [branch('a'), branch('b', [])] })).toBeUndefined();
    expect(told({ oneOf: [branch('a'), branch('a')] })).toBeUndefined();
    expect(told({ oneOf: [branch('a'), { type: 'string' }] })).toBeUndefined();
    expect(
      told({ oneOf: [branch('a'), { properties: { type: { const: 'b' } }, required: ['type'] }] }),
    ).toBeUndefined();
    expect(told({ type: 'object' })).toBeUndefined();
  });
});
