import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { documentsOf } from './build-documents.js';
import { prepared } from './prepared-oracle.js';
import { typesText } from './types-in-memory.js';

function built(json: object) {
  const { schema, faults } = buildJsonSchema('order.json', documentsOf({ 'order.json': json }), DEFAULT_JSON_SETTINGS);
  if (schema === undefined) throw new Error(faults.map(({ message }) => message).join('; '));
  return schema;
}

function names(json: object): readonly string[] {
  return prepared(built(json), DEFAULT_JSON_SETTINGS).declarations.map(({ name }) => name);
}

const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string' };

describe('definitions of one shape', () => {
  const a = object({ a: text });
  const references = { dog: { $ref: '#/$defs/Dog' }, cat: { $ref: '#/$defs/Cat' } };

  it.each([
    ['objects', a],
    ['enums', { enum: ['x', 'y'] }],
    ['maps', { type: 'object', additionalProperties: text }],
    ['any objects', { type: 'object' }],
    ['unions', { type: ['string', 'number'] }],
    ['combinations', { allOf: [{ $ref: '#/$defs/Animal' }, { $ref: '#/$defs/Named' }] }],
    ['extensions of nothing', { allOf: [{ $ref: '#/$defs/Animal' }] }],
    ['references', { $ref: '#/$defs/Animal' }],
    ['choices', { oneOf: [object({ m: text }, ['m']), object({ n: text }, ['n'])] }],
  ])('keep their names: %s', async (_, shape) => {
    const $defs = { Animal: { type: 'object', properties: { a: text } }, Named: { properties: { b: text } } };
    const schema = { ...object(references), $defs: { ...$defs, Dog: shape, Cat: shape } };
    const all = await typesText(built(schema));
    expect(all).toContain('  dog?: Dog;\n  cat?: Cat;\n');
  });

  it.each([
    ['first', { Dog: [{ $ref: '#/$defs/Animal' }, a], Cat: [{ $ref: '#/$defs/Animal' }, a] }],
    ['second', { Dog: [{ $ref: '#/$defs/Animal' }, a], Cat: [{ $ref: '#/$defs/Animal' }] }],
    ['neither', { Dog: [{ $ref: '#/$defs/Animal' }], Cat: [{ $ref: '#/$defs/Animal' }] }],
  ])('keep their names when the %s gets a property', (_, { Dog, Cat }) => {
    const $defs = { Animal: { type: 'object' }, Dog: { allOf: Dog }, Cat: { allOf: Cat } };
    expect(names({ ...object(references), $defs })).toEqual(['Order', 'Dog', 'Cat']);
  });

  it('keep them where a reference adds a constraint', () => {
    const limited = { allOf: [{ $ref: '#/$defs/Dog' }, { minProperties: 1 }] };
    expect(names({ ...object({ a: limited, b: { $ref: '#/$defs/Dog' } }), $defs: { Dog: a } })).toEqual([
      'Order',
      'Dog',
    ]);
  });
});

describe('the branches of a union', () => {
  const nothing = { type: 'null' };
  const x = object({ x: text });
  const y = object({ y: text });
  const kind = (value: string) => object({ kind: { const: value } }, ['kind']);

  it.each([
    ['one object, null first', [nothing, x], ['Doc']],
    ['one object, null last', [x, nothing], ['Doc']],
    ['one object and a scalar', [text, x], ['Doc']],
    ['one object and one list', [{ type: 'array', items: y }, x], ['DocItem', 'Doc']],
    [
      'two lists',
      [
        { type: 'array', items: y },
        { type: 'array', items: x },
      ],
      ['Doc1Item', 'Doc2Item'],
    ],
    ['literals', [kind('MAIL'), kind('Phone')], ['DocMail', 'DocPhone']],
    ['literals next to null', [nothing, kind('MAIL'), kind('Phone')], ['DocMail', 'DocPhone']],
    ['a required property each', [object({ x: text }, ['x']), object({ y: text }, ['y'])], ['DocX', 'DocY']],
    [
      'a required property next to a common one',
      [object({ id: text, x: text }, ['id', 'x']), object({ id: text, y: text }, ['id', 'y'])],
      ['DocX', 'DocY'],
    ],
    ['one without any', [object({ x: text }, ['x']), y], ['DocX', 'Doc']],
    ['several required properties', [object({ x: text, z: text }, ['x', 'z']), y], ['Doc1', 'Doc2']],
    ['nothing to distinguish them', [nothing, x, y], ['Doc1', 'Doc2']],
    [
      'titles',
      [
        { title: 'First', ...x },
        { title: 'Second', ...y },
      ],
      ['First', 'Second'],
    ],
  ])('are named by %s', (_, oneOf, expected) => {
    const inline = expected.map((name) => name.replace(/^Doc/, 'OrderDoc'));
    expect(names(object({ doc: { oneOf } }))).toEqual(['Order', ...inline]);
    const isUnion = oneOf.filter((branch) => branch !== nothing).length > 1;
    const defined = isUnion ? ['Doc', ...expected.map((name) => (name === 'Doc' ? 'DocObject' : name))] : expected;
    const schema = { ...object({ a: { $ref: '#/$defs/Doc' } }), $defs: { Doc: { oneOf } } };
    expect(names(schema)).toEqual(['Order', ...defined]);
  });
});
