import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import type { SchemaFault } from '../../src/json-schema/schema/json-schema.js';
import { documentsOf } from './build-documents.js';

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';
const DRAFT_6 = 'http://json-schema.org/draft-06/schema#';
const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

/** The faults of a schema, one line each: pointer, message, help. */
function faultsOf(json: unknown, others: Readonly<Record<string, unknown>> = {}): readonly string[] {
  const { schema, faults } = buildJsonSchema('a.json', documentsOf({ 'a.json': json, ...others }), {
    impliedTypes: false,
  });
  expect(schema === undefined).toBe(faults.length > 0);
  return faults.map(inWords);
}

function remarksOf(json: unknown): readonly string[] {
  const { faults, remarks } = buildJsonSchema('a.json', documentsOf({ 'a.json': json }), { impliedTypes: false });
  expect(faults).toEqual([]);
  return remarks.map(inWords);
}

function inWords({ place, message, help }: SchemaFault): string {
  const file = place.file === 'a.json' ? '' : place.file;
  return `${file}#${place.pointer} ${message}${help === undefined ? '' : ` | ${help}`}`;
}

describe('a keyword whose value the draft does not allow is a fault at that value', () => {
  it.each<[unknown, string]>([
    [[], '# a schema must be an object, true or false, found an empty list'],
    [null, '# a schema must be an object, true or false, found null'],
    ['{}', '# a schema must be an object, true or false, found "{}"'],
    [{ properties: { a: 'string' } }, '#/properties/a a schema must be an object, true or false, found "string"'],
    [{ type: 'strin' }, '#/type unknown type "strin" | Did you mean "string"?'],
    [{ type: 'int' }, '#/type unknown type "int" | Did you mean "integer"?'],
    [
      { type: 'any' },
      '#/type unknown type "any" | The types are null, boolean, integer, number, string, array, object.',
    ],
    [{ type: ['string', 'Null'] }, '#/type/1 unknown type "Null" | Did you mean "null"?'],
    [{ type: [] }, '#/type "type" must be a type or a list of at least one type, found an empty list'],
    [
      { type: { a: 1 } },
      '#/type unknown type an object | The types are null, boolean, integer, number, string, array, object.',
    ],
    [
      { properties: { a: { required: true } } },
      '#/properties/a/required "required" must be a list of names, found true | List the property in "required" of its object.',
    ],
    [{ required: 'a' }, '#/required "required" must be a list, found "a"'],
    [{ required: ['a', 1] }, '#/required/1 expected a property name, found 1'],
    [{ minLength: -1 }, '#/minLength "minLength" must be a whole number, 0 or more, found -1'],
    [{ maxItems: 1.5 }, '#/maxItems "maxItems" must be a whole number, 0 or more, found 1.5'],
    [{ minimum: '1' }, '#/minimum "minimum" must be a number, found "1"'],
    [{ maximum: Infinity }, '#/maximum "maximum" must be a number, found Infinity'],
    [{ multipleOf: 0 }, '#/multipleOf "multipleOf" must be a number above 0, found 0'],
    [{ pattern: '(' }, '#/pattern "pattern" is not a regular expression: unterminated group'],
    [{ pattern: 1 }, '#/pattern "pattern" must be a string, found 1'],
    [
      { patternProperties: { '[': {} } },
      '#/patternProperties/[ "[" is not a regular expression: unterminated character class',
    ],
    [
      { patternProperties: { 'a/b~(': {} } },
      '#/patternProperties/a~1b~0( "a/b~(" is not a regular expression: unterminated group',
    ],
    [{ properties: [] }, '#/properties "properties" must be an object, found an empty list'],
    [{ anyOf: [] }, '#/anyOf "anyOf" must be a list of at least one schema, found an empty list'],
    [{ allOf: {} }, '#/allOf "allOf" must be a list, found an object'],
    [{ oneOf: [{}, 1] }, '#/oneOf/1 a schema must be an object, true or false, found 1'],
    [{ not: 'x' }, '#/not a schema must be an object, true or false, found "x"'],
    [{ enum: [] }, '#/enum an empty "enum" does not allow any value'],
    [{ enum: 'a' }, '#/enum "enum" must be a list, found "a"'],
    [{ uniqueItems: 1 }, '#/uniqueItems "uniqueItems" must be true or false, found 1'],
    [{ format: 1 }, '#/format "format" must be a string, found 1'],
    [{ dependentRequired: { a: 'b' } }, '#/dependentRequired/a expected a list of names, found "b"'],
    [{ dependencies: { a: [1] } }, '#/dependencies/a/0 expected a property name, found 1'],
    [{ dependencies: { a: 'b' } }, '#/dependencies/a a schema must be an object, true or false, found "b"'],
    [{ $anchor: 1 }, '#/$anchor "$anchor" must be a string, found 1'],
    [{ $recursiveAnchor: 'a' }, '#/$recursiveAnchor "$recursiveAnchor" must be true or false, found "a"'],
    [{ definitions: [{}] }, '#/definitions "definitions" must be an object, found a list'],
    [{ $ref: 1 }, '#/$ref "$ref" must be a string, found 1'],
    [{ contains: {}, minContains: -1 }, '#/minContains "minContains" must be a whole number, 0 or more, found -1'],
    [
      { $schema: DRAFT_4, minimum: 1, exclusiveMinimum: 1 },
      '#/exclusiveMinimum "exclusiveMinimum" must be true or false in draft 4, found 1 | In draft 4, the bound is "minimum".',
    ],
    [
      { $schema: DRAFT_7, maximum: 5, exclusiveMaximum: true },
      '#/exclusiveMaximum "exclusiveMaximum" must be a number since draft 6, found true | Write the bound: "exclusiveMaximum": 5',
    ],
    [
      { $schema: DRAFT_2020, items: [{}] },
      '#/items since 2020-12, "items" must be a schema, found a list | Rename the list to "prefixItems", and "additionalItems" to "items".',
    ],
  ])('%j', (json, fault) => {
    expect(faultsOf(json)).toEqual([fault]);
  });

  it('all of them at once, the outer ones first, each once', () => {
    const shared = { $ref: '#/$defs/shared' };
    const json = {
      type: 'objct',
      properties: { a: { minLength: -1 }, b: shared, c: shared },
      $defs: { shared: { enum: [] }, unused: { enum: [] } },
    };
    expect(faultsOf(json)).toEqual([
      '#/type unknown type "objct" | Did you mean "object"?',
      '#/properties/a/minLength "minLength" must be a whole number, 0 or more, found -1',
      '#/$defs/shared/enum an empty "enum" does not allow any value',
    ]);
  });

  it('in the file that it stands in', () => {
    expect(faultsOf({ $ref: 'b.json#/x' }, { 'b.json': { x: { type: 'number', minimum: [] } } })).toEqual([
      'b.json#/x/minimum "minimum" must be a number, found an empty list',
    ]);
  });
});

