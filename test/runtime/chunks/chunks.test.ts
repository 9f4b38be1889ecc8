import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { consumeRecords } from '../../../src/runtime/consume/consume-records.js';
import { laneDecoder } from '../../../src/runtime/consume/lane-decoder.js';
import { readConfluentFrame, readGlueFrame } from '../../../src/runtime/kafka/framing.js';
import type { RawKafkaRecord } from '../../../src/runtime/kafka/kafka-event.js';
import { readText } from '../../../src/runtime/kafka/plain-read.js';
import type { TopicBinding } from '../../../src/runtime/kafka/topic-binding.js';
import { confluentFrame, glueFrame } from '../../../src/runtime/simulate/frame-encode.js';
import { avroDatumOf } from '../../arbitrary/avro-value.js';
import { mutated, Random } from '../../arbitrary/mutation.js';
import { difference } from '../../oracle/decoded.js';
import { generatedDecoder, plannedTopic } from '../../oracle/generated-decoder.js';
import { cases } from '../../support/day-share.js';
import { text } from '../plain-bindings.js';
import { base64, rawEvent, rawRecord } from '../raw-event.js';
import { readAlone, refusal, type Outcome } from './read-alone.js';
import { sampleSchema } from './sample-schema.js';

const RECORDS = cases({ full: 90_000, usual: 3_000 });
/** As in src/runtime/slab.ts. */
const CHUNK_BYTES = 16_384;

/** What a lane makes of its records, in their order. */
function readInLane<Key, Value>(binding: TopicBinding<Key, Value>, records: readonly RawKafkaRecord[]): Outcome[] {
  const decoder = laneDecoder(binding, records);
  return records.map((_, index) => {
    const decoded = decoder.decode(index);
    if (decoded.kind === 'invalid') return refusal(decoded.error.stage, decoded.error.cause);
    return { key: decoded.record.key, value: decoded.record.value };
  });
}

/** Fails unless each record of the lane is read as if it were alone. */
function expectAlone<Key, Value>(binding: TopicBinding<Key, Value>, records: readonly RawKafkaRecord[]): Outcome[] {
  const outcomes = readInLane(binding, records);
  for (const [index, raw] of records.entries()) {
    const unlike = difference(readAlone(binding, raw), outcomes[index]);
    if (unlike !== undefined)
      expect.fail(`record ${index}, key ${String(raw.key)}, value ${String(raw.value)}: ${unlike}`);
  }
  return outcomes;
}

const texts: TopicBinding<string, string> = { topic: 'orders', key: text, value: text, reportBatchItemFailures: true };

function textRecords(...values: readonly (string | null)[]): readonly RawKafkaRecord[] {
  return values.map((value, offset) => rawRecord(0, offset, { key: base64(`key ${offset}`), value }));
}

describe('records in one chunk are read as if each were alone', () => {
  const good = base64('good');
  const long = (length: number, last = '') => base64('x'.repeat(length - Buffer.byteLength(last)) + last);

  const lanes: Readonly<Record<string, readonly (string | null)[]>> = {
    'with each padding': ['', 'YQ==', 'YWI=', 'YWJj', 'YQ==', 'YWI=', 'YWJj', ''],
    'with no padding where there should be some': [good, 'YQ', 'YWI', 'YWJjZA', good, 'YWJjZ', good],
    'with tombstones': [null, good, null, null, good, null],
    'with nothing but tombstones and empty values': [null, '', '', null],
    'that are empty at the end': [good, '', ''],
    'whose last bits are not zero': ['YR==', 'YWJ=', good, 'Yf==', good],
    'with the alphabet of URLs': ['-_-_', good, '_-A=', good],
    'one larger than a chunk among small ones': [good, long(CHUNK_BYTES + 1), good, long(3 * CHUNK_BYTES), good, good],
    'one as large as a chunk': [long(CHUNK_BYTES), long(CHUNK_BYTES - 1), long(CHUNK_BYTES - 2), good],
    'that end where the chunk ends': [long(CHUNK_BYTES - 6), 'YWJj', 'YWJj', 'YWJj', long(CHUNK_BYTES - 3), 'YWJj'],
    'with characters across the end of a chunk': [long(CHUNK_BYTES - 1, 'ü'), long(CHUNK_BYTES - 2, '東京'), good],
    'that are not ASCII': ['', 'ü', 'Zürich', '東京', '\u{1F600}', 'good', '\uFFFD', 'e\u0301'].map(base64),
    'of bytes that are not UTF-8': [good, '/w==', good, 'w6k=', 'w/8=', '7aCA', good],
    'of one': [good],
    'of one that is not base64': ['****'],
  };

  test.each(Object.entries(lanes))('%s', (_, values) => {
    expectAlone(texts, textRecords(...values));
  });

  const broken = [
    '****',
    'YW==YQ==',
    '=',
    '==',
    '===',
    '====',
    'YW\nJj',
    ' YWJj',
    'Y',
    'YŁJj',
    'YWJ\u0141',
    'YWJj====',
    'Y=Jj',
  ];

  test.each(broken)('with %j, which may not be base64, at each place', (value) => {
    for (let place = 0; place < 5; place++) {
      const values = [good, 'YQ==', '', good, 'YWI='].map((one, index) => (index === place ? value : one));
      const outcomes = expectAlone(texts, textRecords(...values));
      expect(outcomes).toHaveLength(5);
      expectAlone(
        texts,
        values.map((key, offset) => rawRecord(0, offset, { key, value: good })),
      );
    }
  });

  test('with what is no text in place of a value, which fails that record alone', () => {
    const records = textRecords(good, good, good).map((record, index) =>
      index === 1 ? { ...record, value: 5 as unknown as string } : record,
    );
    const outcomes = readInLane(texts, records);
    expect(outcomes.map((outcome) => ('name' in outcome ? outcome.name : outcome.value))).toEqual([
      'good',
      'TypeError',
      'good',
    ]);
  });

  test('in whatever order they are asked for', () => {
    const records = textRecords(...Array.from({ length: 60 }, (_, index) => base64(`value ${index}`.repeat(200))));
    const decoder = laneDecoder(texts, records);
    const choices = new Random(133);
    for (let count = 0; count < 500; count++) {
      const index = choices.below(records.length);
      const decoded = decoder.decode(index);
      expect(decoded.kind === 'value' && decoded.record.value).toBe(`value ${index}`.repeat(200));
    }
  });

  test('with frames of Glue, compressed or not', () => {
    const id = 'b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63';
    const head = Buffer.from(glueFrame(id, new Uint8Array()));
    // The second byte says that zlib has deflated the rest.
    head[1] = 5;
    const compressed = Buffer.concat([head, deflateSync('deflated text')]).toString('base64');
    const glue = {
      ...texts,
      value: { read: (r: Parameters<typeof readText>[0]) => `${readGlueFrame(r)} ${readText(r, 'value')}` },
    };
    const plain = Buffer.from(glueFrame(id, Buffer.from('plain text'))).toString('base64');
    const outcomes = expectAlone(glue, textRecords(plain, compressed, plain, compressed, compressed, plain, good));
    expect(outcomes.map((outcome) => 'key' in outcome)).toEqual([true, true, true, true, true, true, false]);
  });
});

