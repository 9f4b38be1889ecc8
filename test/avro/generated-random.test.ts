import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import type { ValueSettings } from '../../src/runtime/resolution/value-shape.js';
import { avroEvolution } from '../arbitrary/avro-evolution.js';
import { avroDatum, type AvroDatum } from '../arbitrary/avro-value.js';
import { avscResolver, avscType } from '../oracle/avsc-oracle.js';
import { canonicalShape } from '../oracle/canonical-shape.js';
import type { CanonicalValue } from '../oracle/canonical-value.js';
import { decoded, difference, type Decoded } from '../oracle/decoded.js';
import {
  generatedDecoder,
  generatedFixture,
  interpretedDecoder,
  plannedTopic,
  planSchemas,
  type PlannedTopic,
} from '../oracle/generated-decoder.js';
import { describeWithOfficialAvro } from '../oracle/official-avro.js';
import { outcomeOf, type Outcome } from '../oracle/outcome.js';
import { cases } from '../support/day-share.js';

const SCHEMAS = cases({ full: 1_500, usual: 200 });
const SCHEMAS_WITH_SETTINGS = cases({ full: 900, usual: 150 });
const EVOLUTIONS = cases({ full: 1_000, usual: 200 });
const EVOLUTIONS_FOR_OFFICIAL_AVRO = cases({ full: 1_000, usual: 300 });
/** So many topics have their types stripped at a time, which keeps both esbuild and this process busy. */
const AT_ONCE = 50;

/** Every form that is not the default's, each at least once. */
const SETTINGS: readonly Partial<ValueSettings>[] = [
  {
    long: 'number',
    bytes: 'base64',
    date: 'Date',
    timestampMillis: 'number',
    timestampMicros: 'Date',
    timestampNanos: 'string',
  },
  { long: 'string', date: 'number', timestampMillis: 'bigint', timestampMicros: 'string', timestampNanos: 'Date' },
  { long: 'string', bytes: 'base64', timestampMillis: 'string' },
];

/** One version's bytes, read with another version's schema. */
interface Crossing {
  readonly writer: AvroDatum;
  readonly reader: AvroDatum;
}

function crossings(seed: number, count: number): Crossing[] {
  const evolutions = fc.sample(avroEvolution(), { seed, numRuns: count });
  return evolutions.flatMap(({ old, new: next }) => [
    { writer: old, reader: next },
    { writer: next, reader: old },
  ]);
}

function planned({ writer, reader }: Crossing): ReturnType<typeof planSchemas> {
  return planSchemas({
    versions: [
      { id: '1', schema: writer.schema },
      { id: '2', schema: reader.schema },
    ],
  });
}

function resolvedByAvsc({ writer, reader }: Crossing): Outcome<CanonicalValue> {
  return outcomeOf(() =>
    avscResolver({ writer: avscType(writer.schema), reader: avscType(reader.schema) })(writer.bytes),
  );
}

function canonical({ part }: PlannedTopic, outcome: Decoded): Outcome<CanonicalValue> {
  return 'value' in outcome ? { ok: canonicalShape(part.shape, outcome.value) } : { error: outcome.reason };
}

