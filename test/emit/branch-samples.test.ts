import { expect, test } from 'vitest';

import { ajvOracle } from '../json-schema/ajv-oracle.js';
import { loadTopics } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';

const event = (kind: string) => ({
  type: 'object',
  properties: { kind: { const: kind }, [kind]: { type: 'integer' } },
  required: ['kind', kind],
});
const [a, b] = [event('a'), event('b')];
const oneOf = [a, b];
const base = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };

/** What may stand next to a discriminated choice, or between it and the root. */
const ROOTS: Readonly<Record<string, object>> = {
  properties: { ...base, oneOf },
  required: { required: ['id'], oneOf },
  allOf: { allOf: [base], oneOf },
  ref: { $ref: '#/$defs/base', oneOf, $defs: { base } },
  allOfList: { allOf: [base, { oneOf }] },
  nested: {
    allOf: [{ $ref: '#/$defs/base' }, { allOf: [{ oneOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' }] }] }],
    $defs: { base, a, b },
  },
  definition: {
    $ref: '#/$defs/root',
    $defs: { root: { ...base, oneOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' }] }, a, b },
  },
  anyOf: { ...base, anyOf: oneOf },
  literalInBase: {
    type: 'object',
    properties: { id: { type: 'string' }, kind: { enum: ['a', 'b'] } },
    required: ['id', 'kind'],
    oneOf: [
      { properties: { kind: { const: 'a' }, x: { type: 'string' } }, required: ['x'] },
      { properties: { kind: { const: 'b' } } },
    ],
  },
  closed: {
    properties: { id: {}, kind: {}, a: {}, b: {} },
    required: ['id'],
    additionalProperties: false,
    oneOf,
  },
  unevaluated: { ...base, oneOf, unevaluatedProperties: false },
  bounds: { ...base, properties: { a: { minimum: 5000 }, b: { maximum: -5 } }, minProperties: 4, oneOf },
  if: { oneOf, if: { properties: { kind: { const: 'a' } } }, then: { required: ['why'] }, else: { required: ['how'] } },
  twoChoices: { oneOf, anyOf: [{ required: ['x'], properties: { x: { type: 'number' } } }, { required: ['y'] }] },
};

test('the sample of each branch is valid against all that the schema says next to its choice', async () => {
  const roots = Object.entries(ROOTS);
  const own = { kind: 'b', b: 7, id: 'own' };
  const { root, files, result } = await generateProject({
    config: {
      topics: {
        ...Object.fromEntries(roots.map(([name]) => [name, { value: `${name}.json` }])),
        own: { value: { file: 'properties.json', sample: 'own.sample.json' } },
      },
    },
    schemas: {
      ...Object.fromEntries(roots.map(([name, schema]) => [`${name}.json`, schema])),
      'own.sample.json': own,
    },
  });
  expect(result.diagnostics).toEqual([]);
  expect(typeErrors(root, sources(files))).toEqual([]);
  const topics = await loadTopics(root);
  for (const [name, json] of [...roots, ['own', ROOTS.properties] as const]) {
    const isValid = ajvOracle({ uri: 'https://example.com/root', json, draft: '2020-12' });
    const topic = topics[name];
    if (topic === undefined) throw new Error(`no topic ${name}`);
    const samples = Object.values(topic.fixture?.samples.value ?? {});
    expect(samples.map((sample) => ({ name, isValid: isValid?.(sample) }))).toEqual([
      { name, isValid: true },
      { name, isValid: true },
    ]);
    expect(new Set(samples.map((sample) => (sample as { kind: string }).kind))).toEqual(new Set(['a', 'b']));
    await expectRoundTrip(topic);
  }
  expect(Object.values(topics.own?.fixture?.samples.value ?? {})).toContainEqual(own);
});
