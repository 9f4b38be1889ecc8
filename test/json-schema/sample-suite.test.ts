import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { ajvOracle } from './ajv-oracle.js';
import { SUITE_FILE, suiteDocuments, suiteGroups, type SuiteGroup } from './build-suite.js';

const SERVER = 'http://localhost:1234/';

/** What ajv says, where it says of all cases of the group what the suite says; it fails some. */
function trustedOracle(group: SuiteGroup): ((value: unknown) => boolean) | undefined {
  const asksServer = JSON.stringify(group.schema).includes(SERVER);
  const remotes = asksServer ? [...suiteDocuments(group).all()].slice(1) : [];
  const others = new Map(remotes.map(({ file, json }) => [SERVER + file.slice('remotes/'.length), json]));
  const oracle = ajvOracle({ uri: SUITE_FILE, json: group.schema, draft: group.draft }, others);
  if (oracle === undefined || group.tests.some(({ data, valid }) => oracle(data) !== valid)) return undefined;
  return oracle;
}

/** The schemas of the suite that no value satisfies, and why no sample is made. Draft 4 has none. */
const UNSATISFIABLE = [
  'allOf.json: allOf with boolean schemas, some false: /allOf/1 the schema `false` allows no value',
  'allOf.json: allOf with boolean schemas, all false: /allOf/0 the schema `false` allows no value',
  'anyOf.json: anyOf with boolean schemas, all false: /anyOf/0 the schema `false` allows no value',
  "boolean_schema.json: boolean schema 'false':  the schema `false` allows no value",
  'not.json: not with boolean schema true: /not it excludes every value',
  'oneOf.json: oneOf with boolean schemas, all true: /oneOf/1 it excludes every value',
  'oneOf.json: oneOf with boolean schemas, more than one true: /oneOf/1 it excludes every value',
  'oneOf.json: oneOf with boolean schemas, all false: /oneOf/0 the schema `false` allows no value',
];
const OLDER = [
  ...UNSATISFIABLE,
  'ref.json: $ref to boolean schema false: /definitions/bool the schema `false` allows no value',
];
const NEWER = [
  ...UNSATISFIABLE,
  'ref.json: $ref to boolean schema false: /$defs/bool the schema `false` allows no value',
  'unevaluatedProperties.json: unevaluatedProperties with not: /unevaluatedProperties no valid value was found: is not allowed',
];

describe.each([
  ['4', 'required', { samples: 149, judgedByAjv: 146, unsatisfiable: [] }],
  ['4', 'optional', { samples: 38, judgedByAjv: 37, unsatisfiable: [] }],
  ['6', 'required', { samples: 211, judgedByAjv: 205, unsatisfiable: OLDER }],
  ['6', 'optional', { samples: 40, judgedByAjv: 40, unsatisfiable: [] }],
  ['7', 'required', { samples: 234, judgedByAjv: 230, unsatisfiable: OLDER }],
  ['7', 'optional', { samples: 52, judgedByAjv: 44, unsatisfiable: [] }],
  ['2019-09', 'required', { samples: 337, judgedByAjv: 326, unsatisfiable: NEWER }],
  ['2019-09', 'optional', { samples: 62, judgedByAjv: 56, unsatisfiable: [] }],
  ['2020-12', 'required', { samples: 340, judgedByAjv: 313, unsatisfiable: NEWER }],
  ['2020-12', 'optional', { samples: 64, judgedByAjv: 57, unsatisfiable: [] }],
] as const)('draft %s of the official suite, %s', (draft, which, expected) => {
  it('every schema that a value satisfies gets a sample that satisfies it, to the interpreter and to ajv', () => {
    const settings = { ...DEFAULT_JSON_SETTINGS, formats: which === 'optional' ? 'assert' : 'auto' } as const;
    const missing: string[] = [];
    const refused: string[] = [];
    const unsatisfiable: string[] = [];
    let [samples, judgedByAjv] = [0, 0];
    for (const group of suiteGroups(draft, which)) {
      const { schema } = buildJsonSchema(SUITE_FILE, suiteDocuments(group), settings);
      if (schema === undefined) throw new Error(group.path);
      const sample = sampleJson(schema, { label: 'value', settings });
      const name = `${group.path.slice(`draft${draft}/`.length)}: ${group.description}`;
      if (!sample.ok) {
        const isSatisfiable = group.tests.some(({ data }) => validate(schema, data, settings).length === 0);
        (isSatisfiable ? missing : unsatisfiable).push(`${name}: ${sample.place.pointer} ${sample.reason}`);
        continue;
      }
      samples++;
      const oracle = trustedOracle(group);
      if (oracle !== undefined) judgedByAjv++;
      const valid = validate(schema, sample.value, settings).length === 0 && oracle?.(sample.value) !== false;
      if (!valid) refused.push(`${name}: ${JSON.stringify(sample.value)}`);
    }
    expect({ missing, refused, samples, judgedByAjv, unsatisfiable }).toEqual({
      missing: [],
      refused: [],
      ...expected,
    });
  });
});
