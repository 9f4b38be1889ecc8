import { afterAll, describe, expect, it } from 'vitest';

import type { OutputFile } from '../../src/plan/output-file.js';
import { planOutput } from '../../src/commands/pipeline.js';
import { corpusFiles, corpusPath, corpusText } from '../oracle/corpus.js';
import { HYPHENATED, REFUSED, WITHOUT_VALUES } from '../oracle/corpus-exceptions.js';
import { describeWithOfficialAvro } from '../oracle/official-avro.js';
import { strictErrors } from '../oracle/strict-errors.js';
import { valueConfig, type ValueTopic } from '../oracle/value-config.js';

/** What Apache Avro refuses of the schemas that stand alone. */
const REFUSED_BY_OFFICIAL_AVRO: Readonly<Record<string, string>> = {
  [REFUSED]: "Enum default 'something new' is not a valid member of symbols",
  [HYPHENATED[0]]: 'dittnav-event-schemas is not a valid Avro name',
  [HYPHENATED[1]]: 'dittnav-event-schemas is not a valid Avro name',
};

const NO_SYMBOL = 'is not a valid symbol name: it must be a letter or "_", followed by letters, digits and "_"';
const NOT_DEFINED = 'it is not defined earlier in this file or in an included file';

const standAlone = corpusFiles('avro').map(({ file }) => file);

/** Schemas that the manifest calls invalid, or no plain JSON, and why they generate all the same. */
const VALID_AFTER_ALL = {
  'kafka-connect-datagen/schemas/clickstream_schema.avro': "its // comments are as Avro's Java parser takes them",
  'linkedin-avro-util/invalid/TestEndOfLineCommentRecord.avsc': "its // comment is as Avro's Java parser takes it",
  'linkedin-avro-util/invalid/BadRecordDefault.avsc': '{} is a default of a record all of whose fields have defaults',
  'apache-avro/cpp/union_conflict.avsc': 'only names in C++ code made of it would collide',
};

/** Schemas that refer to types in sibling files, and the problem where those are not included. */
const MULTI_FILE = {
  'apache-avro/multi-file/ApplicationEvent.avsc': `21:18 /fields/2/type/1/items unknown type "model.DocumentInfo": ${NOT_DEFINED}`,
  'hortonworks-registry/multi-file/account.avsc': `17:15 /fields/1/type unknown type "com.hortonworks.datatypes.uuid": ${NOT_DEFINED}`,
  'hortonworks-registry/multi-file/account-dep.avsc': `17:15 /fields/1/type unknown type "com.hortonworks.datatypes.uuid": ${NOT_DEFINED}`,
  'linkedin-avro-util/multi-file/TestRecordWithExternalReference.avsc': `13:15 /fields/1/type unknown type "com.acme.TestRecord": ${NOT_DEFINED}`,
};

/** Problems of the invalid schemas, as `code line:column pointer message`. */
const PROBLEMS = {
  'aws-glue-schema-registry/avro/invalid/invalid_syntax.avsc': ['schema-syntax 5:3 not JSON: comma expected'],
  'hortonworks-registry/invalid/device-unsupported-type.avsc': ['schema-syntax 1:3 not JSON: invalid symbol'],
  'linkedin-avro-util/invalid/TestBadEnumDefault.avsc': [
    'schema-invalid 13:20 /fields/0/type/default the default "OOPSIE" is not one of the symbols',
  ],
  'linkedin-avro-util/invalid/TestInvalidEnumSymbol.avsc': [
    `schema-invalid 12:26 /fields/0/type/symbols/1 7 ${NO_SYMBOL}`,
    `schema-invalid 12:29 /fields/0/type/symbols/2 false ${NO_SYMBOL}`,
    `schema-invalid 12:36 /fields/0/type/symbols/3 null ${NO_SYMBOL}`,
  ],
  'linkedin-avro-util/invalid/TestInvalidFieldRecord.avsc': [
    'schema-invalid 7:5 /fields/0 expected a field, found null',
  ],
  'linkedin-avro-util/invalid/TestInvalidJsonRecord.avsc': ['schema-syntax 10:1 not JSON: comma expected'],
  'linkedin-avro-util/invalid/TestInvalidReferenceRecord.avsc': [
    `schema-invalid 8:15 /fields/0/type unknown type "com.acme.record": ${NOT_DEFINED} (its definition is an object: { "type": "record", … })`,
  ],
  'linkedin-avro-util/invalid/TestInvalidTypeRecord.avsc': ['schema-invalid 2:11 /type expected a type, found 42'],
  'linkedin-avro-util/schemas/TestRecordWithHorribleDefaultValues.avsc': [
    'schema-invalid 57:20 /fields/8/type/default the default "something new" is not one of the symbols',
    'schema-invalid 10:18 /fields/0/default default of "nullField": expected null',
    'schema-invalid 15:18 /fields/1/default default of "booleanField": expected true or false',
    'schema-invalid 20:18 /fields/2/default default of "intField": expected a whole number of 32 bits',
    'schema-invalid 26:18 /fields/3/default default of "longField": expected a whole number of 64 bits',
    'schema-invalid 43:18 /fields/6/default default of "bytesField": expected a string of the characters U+0000 to U+00FF',
    'schema-invalid 48:18 /fields/7/default default of "stringField": expected a string',
    'schema-invalid 59:18 /fields/8/default default of "enumField": expected a symbol of "innerNamespace.SimpleEnum"',
    'schema-invalid 68:18 /fields/9/default default of "fixedField": expected a string of 7 characters U+0000 to U+00FF',
    'schema-invalid 76:19 /fields/10/default/0 default of "strArrayField": expected a string',
  ],
};

