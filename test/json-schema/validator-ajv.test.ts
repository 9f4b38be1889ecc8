import { readFileSync } from 'node:fs';
import ajvDraft04 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { Ajv, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import type { Draft, JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import type { JsonFault } from '../../src/runtime/json/faults.js';
import { corpusPath, corpusText } from '../oracle/corpus.js';
import { generatedValidators, type Validate } from './generated-validators.js';
import { mutated, nearValid, randomNumbers } from './near-valid.js';

interface ManifestEntry {
  readonly file: string;
  readonly kind: string;
  readonly ajv?: boolean;
}

// The manifest is a file of this repository.
const manifest = JSON.parse(readFileSync(corpusPath('manifest.json'), 'utf8')) as readonly ManifestEntry[];
/** Those that ajv compiles on their own. */
const files = manifest.filter(({ kind, ajv }) => kind === 'json-schema' && ajv === true).map(({ file }) => file);
const data = manifest.filter(({ kind, file }) => kind === 'data' && file.endsWith('.json')).map(({ file }) => file);

const settings = { ...DEFAULT_JSON_SETTINGS, formats: 'assert' } as const;

function schemaOf(file: string): JsonSchema {
  const document = { file, json: JSON.parse(corpusText(file)) as unknown };
  const { schema, faults } = buildJsonSchema(
    file,
    { get: (one) => (one === file ? document : undefined), all: () => [document] },
    settings,
  );
  if (schema === undefined) throw new Error(`${file}: ${JSON.stringify(faults)}`);
  return schema;
}

const OPTIONS: Options = { strict: false, validateFormats: true, logger: false, unicodeRegExp: true };

/** The class of ajv that is for a draft, made. */
function ajvOf(draft: Draft) {
  switch (draft) {
    case '4':
      return new ajvDraft04.default(OPTIONS);
    case '6':
    case '7':
      return new Ajv(OPTIONS);
    case '2019-09':
      return new Ajv2019(OPTIONS);
    case '2020-12':
      return new Ajv2020(OPTIONS);
  }
}

function ajvValidate(file: string, draft: Draft): (value: unknown) => boolean {
  const ajv = ajvOf(draft);
  ajvFormats.default(ajv);
  // ajv knows `$schema` in one spelling alone.
  const schema = { ...(JSON.parse(corpusText(file)) as Record<string, unknown>), $schema: undefined };
  const compiler: { compile(schema: object): (value: unknown) => unknown } = ajv;
  const validate = compiler.compile(schema);
  return (value) => validate(value) === true;
}

const schemas = files.map((file) => ({ file, schema: schemaOf(file) }));
const validators = new Map<string, Validate>(
  generatedValidators(
    schemas.map(({ schema }) => schema),
    settings,
  ).map((validate, index) => [schemas[index]?.file ?? '', validate]),
);

/**
 * RFC 3986, section 4.2: the first segment of a relative reference holds no colon, lest it be taken for a scheme; so
 * `2024-05-01T10:00:00Z`, that no scheme begins, is no URI reference. To ajv-formats it is one.
 */
function isColonInFirstSegment(value: unknown, fault: JsonFault | undefined): boolean {
  return fault?.reason === 'must be a URI reference' && at(value, fault.pointer) === '2024-05-01T10:00:00Z';
}

function at(value: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((inner, key) => new Map(Object.entries(inner ?? {})).get(key), value);
}

describe('generated validators and ajv', () => {
  it('agree on the documents of the corpus and on thousands like them', () => {
    const counts = { documents: 0, valid: 0 };
    const different: string[] = [];
    for (const [index, { file, schema }] of schemas.entries()) {
      const oracle = ajvValidate(file, schema.draft);
      const validate = validators.get(file);
      if (validate === undefined) throw new Error(file);
      const folder = file.slice(0, file.indexOf('/') + 1);
      const given = data
        .filter((one) => one.startsWith(folder) && !one.includes('ddb'))
        .map((one) => JSON.parse(corpusText(one)) as unknown);
      const random = randomNumbers(index + 1);
      const drawn = Array.from({ length: 40 }, () => nearValid(schema, random));
      const good = [...given, ...drawn].filter((value) => oracle(value)).slice(0, 10);
      const changed = good.flatMap((value) => Array.from({ length: 15 }, () => mutated(value, random)));
      for (const value of [...given, ...drawn, ...changed]) {
        counts.documents++;
        const valid = oracle(value);
        if (valid) counts.valid++;
        const faults = validate(value);
        if ((faults.length === 0) === valid || isColonInFirstSegment(value, faults[0])) continue;
        different.push(`${file}: ${JSON.stringify(value).slice(0, 300)} ${JSON.stringify(faults[0])}`);
      }
    }
    expect(different).toEqual([]);
    expect(counts.documents).toBeGreaterThan(6_000);
    expect(counts.valid).toBeGreaterThan(1_600);
  });
});
