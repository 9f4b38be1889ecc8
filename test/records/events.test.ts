import { describe, expect, test } from 'vitest';
import { nextSteps } from '../../src/handler-run/next-steps.js';
import { readEvents } from '../../src/records/read-events.js';
import { readInput } from '../../src/records/read-input.js';
import { varyEvents, type EventVariations } from '../../src/records/vary-events.js';
import { writeDeadLetter } from '../../src/runtime/dead-letter/envelope.js';
import type { KafkaEvent } from '../../src/runtime/kafka/kafka-event.js';
import { MAPPING_DEFAULTS, type MappingSettings } from '../../src/runtime/simulate/event-source-mapping.js';
import { base64, rawEvent, rawRecord } from '../runtime/raw-event.js';

/** `orders-0 3` for each record, by event. */
const places = (events: readonly KafkaEvent[]): readonly (readonly string[])[] =>
  events.map(({ records }) =>
    Object.entries(records).flatMap(([name, all]) => all.map(({ offset }) => `${name} ${offset}`)),
  );

function read(text: string): unknown {
  const found = readEvents(Buffer.from(text));
  return found.kind === 'events' ? places(found.events) : found;
}

describe('a file of events', () => {
  const [first, second] = [rawEvent(rawRecord(0, 1), rawRecord(1, 5)), rawEvent(rawRecord(0, 2))];
  const both = [['orders-0 1', 'orders-1 5'], ['orders-0 2']];

  test('is one event, an array of them, or one per line', () => {
    expect(read(JSON.stringify(first, null, 2))).toEqual(both.slice(0, 1));
    expect(read(JSON.stringify([first, second]))).toEqual(both);
    expect(read(`${JSON.stringify(first)}\n${JSON.stringify(second)}\n`)).toEqual(both);
  });

  test('may hold records of other kinds, which make one event, in order', () => {
    const letter = writeDeadLetter({
      record: rawRecord(0, 7),
      code: 'undecodable',
      reason: 'it is broken',
      stage: 'decode the value',
      schemaId: undefined,
      key: 'orders#0#7',
      cluster: undefined,
      attempts: 1,
      failedAt: 0,
    });
    const onFailure = { KafkaBatchInfo: {}, payload: rawEvent(rawRecord(0, 3)) };
    expect(read(`${letter}\n${JSON.stringify(onFailure)}\n${JSON.stringify(second)}`)).toEqual([
      ['orders-0 3', 'orders-0 7'],
      ['orders-0 2'],
    ]);
    expect(read(JSON.stringify([rawRecord(1, 1), rawRecord(0, 1)]))).toEqual([['orders-1 1', 'orders-0 1']]);
  });

  test('without records says where they are, if it does', () => {
    const info = { recordsInfo: { 'orders-0': { firstRecordOffset: '5', lastRecordOffset: '7' } } };
    const ranges = [{ topic: 'orders', partition: 0, first: 5, last: 7 }];
    expect(read(JSON.stringify({ KafkaBatchInfo: info }))).toEqual({ kind: 'ranges', ranges });
    for (const text of ['', '{}', '[]', 'orders', '{"records":{}}'])
      expect(read(text)).toMatchObject({ problem: { message: 'there are no records in it' } });
  });

  test('is refused where it holds what should be a record and is not, so that none is lost', () => {
    const { offset: _, ...placeless } = rawRecord(0, 2);
    const event = (...records: readonly unknown[]) => ({ ...first, records: { 'orders-0': records } });
    const faults: readonly (readonly [text: string, message: string])[] = [
      [
        JSON.stringify(event(rawRecord(0, 1), placeless)),
        'records["orders-0"][1] is not a record: "offset" is missing',
      ],
      [
        JSON.stringify([first, event({ ...rawRecord(0, 1), value: 5 }, 7)]),
        '[1].records["orders-0"][0] is not a record: "value" is not a string in base64, and 1 other place',
      ],
      [JSON.stringify({ ...first, records: [] }), 'records is not an object with a list for each partition'],
      [
        JSON.stringify([rawRecord(0, 1), { ...rawRecord(0, 2), offset: 2 ** 60 }]),
        '[1] is not a record: "offset" is not a whole number',
      ],
      [`${JSON.stringify(first)}\n${JSON.stringify(second).slice(0, 60)}\n`, 'line 2 is not JSON'],
      [JSON.stringify(first, null, 2).slice(0, 60), 'it is not JSON from line 4, column 5 on'],
      ['['.repeat(300_000), 'it is not JSON'],
    ];
    for (const [text, message] of faults) {
      expect(read(text)).toMatchObject({ kind: 'unusable', problem: { code: 'input-unusable', message } });
      const { faults: found } = readInput(Buffer.from(text));
      const isValue = message.startsWith('it is');
      expect(found.slice(0, 1)).toEqual(isValue ? [] : [message.replace(/, and.*/, '')]);
    }
  });

  test('may be UTF-16 with its mark, as PowerShell redirects output', () => {
    const text = `\ufeff${JSON.stringify(first)}\r\n`;
    const bytes = Buffer.from(text, 'utf16le');
    for (const input of [Buffer.from(text), bytes, Buffer.from(bytes).swap16()]) {
      expect(readEvents(input)).toMatchObject({ kind: 'events', events: [first] });
      expect(readInput(input)).toMatchObject({ captured: { kind: 'records' }, faults: [] });
    }
  });
});