describeWithOfficialAvro('Apache Avro', (avro) => {
  afterAll(() => avro.close());

  it('accepts 239 of the 242 schemas of the corpus that stand alone', async () => {
    const outcomes = await Promise.all(
      standAlone.map(async (file) => ({ file, outcome: await avro.parse(corpusText(file)) })),
    );
    const refused = outcomes.flatMap(({ file, outcome }) =>
      'error' in outcome ? [{ file, error: outcome.error }] : [],
    );
    expect(standAlone).toHaveLength(242);
    expect(refused.map(({ file }) => file)).toEqual(Object.keys(REFUSED_BY_OFFICIAL_AVRO));
    for (const { file, error } of refused) expect(error).toContain(REFUSED_BY_OFFICIAL_AVRO[file]);
  });
});

describe('the schemas of the corpus', () => {
  it('all but one of those 242, those with comments and those of several files generate code that type-checks strictly in one project', async () => {
    const multiFile = Object.keys(MULTI_FILE);
    const accepted = [...standAlone.filter((file) => file !== REFUSED), ...Object.keys(VALID_AFTER_ALL), ...multiFile];
    const topics = accepted.map((file) => (multiFile.includes(file) ? withSiblings(file) : alone(file)));
    const result = await planOutput(valueConfig(corpusPath(''), topics));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { files } = result.value;
    expect(ownFiles(files)).toEqual(accepted.flatMap((file) => filesOf(file, isWithoutValues(file))));
    expect(
      result.warnings
        .filter(({ code }) => code !== 'schema-ignored')
        .map(({ code, location }) => [code, location?.file]),
    ).toEqual(WITHOUT_VALUES.map((file) => ['schema-without-values', file]));
    expect(strictErrors(files.filter(({ path }) => path.endsWith('.ts')))).toEqual([]);
  });

  for (const [file, reason] of Object.entries(VALID_AFTER_ALL)) {
    it(`${file} generates: ${reason}`, async () => {
      const result = await planOutput(valueConfig(corpusPath(''), [alone(file)]));
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      expect(result.warnings).toEqual([]);
      expect(ownFiles(result.value.files)).toEqual(filesOf(file));
    });
  }

  for (const [file, problem] of Object.entries(MULTI_FILE)) {
    it(`${file} generates with its siblings included, and is refused without them`, async () => {
      const result = await planOutput(valueConfig(corpusPath(''), [withSiblings(file)]));
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      expect(ownFiles(result.value.files)).toEqual(filesOf(file));
      expect(await problemsOf(file)).toEqual([`schema-invalid ${problem}`]);
    });
  }
});

describe('the invalid schemas of the corpus', () => {
  for (const [file, problems] of Object.entries(PROBLEMS)) {
    it(`${file} is refused, and the place named`, async () => {
      expect(await problemsOf(file)).toEqual(problems);
    });
  }

  it('are all of those that the manifest calls invalid', () => {
    const named = [...Object.keys(PROBLEMS), ...Object.keys(VALID_AFTER_ALL)];
    expect(corpusFiles('avro-invalid').filter(({ file }) => !named.includes(file))).toEqual([]);
  });
});

/** `code line:column pointer message`, with the file checked. */
async function problemsOf(file: string): Promise<readonly string[]> {
  const result = await planOutput(valueConfig(corpusPath(''), [alone(file)]));
  if (result.ok) return [];
  return result.problems.map(({ code, message, location }) => {
    expect(location?.file).toBe(file);
    return [code, `${location?.line ?? 0}:${location?.column ?? 0}`, location?.pointer, message]
      .filter((part) => part !== undefined)
      .join(' ');
  });
}

function alone(file: string): ValueTopic {
  return { topic: topicOf(file), versions: [{ id: null, file }] };
}

function isWithoutValues(file: string): boolean {
  return WITHOUT_VALUES.some((one) => one === file);
}

function withSiblings(file: string): ValueTopic {
  return { ...alone(file), include: [`${file.slice(0, file.lastIndexOf('/'))}/*.avsc`] };
}

function topicOf(file: string): string {
  return file.replace(/\.[a-z]+$/, '').replaceAll('/', '.');
}

/** The files of topics, without those that topics share. */
function ownFiles(files: readonly OutputFile[]): readonly string[] {
  return files.map(({ path }) => path).filter((path) => path.split('/').length === 3 && !path.includes('/_runtime/'));
}

function filesOf(file: string, withoutValues = false): readonly string[] {
  const names = [
    'types.ts',
    'decoder.ts',
    'consumer.ts',
    'handler.ts',
    ...(withoutValues ? [] : ['fixture.ts', 'event.json', 'handler.test.ts']),
  ];
  return names.map((name) => `consumers/${topicOf(file)}/${name}`);
}
