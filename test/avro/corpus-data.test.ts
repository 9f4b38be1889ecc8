import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';

import { readAvroContainer, type AvroContainer } from '../oracle/avro-container.js';
import { avscDecode, avscType } from '../oracle/avsc-oracle.js';
import { canonicalShape } from '../oracle/canonical-shape.js';
import { corpusPath, corpusText } from '../oracle/corpus.js';
import {
  generatedDecoder,
  generatedFixture,
  interpretedDecoder,
  plannedTopic,
  type PlannedTopic,
} from '../oracle/generated-decoder.js';
import { describeWithOfficialAvro } from '../oracle/official-avro.js';
import { resultOf } from '../oracle/outcome.js';

const PERSON: unknown = JSON.parse(corpusText('mtth-avsc/data/Person.avsc'));

describeWithOfficialAvro('the data of real Avro files', (avro) => {
  afterAll(() => avro.close());

  it.each([
    'apache-avro/data/weather.avro',
    'apache-avro/data/weather-deflate.avro',
    'apache-avro/data/weather-snappy.avro',
    'apache-avro/data/weather-zstd.avro',
    'apache-avro/data/weather-sorted.avro',
    'apache-avro/data/schemas/simple/data.avro',
    'apache-avro/data/schemas/withUnion/data.avro',
    'mtth-avsc/data/person-10.avro',
  ])('%s: the generated decoder and the interpreter give what Apache Avro gives', async (file) => {
    const container = readAvroContainer(readFileSync(corpusPath(file)));
    const topic = topicOf(container);
    const [{ decode }, interpret] = [await generatedDecoder(topic), interpretedDecoder(topic)];
    const { values } = resultOf(await avro.readFile(corpusPath(file)));
    const { shape } = topic.part;
    expect(container.data.map((datum) => canonicalShape(shape, decode(datum)))).toEqual(values);
    expect(container.data.map((datum) => canonicalShape(shape, interpret(datum)))).toEqual(values);
  });
});

describe('the data of real Avro files', () => {
  it('weather.avro holds the readings that weather.json shows', async () => {
    const container = readAvroContainer(readFileSync(corpusPath('apache-avro/data/weather.avro')));
    const { decode } = await generatedDecoder(topicOf(container));
    // Each line is one reading, with its time as a number.
    const lines = corpusText('apache-avro/data/weather.json').trim().split('\n');
    const readings = lines.map(
      (line) => JSON.parse(line) as { readonly station: string; readonly time: number; readonly temp: number },
    );
    expect(container.data.map((datum) => decode(datum))).toEqual(
      readings.map((reading) => ({ ...reading, time: BigInt(reading.time) })),
    );
  });

  it('the encoder writes the bytes that are in person-10.avro, person by person', async () => {
    const container = readAvroContainer(readFileSync(corpusPath('mtth-avsc/data/person-10.avro')));
    const topic = topicOf(container);
    const [{ decode }, fixture] = [await generatedDecoder(topic), await generatedFixture(topic)];
    expect(container.data.map((datum) => fixture?.encodeValue(decode(datum)))).toEqual(
      container.data.map((datum) => new Uint8Array(datum)),
    );
  });

  it("Apache Avro's single-object message is read, and written again byte by byte, by a topic with that framing", async () => {
    const schema: unknown = JSON.parse(corpusText('apache-avro/data/messageV1/test_schema.avsc'));
    const topic = plannedTopic({ versions: [{ id: null, schema }], framing: 'single-object' });
    const [{ decode }, fixture] = [await generatedDecoder(topic), await generatedFixture(topic)];
    const message = readFileSync(corpusPath('apache-avro/data/messageV1/test_message.bin'));
    const value = { id: 42n, name: 'Bill', tags: ['dog_lover', 'cat_hater'] };
    expect(decode(message)).toEqual(value);
    expect(Buffer.from(fixture?.encodeValue(value) ?? []).equals(message)).toBe(true);
  });

  it.each<{ file: string; data: (file: Buffer) => readonly Uint8Array[] }>([
    // A newline stands behind the last block, which Apache Avro takes for a broken block.
    { file: 'mtth-avsc/data/person-10.no-codec.avro', data: (file) => readAvroContainer(file.subarray(0, -1)).data },
    { file: 'mtth-avsc/data/person-10.avro.raw', data: (file) => splitByAvsc(PERSON, file) },
  ])('the ten persons in $file are read as avsc reads them', async ({ file, data }) => {
    const topic = plannedTopic({ versions: [{ id: null, schema: PERSON }] });
    const [{ decode }, interpret] = [await generatedDecoder(topic), interpretedDecoder(topic)];
    const persons = data(readFileSync(corpusPath(file)));
    const values = persons.map((person) => avscDecode(avscType(PERSON), person));
    expect(values).toHaveLength(10);
    expect(persons.map((person) => canonicalShape(topic.part.shape, decode(person)))).toEqual(values);
    expect(persons.map((person) => canonicalShape(topic.part.shape, interpret(person)))).toEqual(values);
  });
});

/** Data that stand one behind another. */
function splitByAvsc(schema: unknown, bytes: Buffer): readonly Uint8Array[] {
  const data: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const { offset } = avscType(schema).decode(bytes, start);
    if (offset < 0) throw new Error(`a datum is cut off at byte ${start}`);
    data.push(bytes.subarray(start, offset));
    start = offset;
  }
  return data;
}

function topicOf({ schema }: AvroContainer): PlannedTopic {
  return plannedTopic({ versions: [{ id: null, schema: JSON.parse(schema) as unknown }] });
}
