import { expect, test } from 'vitest';

import { loadTopics } from '../pipeline/load-topics.js';
import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';
import { ajvOracle } from '../json-schema/ajv-oracle.js';

const property = (schema: object) => ({ type: 'object', properties: { s: schema }, required: ['s'] });

/** Each says of one value what TypeScript, which follows the tests, would find pointless to ask once more. */
const schemas: Readonly<Record<string, unknown>> = {
  'text-not-empty': property({ type: 'string', enum: ['artifact'], minLength: 1 }),
  'text-not-another': property({ type: 'string', enum: ['a', 'b'], not: { const: 'x' } }),
  'list-of-other-types': property({ type: 'string', enum: ['a', 5, null] }),
  'list-of-some-types': property({
    enum: ['a', 5, null],
    type: ['string', 'integer'],
    minLength: 1,
    not: { enum: ['q', true] },
  }),
  'lists-that-meet': { allOf: [{ const: 'a' }, { minLength: 1 }, { enum: ['a', 'q'] }] },
  'lists-that-part': { anyOf: [{ allOf: [{ const: 'a' }, { enum: ['b', 'c'] }] }, { const: 'd' }] },
  'alternatives-of-other-types': { type: 'string', anyOf: [{ const: 'a' }, { const: 1 }] },
  'true-and-not-false': { type: 'boolean', const: true, not: { const: false } },
  'number-not-another': { type: 'integer', enum: [1, 2], not: { const: 3 } },
  'number-with-text-keywords': { allOf: [{ const: 5 }, { minLength: 1, maxLength: 3, pattern: '^(a|aa)+$' }] },
  'text-with-number-keywords': { allOf: [{ const: 'a' }, { minimum: 5, multipleOf: 2 }] },
  'if-another': { type: 'string', enum: ['a'], if: { const: 'b' }, then: { const: 'c' }, else: { minLength: 1 } },
  'wide-number': { type: ['integer', 'string'], anyOf: [{ const: 'a' }, { const: 9007199254740993 }] },
  'objects-in-lists': { allOf: [{ enum: ['a', { x: 1 }] }, { minLength: 1 }, { not: { const: { x: 2 } } }] },
  'only-objects-in-lists': { type: ['string', 'object'], not: { const: 'b' }, allOf: [{ enum: [{ x: 1 }, { x: 2 }] }] },
  'keys-of-a-list': { type: 'object', propertyNames: { enum: ['a', 'b'], minLength: 1, not: { const: 'c' } } },
  'branches-by-a-tag': {
    type: 'object',
    properties: { k: { enum: ['a', 'b', 'c'], not: { const: 'z' } } },
    oneOf: [
      { properties: { k: { const: 'a', minLength: 1 } }, required: ['k'] },
      { properties: { k: { const: 'b' } }, required: ['k'] },
    ],
  },
  'one-of-lists': { type: 'string', oneOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] },
  nots: { not: { const: 1 }, allOf: [{ not: { const: 2 } }, { type: 'integer' }, { enum: [1, 2, 3] }] },
};

const values: readonly unknown[] = [
  ...['', 'a', 'b', 'c', 'd', 'q', 'x', 'aaaa', 'artifact', 0, 1, 2, 3, 5, 1.5, 9007199254740992, true, false, null],
  ...[[], {}, { x: 1 }, { x: 2 }, { x: '1' }, { a: 1 }, { b: 1, a: 2 }, { c: 1 }],
  ...['a', 'b', 'c', 'z', '', 1].map((k) => ({ k })),
  ...['a', 'b', 'x', 'q', 5, null, true, '', 'artifact'].map((s) => ({ s })),
];

test.each(['first', 'all'] as const)(
  'keywords that say more of a value than is left to say, errors: %s',
  async (errors) => {
    const { root, files } = await generateProject({
      config: {
        defaults: { errors },
        topics: Object.fromEntries(Object.keys(schemas).map((name) => [name, { value: `${name}.json` }])),
      },
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${name}.json`, schema])),
    });
    expect(typeErrors(root, sources(files))).toEqual([]);
    const topics = await loadTopics(root);
    for (const [name, schema] of Object.entries(schemas)) {
      const accepts = ajvOracle({ uri: 'https://test/schema.json', json: schema, draft: '2020-12' });
      const accepted = values.filter((value) => {
        try {
          topics[name]?.decodeValue(Buffer.from(JSON.stringify(value)));
          return true;
        } catch {
          return false;
        }
      });
      expect({ name, accepted }).toEqual({ name, accepted: values.filter((value) => accepts?.(value)) });
      expect(accepted).not.toEqual(values);
    }
  },
);