describe('a reference that leads nowhere is a fault at the reference', () => {
  const include = 'Add the document to the project and to "include"; nothing is fetched.';

  it('says from where it starts, if that is not the root', () => {
    const part = { $id: 'b', $ref: '#/$defs/text' };
    const root = { $id: 'https://example.com/a', $ref: 'b', $defs: { part, text: { type: 'string' } } };
    expect(faultsOf(root)).toEqual([
      '#/$defs/part/$ref "#/$defs/text" does not exist in the schema at /$defs/part of a.json | ' +
        'A reference starts at the nearest schema with a URI of its own: write the URI of the root before the #.',
    ]);
  });

  it.each<[string, string]>([
    ['#/$defs/none', '"#/$defs/none" does not exist in a.json | Correct the part after the #.'],
    ['#$defs/Address', '"#$defs/Address" does not exist in a.json | Did you mean "#/$defs/Address"?'],
    ['#none', '"#none" does not exist in a.json | Correct the part after the #.'],
    ['#/%zz', '"#/%zz" does not exist in a.json | Correct the part after the #.'],
    ['#/$defs/list/length', '"#/$defs/list/length" does not exist in a.json | Correct the part after the #.'],
    ['#/constructor', '"#/constructor" does not exist in a.json | Correct the part after the #.'],
    ['#/__proto__/toString', '"#/__proto__/toString" does not exist in a.json | Correct the part after the #.'],
    [
      '$defs/Address',
      `"$defs/Address" resolves to $defs/Address, which does not exist | Did you mean "#/$defs/Address"?`,
    ],
    ['b.json', `"b.json" resolves to b.json, which does not exist | ${include}`],
    ['x/../c.json#/a', `"x/../c.json#/a" resolves to c.json, which does not exist | ${include}`],
    ['../b.json', '"../b.json" is outside the project | Add the document to the project and refer to it there.'],
    [
      'x/../../b.json',
      '"x/../../b.json" is outside the project | Add the document to the project and refer to it there.',
    ],
    ['https://example.com/a?b#/c', `the project has no document with the URI "https://example.com/a?b" | ${include}`],
    ['urn:example:a', `the project has no document with the URI "urn:example:a" | ${include}`],
    ['//example.com/a', `the project has no document with the URI "//example.com/a" | ${include}`],
    ['"\n*/`${x}', '"\\"\\n*/`${x}" resolves to "\n*/`${x}, which does not exist | ' + include],
  ])('%j', ($ref, fault) => {
    const json = { $defs: { Address: {}, list: [{}] }, properties: { a: { $ref } } };
    expect(faultsOf(json)).toEqual([`#/properties/a/$ref ${fault}`]);
  });

  it('a document that bears the URI with another scheme', () => {
    const others = { 'b.json': { $id: 'https://example.com/b' } };
    expect(faultsOf({ $ref: 'http://example.com/b#/a' }, others)).toEqual([
      '#/$ref the project has no document with the URI "http://example.com/b" | Did you mean "https://example.com/b"?',
    ]);
  });

  it('two documents with one URI and different content', () => {
    const others = {
      'x/b.json': { $id: 'https://example.com/b' },
      'y/b.json': { $id: 'https://example.com/b', title: 'B' },
    };
    expect(faultsOf({ $ref: 'https://example.com/b' }, others)).toEqual([
      '#/$ref x/b.json and y/b.json both have the URI "https://example.com/b" | List only one of them in "include".',
    ]);
  });
});