describe('random schemas', () => {
  it(`${SCHEMAS} of them: generated decoder, interpreter and avsc read a datum alike, and the encoder gives the same bytes again`, async () => {
    await eachOf(fc.sample(avroDatum(), { seed: 63, numRuns: SCHEMAS }), async ({ schema, bytes, value }) => {
      const topic = plannedTopic({ versions: [{ id: null, schema }] });
      const [{ decode }, fixture] = await Promise.all([generatedDecoder(topic), generatedFixture(topic)]);
      const generated = decoded(decode, bytes);
      expect(difference(generated, decoded(interpretedDecoder(topic), bytes)), JSON.stringify(schema)).toBe(undefined);
      expect(canonical(topic, generated), JSON.stringify(schema)).toEqual({ ok: value });
      const written = fixture?.encodeValue('value' in generated ? generated.value : undefined);
      expect(Buffer.from(written ?? []).toString('hex'), JSON.stringify(schema)).toBe(bytes.toString('hex'));
    });
  });

  it(`${SCHEMAS_WITH_SETTINGS} of them with other settings: generated decoder and interpreter read a datum alike, and it survives the encoder`, async () => {
    const tally = { values: 0, refused: 0 };
    const data = fc.sample(avroDatum(), { seed: 70, numRuns: SCHEMAS_WITH_SETTINGS });
    await eachOf([...data.entries()], async ([index, { schema, bytes }]) => {
      const values = SETTINGS[index % SETTINGS.length] ?? {};
      const topic = plannedTopic({ versions: [{ id: null, schema }], values });
      const [{ decode }, fixture] = await Promise.all([generatedDecoder(topic), generatedFixture(topic)]);
      const generated = decoded(decode, bytes);
      const about = `${JSON.stringify(schema)} with ${JSON.stringify(values)}`;
      expect(difference(generated, decoded(interpretedDecoder(topic), bytes)), about).toBe(undefined);
      if ('value' in generated) {
        const again = decoded(decode, fixture?.encodeValue(generated.value) ?? new Uint8Array());
        expect(difference(again, generated), about).toBe(undefined);
        tally.values++;
      } else {
        expect(generated.reason, about).toBe('a long beyond 2^53-1 does not fit in a number');
        tally.refused++;
      }
    });
    expect(tally.values).toBeGreaterThan(SCHEMAS_WITH_SETTINGS * 0.8);
    expect(tally.refused).toBeGreaterThan(SCHEMAS_WITH_SETTINGS / 85);
  });

  it(`${EVOLUTIONS} of them with a next version, each read with the other: generated decoder and interpreter agree, and with avsc wherever a union has no two branches to choose from`, async () => {
    const tally = { refused: 0, lazilyRefused: 0, equal: 0, ambiguous: 0, beyondAvsc: 0 };
    await eachOf(crossings(64, EVOLUTIONS), async (crossing) => {
      const topic = planned(crossing);
      const avsc = resolvedByAvsc(crossing);
      const about = `${JSON.stringify(crossing.writer.schema)} read with ${JSON.stringify(crossing.reader.schema)}`;
      if ('problems' in topic) {
        expect(avsc, about).toHaveProperty('error');
        tally.refused++;
        return;
      }
      const { decode } = await generatedDecoder(topic);
      const generated = decoded((bytes) => decode(bytes, '1'), crossing.writer.bytes);
      const interpreted = decoded(interpretedDecoder(topic, topic.part.versions[0]), crossing.writer.bytes);
      expect(difference(generated, interpreted), about).toBe(undefined);
      // The functions that both versions share must not be confused.
      const own = decoded((bytes) => decode(bytes, '2'), crossing.reader.bytes);
      expect(difference(own, decoded(interpretedDecoder(topic), crossing.reader.bytes)), about).toBe(undefined);
      if ('error' in avsc) tally['value' in generated ? 'beyondAvsc' : 'lazilyRefused']++;
      else if (crossing.writer.ambiguous || crossing.reader.ambiguous) {
        expect(generated, about).toHaveProperty('value');
        tally.ambiguous++;
      } else {
        expect(canonical(topic, generated), about).toEqual(avsc);
        tally.equal++;
      }
    });
    // Each way out has been taken often enough for the test to mean something.
    expect(Object.values(tally).reduce((sum, count) => sum + count)).toBe(2 * EVOLUTIONS);
    expect(tally.equal).toBeGreaterThan(EVOLUTIONS);
    expect(Math.min(...Object.values(tally))).toBeGreaterThan(EVOLUTIONS / 20);
  });
});

describeWithOfficialAvro('random schemas', (official) => {
  afterAll(() => official.close());

  it(`${EVOLUTIONS_FOR_OFFICIAL_AVRO} of them with a next version: what avsc refuses as a whole is read as Apache Avro reads it, where it can`, async () => {
    let compared = 0;
    await eachOf(crossings(65, EVOLUTIONS_FOR_OFFICIAL_AVRO), async (crossing) => {
      const topic = planned(crossing);
      if ('problems' in topic || 'ok' in resolvedByAvsc(crossing)) return;
      const interpreted = decoded(interpretedDecoder(topic, topic.part.versions[0]), crossing.writer.bytes);
      if (!('value' in interpreted)) return;
      const [writer, reader] = [JSON.stringify(crossing.writer.schema), JSON.stringify(crossing.reader.schema)];
      const answer = await official.decode({ writer, reader, bytes: crossing.writer.bytes });
      if ('error' in answer) return;
      expect(canonical(topic, interpreted), `${writer} read with ${reader}`).toEqual({ ok: answer.ok.value });
      compared++;
    });
    expect(compared).toBeGreaterThan(EVOLUTIONS_FOR_OFFICIAL_AVRO / 65);
  });
});

async function eachOf<T>(items: readonly T[], check: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE)
    await Promise.all(items.slice(start, start + AT_ONCE).map(check));
}
