import { expect, test } from 'vitest';

import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';

const text = { type: 'string' };
const pattern = { pattern: '^x:' };
/** A format that nothing checks, so that the branch takes any value. */
const uri = { format: 'strict-uri' };

/** Schemas of which a part turns out to take any value, or none, after others have been printed. */
const SCHEMAS: Readonly<Record<string, object>> = {
  anyOf: { ...text, anyOf: [pattern, uri] },
  reversed: { ...text, anyOf: [uri, pattern] },
  oneOf: { ...text, oneOf: [pattern, uri] },
  property: { type: 'object', properties: { at: { ...text, anyOf: [pattern, uri] } } },
  object: { type: 'object', anyOf: [{ properties: { a: text, b: { minLength: 2 } } }, uri] },
  items: { type: 'array', items: { anyOf: [{ ...text, pattern: '^a+$', maxLength: 9 }, uri] } },
  not: { ...text, not: { allOf: [pattern, uri, { not: {} }] } },
  if: { ...text, if: { anyOf: [pattern, uri] }, then: { minLength: 3 } },
  never: { ...text, anyOf: [pattern, false] },
  contains: { type: 'array', contains: { anyOf: [{ type: 'object', required: ['a'] }, uri] } },
  unevaluated: {
    type: 'object',
    anyOf: [{ properties: { a: text } }, uri],
    unevaluatedProperties: { anyOf: [pattern, uri] },
  },
};

test('generated code has no function, table, variable or parameter that nothing uses', async () => {
  const names = Object.keys(SCHEMAS);
  const { root, files } = await generateProject({
    config: {
      defaults: { formats: 'assert' },
      topics: {
        ...Object.fromEntries(names.map((name) => [name, { value: `${name}.json` }])),
        ...Object.fromEntries(names.map((name) => [`${name}-all`, { value: { file: `${name}.json`, errors: 'all' } }])),
        nothing: { value: 'nothing.avsc' },
      },
    },
    schemas: {
      ...Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [`${name}.json`, schema])),
      'nothing.avsc': { type: 'null' },
    },
  });
  // The options of these tests have noUnusedLocals and noUnusedParameters.
  expect(typeErrors(root, sources(files))).toEqual([]);
});