describe('a schema that leads back to itself for one and the same value is a fault', () => {
  const help = 'Move the reference into a property or an item, or remove it.';
  const fault = (pointer: string) => `#${pointer} the schema refers to itself for the same value | ${help}`;

  it.each<[unknown, readonly string[]]>([
    [{ $ref: '#' }, [fault('')]],
    [{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }, [fault('/$defs/b')]],
    [{ allOf: [{ $ref: '#' }] }, [fault('/allOf/0')]],
    [{ anyOf: [{ type: 'null' }, { not: { $ref: '#' } }] }, [fault('/anyOf/1/not')]],
    [{ if: {}, then: { $ref: '#' } }, [fault('/then')]],
    [{ dependentSchemas: { a: { $ref: '#' } } }, [fault('/dependentSchemas/a')]],
    [
      { properties: { a: { items: { oneOf: [{ $ref: '#/properties/a/items' }] } } } },
      [fault('/properties/a/items/oneOf/0')],
    ],
    [{ properties: { a: { $ref: '#' } }, items: { $ref: '#' } }, []],
    [{ allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }], $defs: { a: { properties: { b: { $ref: '#' } } } } }, []],
  ])('%j', (json, faults) => {
    expect(faultsOf(json)).toEqual(faults);
  });

  it('twenty thousand references in a row do not fill the stack', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`d${index}`, { $ref: `#/$defs/d${index + 1}` }]),
    );
    expect(faultsOf({ $ref: '#/$defs/d0', $defs: { ...$defs, d20000: { type: 'string' } } })).toEqual([]);
  });

  it('more schemas than anyone writes are a fault', () => {
    expect(faultsOf({ anyOf: Array.from({ length: 100_000 }, () => true) })).toEqual(['# more than 100000 schemas']);
  });
});

describe('what is ignored, but may have meant something, is a remark', () => {
  it.each<[unknown, readonly string[]]>([
    [{ requried: ['a'] }, ['#/requried "requried" is not a keyword and is ignored | Did you mean "required"?']],
    [
      { additonalProperties: false },
      [
        '#/additonalProperties "additonalProperties" is not a keyword and is ignored | Did you mean "additionalProperties"?',
      ],
    ],
    [{ Type: 'string' }, ['#/Type "Type" is not a keyword and is ignored | Did you mean "type"?']],
    [
      { 'x-required': true, 'X-type': 1, example: {}, tsType: 'Date', enumNames: [], javaType: 'A', foo: 1, xml: {} },
      [],
    ],
    [{ properties: { requried: { type: 'string' } }, $defs: { tpye: {} } }, []],
    [{ default: { requried: 1 }, enum: [{ tpye: 1 }] }, []],
    [
      { $schema: DRAFT_4, const: 1 },
      ['#/const "const" is not a keyword of draft 4 and is ignored | Write "enum": [1] instead.'],
    ],
    [
      { $schema: DRAFT_6, if: {} },
      ['#/if "if" is not a keyword of draft 6 and is ignored | It is a keyword since draft 7.'],
    ],
    [
      { $schema: DRAFT_2020, additionalItems: false },
      [
        '#/additionalItems "additionalItems" is not a keyword of draft 2020-12 and is ignored | Write "items", next to "prefixItems", instead.',
      ],
    ],
    [
      { $schema: DRAFT_2020, $recursiveRef: '#' },
      [
        '#/$recursiveRef "$recursiveRef" is not a keyword of draft 2020-12 and is ignored | It was a keyword until draft 2019-09.',
      ],
    ],
    [
      { $schema: DRAFT_7, id: 'a' },
      ['#/id "id" is a keyword only in draft 4 and is ignored | Since draft 6, it is "$id".'],
    ],
    [{ title: 1 }, ['#/title "title" is ignored: it must be a string, found 1']],
    [{ examples: 'a' }, ['#/examples "examples" is ignored: it must be a list, found "a"']],
  ])('%j', (json, remarks) => {
    expect(remarksOf(json)).toEqual(remarks);
  });
});