describe('mutated records between good neighbors', () => {
  let binding: TopicBinding<string, unknown>;
  let messages: readonly Uint8Array[];

  beforeAll(async () => {
    const topic = plannedTopic({ versions: [{ id: '7', schema: sampleSchema }], framing: 'confluent' });
    const { read } = await generatedDecoder(topic);
    binding = { topic: 'orders', key: text, value: { read, frame: readConfluentFrame }, reportBatchItemFailures: true };
    const data = fc.sample(avroDatumOf(sampleSchema), { seed: 134, numRuns: 200 });
    messages = data.map(({ bytes }) => confluentFrame(7, bytes));
  });

  function records(count: number, choices: Random, partition = 0): readonly RawKafkaRecord[] {
    return Array.from({ length: count }, (_, offset) => {
      const message = messages[choices.below(messages.length)] ?? new Uint8Array();
      const kind = choices.below(40);
      const bytes = kind < 16 ? mutated(message, choices) : message;
      const value = Buffer.from(bytes).toString('base64');
      const key = base64(`key ${offset}`);
      if (kind === 37) return rawRecord(partition, offset, { key, value: null });
      if (kind === 38) return rawRecord(partition, offset, { key, value: `${value.slice(0, -1)}*` });
      if (kind === 39) return rawRecord(partition, offset, { key: `${key.slice(0, 3)}-${key.slice(4)}!`, value });
      return rawRecord(partition, offset, { key, value });
    });
  }

  it(`${RECORDS} have the same values, verdicts and messages as alone`, () => {
    const choices = new Random(135);
    const tally = { read: 0, refused: 0 };
    for (let done = 0; done < RECORDS; done += 300) {
      for (const outcome of expectAlone(binding, records(300, choices))) tally['key' in outcome ? 'read' : 'refused']++;
    }
    expect(tally.read).toBeGreaterThan(RECORDS / 2);
    expect(tally.refused).toBeGreaterThan(RECORDS / 5);
  });

  it('have them in many partitions at once, too, whose handlers take turns', async () => {
    const choices = new Random(136);
    const all = Array.from({ length: 20 }, (_, partition) => records(500, choices, partition)).flat();
    const seen = new Map<string, unknown>();
    const consume = consumeRecords(
      binding,
      async (record) => {
        if (choices.below(3) === 0) await Promise.resolve();
        seen.set(`${record.partition}/${record.offset}`, record.value);
      },
      { maxConcurrentPartitions: 7, onInvalid: () => undefined, maxSkipped: all.length },
    );
    expect(await consume(rawEvent(...all))).toEqual({ batchItemFailures: [] });
    for (const raw of all) {
      const expected = readAlone(binding, raw);
      const value = seen.get(`${raw.partition}/${raw.offset}`);
      if ('key' in expected) expect(difference(expected.value, value)).toBeUndefined();
      else expect(value).toBeUndefined();
    }
  });
});
