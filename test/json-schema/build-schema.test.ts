import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DRAFTS } from '../../src/json-schema/read/keywords.js';
import { documentsOf } from './build-documents.js';
import { sketch } from './build-sketch.js';

const SCHEMA = {
  '4': 'http://json-schema.org/draft-04/schema#',
  '6': 'http://json-schema.org/draft-06/schema#',
  '7': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

function build(json: unknown, others: Readonly<Record<string, unknown>> = {}, impliedTypes = false) {
  const { schema, faults } = buildJsonSchema('a.json', documentsOf({ 'a.json': json, ...others }), { impliedTypes });
  if (schema === undefined) throw new Error(JSON.stringify(faults));
  return schema;
}

describe('the drafts', () => {
  it.each([
    ['http://json-schema.org/draft-04/schema#', '4'],
    ['http://json-schema.org/draft-04/schema', '4'],
    ['https://json-schema.org/draft-04/schema#', '4'],
    ['http://json-schema.org/draft-04/hyper-schema#', '4'],
    ['http://json-schema.org/draft-05/schema#', '4'],
    ['http://json-schema.org/draft-06/schema#', '6'],
    ['http://json-schema.org/draft-07/schema#', '7'],
    ['https://json-schema.org/draft-07/schema/', '7'],
    ['http://json-schema.org/draft/07/schema', '7'],
    ['json-schema.org/draft-07/schema#', '7'],
    [' http://json-schema.org/draft-07/schema# ', '7'],
    ['http://json-schema.org/draft/2019-09/schema', '2019-09'],
    ['https://json-schema.org/draft/2019-09/schema#', '2019-09'],
    ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
    ['https://json-schema.org/draft/2020-12/schema#', '2020-12'],
    ['http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#', '2020-12'],
    ['http://json-schema.org/schema#', '2020-12'],
    [undefined, '2020-12'],
    [null, '2020-12'],
  ])('%s is draft %s', ($schema, draft) => {
    expect(build($schema === undefined ? {} : { $schema }).draft).toBe(draft);
  });

  it('a document without $schema is read by the draft of the schema that refers to it', () => {
    const schema = build(
      { $schema: SCHEMA['4'], $ref: 'b.json#/definitions/c' },
      { 'b.json': { definitions: { c: { minimum: 1, exclusiveMinimum: true } } } },
    );
    expect(schema.refs[0]?.draft).toBe('4');
    expect(sketch(schema)).toEqual({
      refs: [{ exclusiveMinimum: 1, definedAs: 'c', spelled: { exclusiveMinimum: '/definitions/c/minimum' } }],
    });
  });

  it('an embedded schema with an $id and a $schema of its own is read by that draft', () => {
    const embedded = { $id: 'https://example.com/b', $schema: SCHEMA['7'], items: [{}] };
    const schema = build({ $schema: SCHEMA['2020-12'], properties: { b: embedded, c: { prefixItems: [{}] } } });
    expect([...schema.properties.values()].map(({ draft, prefixItems }) => [draft, prefixItems.length])).toEqual([
      ['7', 1],
      ['2020-12', 1],
    ]);
  });

  it('a meta-schema among the documents is followed to its draft, and takes away what it does not list', () => {
    const vocab = 'https://json-schema.org/draft/2020-12/vocab';
    const meta = {
      $schema: SCHEMA['2020-12'],
      $id: 'https://example.com/meta',
      $vocabulary: { [`${vocab}/core`]: true, [`${vocab}/applicator`]: true },
    };
    const json = {
      $schema: 'https://example.com/meta#',
      type: 'string',
      properties: { a: { minimum: 1 } },
      unevaluatedItems: false,
      title: 'A',
    };
    const { schema, remarks, files } = buildJsonSchema('a.json', documentsOf({ 'a.json': json, 'meta.json': meta }), {
      impliedTypes: false,
    });
    expect(schema === undefined ? undefined : sketch(schema)).toEqual({ properties: { a: {} }, title: 'A' });
    expect({ remarks, files }).toEqual({ remarks: [], files: ['a.json', 'meta.json'] });
  });

  it('meta-schemas that name each other come to an end', () => {
    const others = {
      'b.json': { $id: 'https://example.com/b', $schema: 'https://example.com/c' },
      'c.json': { $id: 'https://example.com/c', $schema: 'https://example.com/b' },
    };
    expect(build({ $schema: 'https://example.com/b', minLength: 1 }, others).minLength).toBe(1);
  });

  it.each(DRAFTS)('the meta-schema of draft %s builds, in its own words', (draft) => {
    const { schema, faults, files } = buildJsonSchema(
      'a.json',
      documentsOf({ 'a.json': { $schema: SCHEMA[draft], $ref: SCHEMA[draft] } }),
      { impliedTypes: false },
    );
    expect({ faults, files, draft: schema?.refs[0]?.draft }).toEqual({ faults: [], files: ['a.json'], draft });
  });
});

describe('what the drafts spell differently is said in one way', () => {
  const tuple = { items: [{ type: 'string' }], additionalItems: false };
  const dependent = { dependencies: { a: ['b'], c: { required: ['d'] } } };

  it.each<[string, unknown, unknown]>([
    [
      'a list of items',
      { $schema: SCHEMA['7'], ...tuple },
      {
        prefixItems: [{ types: ['string'] }],
        items: { never: true },
        spelled: { prefixItems: '/items', items: '/additionalItems' },
      },
    ],
    ['items and additionalItems', { $schema: SCHEMA['7'], items: {}, additionalItems: false }, { items: {} }],
    ['prefixItems', { prefixItems: [{}], items: false }, { prefixItems: [{}], items: { never: true } }],
    [
      'dependencies',
      { $schema: SCHEMA['4'], ...dependent },
      {
        dependentRequired: { a: ['b'] },
        dependentSchemas: { c: { required: ['d'] } },
        spelled: { dependentRequired: '/dependencies', dependentSchemas: '/dependencies' },
      },
    ],
    [
      'dependentRequired and dependentSchemas',
      { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d', 'd'] } } },
      { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } },
    ],
    [
      'exclusive bounds that are true or false',
      { $schema: SCHEMA['4'], minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false },
      { exclusiveMinimum: 1, maximum: 2, spelled: { exclusiveMinimum: '/minimum' } },
    ],
    ['exclusive bounds that are numbers', { minimum: 1, exclusiveMinimum: 2 }, { minimum: 1, exclusiveMinimum: 2 }],
    ['const', { const: null }, { enum: [null], spelled: { enum: '/const' } }],
    ['const within enum', { const: { a: 1 }, enum: [1, { a: 1 }] }, { enum: [{ a: 1 }], spelled: { enum: '/const' } }],
    ['const outside enum', { const: 2, enum: [1] }, { never: true, spelled: { enum: '/const' } }],
    [
      'contains',
      { contains: {}, minContains: 0, maxContains: 2 },
      { contains: { schema: {}, min: 0, max: 2, evaluates: true } },
    ],
    [
      'contains before minContains',
      { $schema: SCHEMA['7'], contains: {}, minContains: 0 },
      { contains: { schema: {}, min: 1, max: undefined, evaluates: false } },
    ],
    ['then and else without if', { then: {}, else: {} }, {}],
    ['if, then and else', { if: true, then: {}, else: false }, { if: {}, then: {}, else: { never: true } }],
    ['if before draft 7', { $schema: SCHEMA['6'], if: true, then: false }, {}],
    ['nullable', { type: ['string'], nullable: true }, { types: ['string', 'null'] }],
    ['nullable without type', { nullable: true, minLength: 1 }, { minLength: 1 }],
    ['true', true, {}],
    ['false', false, { never: true }],
    [
      'no draft: the words of all of them',
      { ...tuple, ...dependent, minimum: 1, exclusiveMinimum: true, definitions: { a: {} } },
      {
        prefixItems: [{ types: ['string'] }],
        items: { never: true },
        dependentRequired: { a: ['b'] },
        dependentSchemas: { c: { required: ['d'] } },
        exclusiveMinimum: 1,
        spelled: {
          exclusiveMinimum: '/minimum',
          prefixItems: '/items',
          items: '/additionalItems',
          dependentRequired: '/dependencies',
          dependentSchemas: '/dependencies',
        },
      },
    ],
    [
      'annotations',
      { title: 'T', description: 'D', default: false, examples: [1], deprecated: true, $id: 'a' },
      { title: 'T', description: 'D', default: { value: false }, examples: [1], deprecated: true, id: 'a' },
    ],
    [
      'numbers past 2^53',
      { maximum: 2n ** 64n, maxLength: 2n ** 60n, enum: [2n ** 64n], const: 2n ** 64n },
      { maximum: 2 ** 64, maxLength: 2 ** 60, enum: [2n ** 64n], spelled: { enum: '/const' } },
    ],
  ])('%s', (_, json, expected) => {
    expect(sketch(build(json))).toEqual(expected);
  });

  it.each<[unknown, readonly string[] | undefined]>([
    [{ properties: {} }, ['object']],
    [{ required: [], minProperties: 1 }, ['object']],
    [{ items: {} }, ['array']],
    [{ minimum: 0 }, ['number']],
    [{ pattern: 'a', nullable: true }, ['string', 'null']],
    [{ type: 'integer', properties: {} }, ['integer']],
    [{ properties: {}, items: {} }, undefined],
    [{ enum: ['a'], minLength: 1 }, undefined],
    [{ format: 'date' }, undefined],
    [{}, undefined],
  ])('with impliedTypes, %j has the types %j', (json, types) => {
    const found = build(json, {}, true).types;
    expect(found && [...found]).toEqual(types);
  });
});

describe('references', () => {
  it.each(['4', '6', '7'] as const)('in draft %s a $ref hides what is beside it, but for annotations', (draft) => {
    const json = {
      $schema: SCHEMA[draft],
      $ref: '#/definitions/b~1%7E1~0%25',
      title: 'A',
      description: 'text',
      default: 1,
      minLength: 1,
      properties: { a: 1 },
      definitions: { 'b//~%': { maxLength: 2 } },
    };
    expect(sketch(build(json))).toEqual({
      refs: [{ maxLength: 2, definedAs: 'b//~%' }],
      title: 'A',
      description: 'text',
      default: { value: 1 },
    });
  });

  it('since 2019-09 both count', () => {
    const json = { $schema: SCHEMA['2019-09'], $ref: '#/$defs/b', minLength: 1, $defs: { b: { maxLength: 2 } } };
    expect(sketch(build(json))).toEqual({ refs: [{ maxLength: 2, definedAs: 'b' }], minLength: 1 });
  });

  it('a schema is one, however often and in whatever way it is referred to', () => {
    const properties = {
      a: { $ref: '#/$defs/N' },
      b: { $ref: 'a.json#/%24defs/N' },
      c: { $ref: '#n' },
      d: { $ref: 'urn:x:n' },
    };
    const json = { properties, $defs: { N: { $id: 'urn:x:n', $anchor: 'n', properties: { next: { $ref: '#' } } } } };
    expect(() => build(json)).toThrow('does not exist in a.json');
    const schema = build({ ...json, properties: { a: properties.a, b: properties.b, d: properties.d } });
    const targets = new Set([...schema.properties.values()].flatMap(({ refs }) => refs));
    expect(targets.size).toBe(1);
    const [node] = targets;
    expect(node?.properties.get('next')?.refs).toEqual([node]);
    expect(node?.key).toBe('a.json#/$defs/N');
  });

  it('lead through keywords that hold no schemas, and take their last step for a name', () => {
    const json = {
      $ref: '#/components/schemas/Order',
      components: { schemas: { Order: { items: { $ref: '#/x' } } } },
      x: {},
    };
    expect(sketch(build(json))).toEqual({
      refs: [{ items: { refs: [{ definedAs: 'x' }] }, definedAs: 'Order' }],
    });
  });

  it('a file that a registry lists under a name comes before others', () => {
    const files = documentsOf({
      'a.json': { $ref: 'address.json#/a' },
      'v2.json': { a: { title: 'v2' } },
      'address.json': {},
    });
    const named = (name: string) => (name === 'address.json' ? files.get('v2.json') : undefined);
    const built = buildJsonSchema('a.json', { ...files, named }, { impliedTypes: false });
    expect(built.files).toEqual(['a.json', 'v2.json']);
    expect(built.schema?.refs[0]?.title).toBe('v2');
  });

  it('of several documents with one URI that one counts which is itself, lies where the path leads, or is a copy', () => {
    const id = 'https://example.com/schemas/b';
    const json = { $id: 'https://example.com/schemas/a', $ref: 'b' };
    const bearing = { 'v1/b': { $id: id, title: '1' }, 'v2/b': { $id: id, title: '2' } };
    const documents = documentsOf({ ...bearing, 'v2/a.json': json });
    expect(buildJsonSchema('v2/a.json', documents, { impliedTypes: false }).schema?.refs[0]?.title).toBe('2');
    expect(build(json, { b1: { $id: id, title: '1' }, b2: { title: '1', $id: id } }).refs[0]?.title).toBe('1');
    expect(build({ ...json, $defs: { b: { $id: id, title: 'own' } } }, bearing).refs[0]?.title).toBe('own');
  });

  it('a dynamic reference leads where the outermost resource says, so that one place may be several schemas', () => {
    const list = {
      $schema: SCHEMA['2020-12'],
      $id: 'https://example.com/list',
      items: { $dynamicRef: '#item' },
      $defs: { item: { $dynamicAnchor: 'item', title: 'anything' } },
    };
    const texts = {
      $id: 'https://example.com/texts',
      $ref: 'list',
      $defs: { t: { $dynamicAnchor: 'item', type: 'string' } },
    };
    const json = { $schema: SCHEMA['2020-12'], prefixItems: [list, texts] };
    const [any, text] = build(json).prefixItems;
    expect(any?.items?.refs.map(({ title, types }) => ({ title, types }))).toEqual([
      { title: 'anything', types: undefined },
    ]);
    expect(text?.refs[0]?.items?.refs.map(({ title, types }) => ({ title, types: [...(types ?? [])] }))).toEqual([
      { title: undefined, types: ['string'] },
    ]);
    expect(any?.key).toBe('a.json#/prefixItems/0 in ["item","a.json","/prefixItems/0"]');
    expect(text?.refs[0]?.key).toBe('a.json#/prefixItems/0 in ["item","a.json","/prefixItems/1"]');
  });
});

describe('hostile names', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    '/',
    '~',
    '#',
    '%',
    '\u0000',
    '\u2028',
    '*/',
    '"',
  ];

  it('are names like any other, of properties, definitions and files', () => {
    const members = Object.fromEntries(names.map((name) => [name, { title: name }]));
    const json = JSON.parse(JSON.stringify({ properties: members, $defs: members })) as object;
    const schema = build(json);
    expect([...schema.properties].map(([name, { title }]) => [name, title])).toEqual(names.map((name) => [name, name]));
    for (const name of names) {
      const pointer = name.replaceAll('~', '~0').replaceAll('/', '~1');
      const $ref = `#/$defs/${encodeURIComponent(pointer)}`;
      const target = build({ ...json, allOf: [{ $ref }] }).allOf[0]?.refs[0];
      expect([target?.title, target?.definedAs, target?.place.pointer]).toEqual([name, name, `/$defs/${pointer}`]);
    }
    expect(Object.prototype).not.toHaveProperty('title');
  });

  it('what every object inherits is no keyword', () => {
    expect(sketch(build(JSON.parse('{"__proto__": {"minLength": 1}, "constructor": {"maxLength": 2}}')))).toEqual({});
  });
});
