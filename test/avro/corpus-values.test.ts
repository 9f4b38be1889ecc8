import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { avroDatumOf } from '../arbitrary/avro-value.js';
import { avscDecode, avscType } from '../oracle/avsc-oracle.js';
import { canonicalShape } from '../oracle/canonical-shape.js';
import type { CanonicalValue } from '../oracle/canonical-value.js';
import { HYPHENATED, REFUSED, WITHOUT_VALUES, withoutHyphens } from '../oracle/corpus-exceptions.js';
import { decoded, difference } from '../oracle/decoded.js';
import {
  generatedDecoder,
  generatedFixture,
  interpretedDecoder,
  plannedTopic,
  type GeneratedFixture,
  type PlannedTopic,
} from '../oracle/generated-decoder.js';
import { describeWithOfficialAvro } from '../oracle/official-avro.js';
import { outcomeOf } from '../oracle/outcome.js';
import { corpusSchemas, type CorpusSchema } from './corpus-schemas.js';

const NULL_NAMESPACE = 'linkedin-avro-util/schemas/TestRecordWithInternalNullNamespaceReference.avsc';

/** Valid schemas that avsc refuses (docs/avro-differences.md). */
const NOT_FOR_AVSC = [
  'linkedin-avro-util/schemas/DollarSignInDoc.avsc',
  NULL_NAMESPACE,
  'linkedin-avro-util/schemas/TestTreeNode.avsc',
  'linkedin-avro-util/schemas/floatWithDefaultNaN.avsc',
  ...HYPHENATED,
];

/** Avsc takes the namespace of an inner record from an attribute that a dotted name makes void. */
const MISNAMED_BY_AVSC = 'linkedin-avro-util/schemas/TestMisleadingNamespaceRecord.avsc';

const DATA_A_SCHEMA = 40;

interface Case extends CorpusSchema {
  readonly topic: PlannedTopic;
  readonly decode: (bytes: Uint8Array) => unknown;
  readonly interpret: (bytes: Uint8Array) => unknown;
  readonly fixture: GeneratedFixture | undefined;
}

let cases: readonly Case[] = [];

beforeAll(async () => {
  cases = await Promise.all(
    corpusSchemas()
      .filter(({ file }) => file !== REFUSED)
      .map(async (schema) => {
        const topic = plannedTopic({ versions: [{ id: null, schema: schema.json }] });
        const [{ decode }, fixture] = [await generatedDecoder(topic), await generatedFixture(topic)];
        return { ...schema, topic, decode, interpret: interpretedDecoder(topic), fixture };
      }),
  );
}, 120_000);

/** The samples of every schema, with what they are on the wire. */
function samples(): readonly (Case & {
  readonly sample: unknown;
  readonly bytes: Uint8Array;
  readonly value: CanonicalValue;
})[] {
  return cases.flatMap((one) =>
    (one.fixture?.samples ?? []).map((sample) => ({
      ...one,
      sample,
      bytes: one.fixture?.encodeValue(sample) ?? new Uint8Array(),
      value: canonicalShape(one.topic.part.shape, sample),
    })),
  );
}

describe('of the 242 schemas of the corpus that are accepted', () => {
  it(`the generated decoder and the interpreter read alike what avsc writes: ${DATA_A_SCHEMA} random data of each of 234`, () => {
    const skipped: readonly string[] = [...NOT_FOR_AVSC, ...WITHOUT_VALUES];
    const read = cases.filter(({ file }) => !skipped.includes(file));
    for (const { file, json, topic, decode, interpret } of read) {
      for (const { bytes, value } of fc.sample(avroDatumOf(json), { seed: 61, numRuns: DATA_A_SCHEMA })) {
        const generated = decoded(decode, bytes);
        expect(difference(generated, decoded(interpret, bytes)), file).toBe(undefined);
        expect('value' in generated ? canonicalShape(topic.part.shape, generated.value) : generated, file).toEqual(
          value,
        );
      }
    }
    expect(read).toHaveLength(234);
  });

  it('the samples come back from their bytes through the generated decoder and the interpreter, in all but the two without values', () => {
    for (const { file, sample, bytes, decode, interpret } of samples()) {
      expect(difference(decode(bytes), sample), file).toBe(undefined);
      expect(difference(interpret(bytes), sample), file).toBe(undefined);
    }
    expect(cases.filter(({ fixture }) => fixture === undefined).map(({ file }) => file)).toEqual(WITHOUT_VALUES);
  });

  it('the first sample is what the event of the fixture bears', () => {
    for (const { file, fixture } of cases) {
      if (fixture === undefined) continue;
      const value = Buffer.from(fixture.encodeValue(fixture.samples[0])).toString('base64');
      expect(fixture.event(), file).toMatchObject({ records: { 'topic-0': [{ value }] } });
    }
  });

  it('avsc reads the samples as they are meant, but for the name of one record', () => {
    const different = samples().flatMap(({ file, json, bytes, value }) => {
      const outcome = outcomeOf(() => avscDecode(avscType(json), bytes));
      return 'ok' in outcome && difference(outcome.ok, value) === undefined ? [] : [file];
    });
    expect(different.sort()).toEqual([...NOT_FOR_AVSC, MISNAMED_BY_AVSC].sort());
  });
});

describeWithOfficialAvro('of the 242 schemas of the corpus that are accepted', (avro) => {
  afterAll(() => avro.close());

  it('Apache Avro reads the samples as they are meant, but for the name of one record', async () => {
    const different = await Promise.all(
      samples().map(async ({ file, text, bytes, value }) => {
        const outcome = await avro.decode({ writer: withoutHyphens(text), bytes });
        const read = JSON.stringify(outcome);
        return read === withoutHyphens(JSON.stringify({ ok: { value, rest: 0 } })) ? [] : [file];
      }),
    );
    expect(different.flat()).toEqual([NULL_NAMESPACE]);
  });
});
