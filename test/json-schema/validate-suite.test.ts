import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { DRAFTS } from '../../src/json-schema/read/keywords.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { SUITE_FILE, suiteDocuments, suiteGroups } from './build-suite.js';

/** Where the verdict is another on purpose, and the one label that needs a table of IDNA to be told. */
const DIFFERENT: readonly (readonly [reason: string, name: RegExp])[] = [
  ['1.0 is an integer in every draft, since JSON.parse does not tell it from 1', /zeroTerminatedFloats/],
  ['contentEncoding and contentMediaType are annotations', /optional\/content\.json/],
  ['a label with "--" that is no A-label', /idn-hostname.*"--" in the 3rd and 4th position$/],
];

const DIFFERENT_COUNTS = { '4': 1, '6': 0, '7': 5, '2019-09': 1, '2020-12': 1 } as const;

describe.each(DRAFTS)('draft %s', (draft) => {
  it.each(['required', 'optional'] as const)(
    'every case of the official suite gets its verdict, the %s ones',
    (which) => {
      const settings = { ...DEFAULT_JSON_SETTINGS, formats: which === 'optional' ? 'assert' : 'auto' } as const;
      const wrong: string[] = [];
      let count = 0;
      for (const group of suiteGroups(draft, which)) {
        const { schema, faults } = buildJsonSchema(SUITE_FILE, suiteDocuments(group), settings);
        if (schema === undefined) {
          wrong.push(`${group.path}: ${group.description}: ${faults.map(({ message }) => message).join()}`);
          continue;
        }
        for (const { description, data, valid } of group.tests) {
          count++;
          if ((validate(schema, data, settings).length === 0) !== valid) {
            wrong.push(`${group.path}: ${group.description}: ${description}`);
          }
        }
      }
      expect(count).toBeGreaterThan(100);
      expect(wrong.filter((name) => !DIFFERENT.some(([, pattern]) => pattern.test(name)))).toEqual([]);
      expect(wrong.length).toBe(which === 'required' ? 0 : DIFFERENT_COUNTS[draft]);
    },
  );
});
