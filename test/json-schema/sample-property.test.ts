import fc from 'fast-check';
import { expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { arbitraryJsonSchema } from '../arbitrary/arbitrary-json-schema.js';
import { ajvOracle } from './ajv-oracle.js';
import { documentsOf } from './build-documents.js';

const settings = { ...DEFAULT_JSON_SETTINGS, formats: 'assert' } as const;

it('any schema that has a value gets a sample; the interpreter and ajv agree on both', () => {
  fc.assert(
    fc.property(arbitraryJsonSchema(), ({ schema: json, value }) => {
      const { schema } = buildJsonSchema('a.json', documentsOf({ 'a.json': json }), settings);
      const oracle = ajvOracle({ uri: 'a.json', json, draft: '2020-12' });
      if (schema === undefined || oracle === undefined) throw new Error('not readable');
      expect({ faults: validate(schema, value, settings), ajv: oracle(value) }).toEqual({ faults: [], ajv: true });
      const sample = sampleJson(schema, { label: 'Value', settings });
      if (!sample.ok) throw new Error(`no sample: ${sample.place.pointer} ${sample.reason}`);
      const faults = validate(schema, sample.value, settings);
      expect({ sample: sample.value, faults, ajv: oracle(sample.value) }).toEqual({
        sample: sample.value,
        faults: [],
        ajv: true,
      });
    }),
    { numRuns: 200, seed: 20_261_123 },
  );
});