describe('alternatives that the draft cannot distinguish are a warning at the oneOf', () => {
  const overlap = 'the alternatives of "oneOf" overlap: ';
  const kind = (value: string, more: object = {}, required: readonly string[] = []) => ({
    type: 'object',
    required: ['kind', ...required],
    properties: { kind: { const: value }, ...more },
  });
  const some = 'a record that satisfies more than one of them is rejected';

  it.each<[string, object, string]>([
    ['nothing else differs', { oneOf: [kind('a'), kind('b')] }, 'every record is rejected'],
    [
      'titles differ',
      {
        oneOf: [
          { title: 'A', ...kind('a') },
          { title: 'B', ...kind('b') },
        ],
      },
      'every record is rejected',
    ],
    [
      'by reference',
      {
        oneOf: [{ $ref: '#/definitions/A' }, { $ref: '#/definitions/B' }],
        definitions: { A: kind('a'), B: kind('b') },
      },
      'every record is rejected',
    ],
    ['an optional property differs', { oneOf: [kind('a', { x: { type: 'string' } }), kind('b')] }, some],
    ['a required property differs', { oneOf: [kind('a', { x: {} }, ['x']), kind('b', { y: {} }, ['y'])] }, some],
    ['one of three has no twin', { oneOf: [kind('a'), kind('b'), { type: 'string' }] }, some],
  ])('%s', (_, schema, rejected) => {
    expect(remarksOf({ $schema: DRAFT_4, ...schema }).filter((line) => line.includes('overlap'))).toEqual([
      `#/oneOf without "const", which draft 4 ignores, ${overlap}${rejected} | Write "enum": ["a"] instead of "const".`,
    ]);
  });

  it('of a property, they reject its values', () => {
    const schema = { $schema: DRAFT_4, properties: { k: { oneOf: [{ const: 'a' }, { const: 'b' }] } } };
    expect(remarksOf(schema)).toContain(
      `#/properties/k/oneOf without "const", which draft 4 ignores, ${overlap}every value is rejected | Write "enum": ["a"] instead of "const".`,
    );
  });

  it('of other keywords too', () => {
    const schema = {
      $schema: DRAFT_7,
      oneOf: [{ dependentRequired: { a: ['b'] } }, { dependentRequired: { c: ['d'] } }],
    };
    expect(remarksOf(schema)).toContain(
      `#/oneOf without "dependentRequired", which draft 7 ignores, ${overlap}every record is rejected | Name a draft that has the keyword in "$schema".`,
    );
  });

  it.each<[string, object]>([
    ['a draft that has the keyword', { $schema: DRAFT_6, oneOf: [kind('a'), kind('b')] }],
    ['no draft', { oneOf: [kind('a'), kind('b')] }],
    ['anyOf, where overlaps reject nothing', { $schema: DRAFT_4, anyOf: [kind('a'), kind('b')] }],
    ['no ignored keyword', { $schema: DRAFT_4, oneOf: [{ enum: ['a'] }, { enum: ['b'] }] }],
  ])('no warning: %s', (_, schema) => {
    expect(remarksOf(schema).filter((line) => line.includes('overlap'))).toEqual([]);
  });
});

describe('constraints next to $ref, which drafts up to 7 ignore, are a note', () => {
  const text = { definitions: { text: { type: 'string' } } };
  const ref = { $ref: '#/definitions/text' };
  const one = 'To apply it too, put the reference into "allOf": { "allOf": [{ "$ref": … }], … }.';
  const several = one.replace(' it ', ' them ');

  it.each<[object, readonly string[]]>([
    [{ ...ref, minLength: 1 }, [`#/properties/a/$ref "minLength" next to "$ref" is ignored in draft 7 | ${one}`]],
    [
      { ...ref, type: 'string', pattern: 'a', nullable: true },
      [`#/properties/a/$ref "type", "pattern" and "nullable" next to "$ref" are ignored in draft 7 | ${several}`],
    ],
    [
      { ...ref, title: 'A', description: 'b', default: 'c', examples: [], $comment: 'd', definitions: {}, 'x-y': 1 },
      [],
    ],
    [ref, []],
  ])('%j', (property, remarks) => {
    expect(remarksOf({ $schema: DRAFT_7, properties: { a: property }, ...text })).toEqual(remarks);
    expect(remarksOf({ $schema: DRAFT_2020, properties: { a: property }, ...text })).toEqual([]);
  });
});
