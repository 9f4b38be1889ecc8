import { afterAll, describe, expect, it } from 'vitest';

import type { OutputFile } from '../../src/plan/output-file.js';
import { planOutput } from '../../src/pipeline.js';
import { corpusFiles, corpusPath, corpusText } from '../oracle/corpus.js';
import { describeWithOfficialAvro } from '../oracle/official-avro.js';
import { strictErrors } from '../oracle/strict-errors.js';
import { valueConfig, type ValueTopic } from '../oracle/value-config.js';

/** What Apache Avro refuses of the schemas that stand alone. */
const REFUSED_BY_OFFICIAL_AVRO = {
  'linkedin-avro-util/schemas/TestRecordWithHorribleDefaultValues.avsc':
    "Enum default 'something new' is not a valid member of symbols '['A', 'B', 'C']'",
  'navikt-brukernotifikasjon/versions/informasjon/v2.avsc': 'dittnav-event-schemas is not a valid Avro name',
  'navikt-brukernotifikasjon/versions/oppgave/v2.avsc': 'dittnav-event-schemas is not a valid Avro name',
};
/** The only one of them that is refused here: topics with such a namespace are real, and Java's implementation reads them up to 1.11. */
const REFUSED = 'linkedin-avro-util/schemas/TestRecordWithHorribleDefaultValues.avsc';

/** Records that hold themselves, with no way to end: they get no fixture. */
const WITHOUT_VALUES = ['hortonworks-registry/schemas/complex.avsc', 'hortonworks-registry/schemas/unions.avsc'];

const NO_SYMBOL = 'is not a legal symbol name: it wants a letter or "_", then letters, digits and "_"';
const NOT_DEFINED = 'it is neither defined before this place nor in an included file';

const standAlone = corpusFiles('avro').map(({ file }) => file);

describeWithOfficialAvro('Apache Avro', (avro) => {
  afterAll(() => avro.close());

  it('accepts 239 of the 242 schemas of the corpus that stand alone', async () => {
    const outcomes = await Promise.all(standAlone.map(async (file) => ({ file, outcome: await avro.parse(corpusText(file)) })));
    const refused = outcomes.flatMap(({ file, outcome }) => ('error' in outcome ? [[file, outcome.error]] : []));
    expect(standAlone).toHaveLength(242);
    expect(Object.fromEntries(refused)).toEqual(
      Object.fromEntries(Object.entries(REFUSED_BY_OFFICIAL_AVRO).map(([file, reason]) => [file, expect.stringContaining(reason) as string])),
    );
  });
});

describe('the schemas of the corpus', () => {
  it('the 239, and the two whose namespace has a hyphen, generate code that type-checks strictly in one project', async () => {
    const accepted = standAlone.filter((file) => file !== REFUSED);
    const result = await planOutput(valueConfig(corpusPath(''), accepted.map(alone)));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { files } = result.value;
    expect(ownFiles(files)).toEqual(accepted.flatMap((file) => filesOf(file, WITHOUT_VALUES.includes(file))));
    expect(result.warnings.filter(({ code }) => code !== 'schema-remark').map(({ code, location }) => [code, location?.file])).toEqual(
      WITHOUT_VALUES.map((file) => ['schema-without-values', file]),
    );
    expect(strictErrors(files.filter(({ path }) => path.endsWith('.ts')))).toEqual([]);
  });

  it.each<{ file: string; because: string }>([
    { file: 'kafka-connect-datagen/schemas/clickstream_schema.avro', because: "its // comments are as Avro's Java parser takes them" },
    { file: 'linkedin-avro-util/invalid/TestEndOfLineCommentRecord.avsc', because: "its // comment is as Avro's Java parser takes it" },
    { file: 'linkedin-avro-util/invalid/BadRecordDefault.avsc', because: '{} is a default of a record all of whose fields have defaults' },
    { file: 'apache-avro/cpp/union_conflict.avsc', because: 'only names in C++ code made of it would collide' },
  ])('$file generates: $because', async ({ file }) => {
    const result = await planOutput(valueConfig(corpusPath(''), [alone(file)]));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.warnings).toEqual([]);
    expect(ownFiles(result.value.files)).toEqual(filesOf(file));
    expect(strictErrors(result.value.files.filter(({ path }) => path.endsWith('.ts')))).toEqual([]);
  });

  it.each<{ folder: string; file: string; unknown: string }>([
    {
      folder: 'apache-avro/multi-file',
      file: 'ApplicationEvent.avsc',
      unknown: `21:18 /fields/2/type/1/items unknown type "model.DocumentInfo": ${NOT_DEFINED}`,
    },
    {
      folder: 'hortonworks-registry/multi-file',
      file: 'account.avsc',
      unknown: `17:15 /fields/1/type unknown type "com.hortonworks.datatypes.uuid": ${NOT_DEFINED}`,
    },
    {
      folder: 'hortonworks-registry/multi-file',
      file: 'account-dep.avsc',
      unknown: `17:15 /fields/1/type unknown type "com.hortonworks.datatypes.uuid": ${NOT_DEFINED}`,
    },
    {
      folder: 'linkedin-avro-util/multi-file',
      file: 'TestRecordWithExternalReference.avsc',
      unknown: `13:15 /fields/1/type unknown type "com.acme.TestRecord": ${NOT_DEFINED}`,
    },
  ])('$folder/$file generates with its folder included, and is refused without it', async ({ folder, file, unknown }) => {
    const path = `${folder}/${file}`;
    const result = await planOutput(valueConfig(corpusPath(''), [{ ...alone(path), include: [`${folder}/*.avsc`] }]));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(ownFiles(result.value.files)).toEqual(filesOf(path));
    expect(strictErrors(result.value.files.filter((one) => one.path.endsWith('.ts')))).toEqual([]);
    expect(await problemsOf(path)).toEqual([`schema-invalid ${unknown}`]);
  });
});

