import { expect, it } from 'vitest';

import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { schemaOf } from '../compat/json-series.js';

function sampled(schema: object): ReturnType<typeof sampleJson> {
  return sampleJson(schemaOf(schema), { label: 'sample', settings: DEFAULT_JSON_SETTINGS });
}

it('an array that is shorter than its prefix has what it is to contain, or tells why not', () => {
  const prefixItems = [{ const: 1 }, { const: 2 }];
  expect(sampled({ type: 'array', prefixItems, contains: { const: 'x' } })).toEqual({ ok: true, value: [1, 2, 'x'] });
  expect(sampled({ type: 'array', prefixItems, contains: { type: 'object', oneOf: [{ type: 'string' }] } })).toEqual({
    ok: false,
    place: { file: 'schema.json', pointer: '/contains/oneOf/0/type' },
    reason: 'the schemas have no type in common',
  });
});
