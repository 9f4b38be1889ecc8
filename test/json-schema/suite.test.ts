import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import type { Draft } from '../../src/json-schema/schema/json-schema.js';
import { DRAFTS } from '../../src/json-schema/read/keywords.js';
import { SUITE_FILE, suiteDocuments, suiteGroups, type SuiteGroup } from './build-suite.js';
import { generatedValidators, validatorModule } from './generated-validators.js';
import { moduleErrors } from './module-errors.js';

interface SuiteResult {
  readonly cases: number;
  readonly wrong: readonly string[];
}

/** Why generated validators differ from the suite, for each case in which they do; all are optional ones. */
const EXPLAINED: ReadonlyMap<string, string> = new Map([
  [
    'draft4/optional/zeroTerminatedFloats.json: some languages do not distinguish between different types of numeric value: a float is not an integer even without fractional part',
    '`JSON.parse` does not tell 1.0 from 1, and every later draft calls both integers.',
  ],
  ...[
    'validation of string-encoded content based on media type: an invalid JSON document',
    'validation of binary string-encoding: an invalid base64 string (% is not a valid character)',
    'validation of binary-encoded media type documents: a validly-encoded invalid JSON document',
    'validation of binary-encoded media type documents: an invalid base64 string that is valid JSON',
  ].map(
    (name) =>
      [
        `draft7/optional/content.json: ${name}`,
        '`contentEncoding` and `contentMediaType` are annotations, as later drafts have it.',
      ] as const,
  ),
  ...['7', '2019-09', '2020-12'].map(
    (draft) =>
      [
        `draft${draft}/optional/format/idn-hostname.json: validation of internationalized host names: U-label contains "--" in the 3rd and 4th position`,
        'What Punycode decodes to is not looked at.',
      ] as const,
  ),
]);

const settingsOf = (which: 'required' | 'optional', errors: 'first' | 'all') =>
  ({ ...DEFAULT_JSON_SETTINGS, errors, formats: which === 'optional' ? 'assert' : 'auto' }) as const;

function schemasOf(groups: readonly SuiteGroup[]) {
  return groups.map((group) => {
    const { schema, faults } = buildJsonSchema(SUITE_FILE, suiteDocuments(group), DEFAULT_JSON_SETTINGS);
    if (schema === undefined) throw new Error(`${group.path}: ${JSON.stringify(faults)}`);
    return schema;
  });
}

/** Runs every case of a draft through generated validators; names those that get the wrong verdict. */
function run(draft: Draft, which: 'required' | 'optional', errors: 'first' | 'all'): SuiteResult {
  const groups = suiteGroups(draft, which);
  const validators = generatedValidators(schemasOf(groups), settingsOf(which, errors));
  const results = groups.flatMap((group, index) =>
    group.tests.map(({ description, data, valid }) => ({
      name: `${group.path}: ${group.description}: ${description}`,
      right: (validators[index]?.(data).length === 0) === valid,
    })),
  );
  return { cases: results.length, wrong: results.filter(({ right }) => !right).map(({ name }) => name) };
}

describe('the official JSON Schema test suite, through generated validators', () => {
  it('passes as docs/json-schema-suite.md says', async () => {
    const rows = DRAFTS.map((draft) => {
      const required = run(draft, 'required', 'first');
      const optional = run(draft, 'optional', 'first');
      return { draft, required, optional };
    });
    expect(rows.flatMap(({ required }) => required.wrong)).toEqual([]);
    const wrong = rows.flatMap(({ optional }) => optional.wrong);
    expect(wrong.toSorted()).toEqual([...EXPLAINED.keys()].toSorted());
    await expect(page(rows)).toMatchFileSnapshot('../../docs/json-schema-suite.md');
  });

  it.each(DRAFTS)('gives the same verdicts where all faults are collected, draft %s', (draft) => {
    expect(run(draft, 'required', 'all').wrong).toEqual([]);
  });

  it('is validated by code that type-checks under the strictest options', () => {
    const modules = DRAFTS.flatMap((draft) =>
      (['first', 'all'] as const).map((errors) => ({
        name: `draft-${draft}-${errors}.ts`,
        text: validatorModule(
          schemasOf([...suiteGroups(draft, 'required'), ...(errors === 'first' ? suiteGroups(draft, 'optional') : [])]),
          settingsOf('optional', errors),
        ),
      })),
    );
    expect(moduleErrors(modules)).toEqual([]);
  });
});

function page(rows: readonly { draft: Draft; required: SuiteResult; optional: SuiteResult }[]): string {
  const score = ({ cases, wrong }: SuiteResult): string =>
    `${cases - wrong.length} of ${cases} (${(((cases - wrong.length) / cases) * 100).toFixed(1)} %)`;
  return [
    '# The official JSON Schema test suite\n',
    'Every case of the [JSON Schema Test Suite](https://github.com/json-schema-org/JSON-Schema-Test-Suite), as the corpus holds it, run through the',
    'validators that are generated for its schemas. Written and checked by `test/json-schema/suite.test.ts`.\n',
    '| draft | required cases passed | optional cases passed, formats asserted |',
    '| --- | --- | --- |',
    ...rows.map(({ draft, required, optional }) => `| ${draft} | ${score(required)} | ${score(optional)} |`),
    '\nThe optional cases that are decided otherwise:\n',
    ...[...EXPLAINED].map(([name, why]) => `- \`${name}\`: ${why}`),
    '',
  ].join('\n');
}