describe('a varied event', () => {
  const event = rawEvent(rawRecord(0, 1), rawRecord(0, 3), rawRecord(1, 5));
  const none = { times: 1, duplicate: false, poison: 0, tombstone: false, shufflePartitions: false };
  const varied = (variations: Partial<EventVariations>) => varyEvents([event], { ...none, ...variations });

  test('has poison and a tombstone behind the records of the first partition', () => {
    const [{ event: extended } = { event }] = varied({ poison: 2, tombstone: true });
    expect(extended.records['orders-0']?.map(({ offset, value }) => [offset, value])).toEqual([
      [1, base64('value 0/1')],
      [3, base64('value 0/3')],
      [4, '/w=='],
      [5, '/w=='],
      [6, undefined],
    ]);
    expect(extended.records['orders-1']).toEqual(event.records['orders-1']);
  });

  test('is delivered several times as new records, or again as the same ones', () => {
    const all = varied({ times: 2, duplicate: true });
    expect(all.map(({ isDuplicate }) => isDuplicate)).toEqual([false, true, false, true]);
    const [once, moved] = [
      ['orders-0 1', 'orders-0 3', 'orders-1 5'],
      ['orders-0 4', 'orders-0 6', 'orders-1 6'],
    ];
    expect(places(all.map((one) => one.event))).toEqual([once, once, moved, moved]);
  });

  test('has its partitions in another order, the same in each run', () => {
    const wide = rawEvent(...[0, 1, 2, 3, 4].map((partition) => rawRecord(partition, 1)));
    const names = varyEvents([wide], { ...none, shufflePartitions: true }).flatMap((one) =>
      Object.keys(one.event.records),
    );
    expect(names).not.toEqual(Object.keys(wide.records));
    expect(names.toSorted()).toEqual(Object.keys(wide.records));
  });
});

describe('what Lambda does next', () => {
  const batch = [rawRecord(0, 0), rawRecord(0, 1), rawRecord(0, 2), rawRecord(1, 0)];
  const steps = (settings: Partial<MappingSettings>, answer: Parameters<typeof nextSteps>[2]) =>
    batch.map(nextSteps({ ...MAPPING_DEFAULTS, ...settings }, batch, answer));
  const failure = { kind: 'failure', reason: 'it threw' } as const;
  const partial = { kind: 'partial', failures: [rawRecord(0, 1)] } as const;

  test('is what the simulator does', () => {
    expect(steps({}, { kind: 'success' })).toEqual(['commit', 'commit', 'commit', 'commit']);
    expect(steps({}, failure)).toEqual(['retry', 'retry', 'retry', 'retry']);
    expect(steps({}, partial)).toEqual(['commit', 'retry', 'retry', 'commit']);
    expect(steps({ maxRetries: 3 }, partial)).toEqual(['commit', 'retry', 'retry', 'commit']);
    expect(steps({ bisect: true }, failure)).toEqual(['bisect', 'bisect', 'bisect', 'bisect']);
    expect(steps({ maxRetries: 0, destination: true }, partial)).toEqual([
      'commit',
      'destination',
      'destination',
      'commit',
    ]);
    expect(steps({ maxRetries: 0 }, failure)).toEqual(['drop', 'drop', 'drop', 'drop']);
  });
});
