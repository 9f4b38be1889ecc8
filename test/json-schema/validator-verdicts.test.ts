import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { corpusPath, corpusText } from '../oracle/corpus.js';
import { documentsOf } from './build-documents.js';
import { generatedValidators } from './generated-validators.js';

const json = (file: string): unknown => JSON.parse(corpusText(file));

/** The verdicts on documents by the schemas of their own files. */
function verdicts(
  cases: readonly { readonly schema: string; readonly document: string }[],
  include: readonly string[] = [],
) {
  const settings = { ...DEFAULT_JSON_SETTINGS, formats: 'assert' } as const;
  const schemas = cases.map(({ schema }) => {
    const documents = documentsOf(Object.fromEntries([schema, ...include].map((file) => [file, json(file)])));
    const built = buildJsonSchema(schema, documents, settings);
    if (built.schema === undefined) throw new Error(`${schema}: ${JSON.stringify(built.faults)}`);
    return built.schema;
  });
  const validators = generatedValidators(schemas, settings);
  return cases.map(({ document }, index) => [document, validators[index]?.(json(document))] as const);
}

const GLUE = [
  { schema: 'draft04/employee', document: 'employee', faults: [] },
  { schema: 'draft06/constant', document: 'constant', faults: [] },
  { schema: 'draft06/constant', document: 'constantInvalid', faults: ['/country must be "United States of America"'] },
  { schema: 'draft07/addressIfThenElse', document: 'addressUSA', faults: [] },
  { schema: 'draft07/addressIfThenElse', document: 'addressCA', faults: [] },
  {
    schema: 'draft07/addressIfThenElse',
    document: 'addressCAInvalid',
    faults: ['/postal_code must match its pattern'],
  },
  { schema: 'draft07/boolean', document: 'boolean', faults: [] },
  { schema: 'draft07/dates', document: 'dates', faults: [] },
  { schema: 'draft07/dateTimeArray', document: 'dateTimeArray', faults: [] },
  { schema: 'draft07/geographical-location', document: 'geolocation1', faults: [] },
  { schema: 'draft07/null', document: 'null', faults: [] },
  { schema: 'draft07/number', document: 'float', faults: [] },
  { schema: 'draft07/person', document: 'person1', faults: [] },
  { schema: 'draft07/personRecursive', document: 'personRecursive', faults: [] },
  { schema: 'draft07/produce_ref', document: 'produce1', faults: [] },
  { schema: 'draft07/produce_ref', document: 'invalidProduce1', faults: ['/fruit is not allowed'] },
  { schema: 'draft07/produce_ref', document: 'invalidProduce2', faults: ['/fruit is not allowed'] },
  { schema: 'draft07/string', document: 'string', faults: [] },
  { schema: 'draft07/ddb', document: 'ddb', faults: [] },
] as const;

describe('documents whose verdict their authors give', () => {
  it('are valid: the examples of Eiffel events, by the version that each names', () => {
    const events = readdirSync(corpusPath('eiffel')).filter((name) => name.endsWith('Event'));
    const cases = events.flatMap((event) => {
      const folder = `eiffel/${event}/examples`;
      const names = readdirSync(corpusPath(`eiffel/${event}`)).includes('examples')
        ? readdirSync(corpusPath(folder))
        : [];
      return names.map((name) => {
        // Eiffel's examples have this form.
        const { meta } = json(`${folder}/${name}`) as { meta: { version: string } };
        return { schema: `eiffel/${event}/${meta.version}.json`, document: `${folder}/${name}` };
      });
    });
    expect(cases.length).toBeGreaterThan(15);
    expect(verdicts(cases).filter(([, faults]) => faults?.length !== 0)).toEqual([]);
  });

  it('are valid: the conformance examples of CDEvents, with links in files of their own', () => {
    const links = readdirSync(corpusPath('cdevents/links-v0.5.1')).map((name) => `cdevents/links-v0.5.1/${name}`);
    const cases = readdirSync(corpusPath('cdevents/conformance-v0.5.1')).map((name) => ({
      schema: `cdevents/${name.replace(/_|\.json$/g, '')}/v0.5.1.json`,
      document: `cdevents/conformance-v0.5.1/${name}`,
    }));
    expect(cases).toHaveLength(8);
    expect(verdicts(cases, links).filter(([, faults]) => faults?.length !== 0)).toEqual([]);
  });

  it.each(GLUE)(
    'have the verdict that the AWS Glue client tests give: $document by $schema',
    ({ schema, document, faults }) => {
      const folder = 'aws-glue-schema-registry/json';
      const [[, found] = []] = verdicts([
        { schema: `${folder}/schema/${schema}.schema.json`, document: `${folder}/${document}.json` },
      ]);
      expect(found?.map(({ pointer, reason }) => `${pointer} ${reason}`)).toEqual(faults);
    },
  );
});