describe('the invalid schemas of the corpus', () => {
  it.each<{ file: string; problems: readonly string[] }>([
    {
      file: 'aws-glue-schema-registry/avro/invalid/invalid_syntax.avsc',
      problems: ['schema-syntax 5:3 not JSON: comma expected'],
    },
    {
      file: 'hortonworks-registry/invalid/device-unsupported-type.avsc',
      problems: [
        'schema-syntax 1:3 not JSON: invalid symbol',
        'schema-syntax 1:4 not JSON: unexpected end of string',
        'schema-syntax 3:1 not JSON: colon expected',
      ],
    },
    {
      file: 'linkedin-avro-util/invalid/TestBadEnumDefault.avsc',
      problems: ['schema-invalid 13:20 /fields/0/type/default the default "OOPSIE" is not one of the symbols'],
    },
    {
      file: 'linkedin-avro-util/invalid/TestInvalidEnumSymbol.avsc',
      problems: [
        `schema-invalid 12:26 /fields/0/type/symbols/1 7 ${NO_SYMBOL}`,
        `schema-invalid 12:29 /fields/0/type/symbols/2 false ${NO_SYMBOL}`,
        `schema-invalid 12:36 /fields/0/type/symbols/3 null ${NO_SYMBOL}`,
      ],
    },
    {
      file: 'linkedin-avro-util/invalid/TestInvalidFieldRecord.avsc',
      problems: ['schema-invalid 7:5 /fields/0 expected a field, found null'],
    },
    {
      file: 'linkedin-avro-util/invalid/TestInvalidJsonRecord.avsc',
      problems: [
        'schema-syntax 10:1 not JSON: comma expected',
        'schema-syntax 10:1 not JSON: value expected',
        'schema-syntax 10:2 not JSON: close bracket expected',
      ],
    },
    {
      file: 'linkedin-avro-util/invalid/TestInvalidReferenceRecord.avsc',
      problems: [`schema-invalid 8:15 /fields/0/type unknown type "com.acme.record": ${NOT_DEFINED}`],
    },
    {
      file: 'linkedin-avro-util/invalid/TestInvalidTypeRecord.avsc',
      problems: ['schema-invalid 2:11 /type expected a type, found 42'],
    },
    {
      file: 'linkedin-avro-util/schemas/TestRecordWithHorribleDefaultValues.avsc',
      problems: ['schema-invalid 57:20 /fields/8/type/default the default "something new" is not one of the symbols'],
    },
  ])('$file is refused, with the place', async ({ file, problems }) => {
    expect(await problemsOf(file)).toEqual(problems);
  });
});

/** `code line:column pointer message`, with the file checked. */
async function problemsOf(file: string): Promise<readonly string[]> {
  const result = await planOutput(valueConfig(corpusPath(''), [alone(file)]));
  if (result.ok) return [];
  return result.problems.map(({ code, message, location }) => {
    expect(location?.file).toBe(file);
    return [code, `${location?.line ?? 0}:${location?.column ?? 0}`, location?.pointer, message].filter((part) => part !== undefined).join(' ');
  });
}

function alone(file: string): ValueTopic {
  return { topic: topicOf(file), versions: [{ id: null, file }] };
}

function topicOf(file: string): string {
  return file.replace(/\.[a-z]+$/, '').replaceAll('/', '.');
}

/** The files of topics, without those that topics share. */
function ownFiles(files: readonly OutputFile[]): readonly string[] {
  return files.map(({ path }) => path).filter((path) => path.split('/').length === 3 && !path.includes('/_runtime/'));
}

function filesOf(file: string, withoutValues = false): readonly string[] {
  const names = ['types.ts', 'decoder.ts', 'consumer.ts', 'handler.ts', ...(withoutValues ? [] : ['fixture.ts', 'event.json', 'handler.test.ts'])];
  return names.map((name) => `consumers/${topicOf(file)}/${name}`);
}
