import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, type Ran } from '../cli/run.js';
import { temporaryProject } from '../cli/temporary-project.js';
import {
  backlog,
  batchThatFits,
  emptyMapping,
  MAX_EVENT_BYTES,
  nextOffset,
  withRecords,
} from '../../src/dev/growing-mapping.js';
import { next, MAPPING_DEFAULTS } from '../../src/runtime/simulate/event-source-mapping.js';
import { base64, rawEvent, rawRecord } from '../runtime/raw-event.js';

/** A project whose handler fails for the value `bad`, and its events: two partitions of four records. */
function project(infra: object, reportBatchItemFailures = false): string {
  const values = (partition: number): readonly string[] =>
    partition === 0 ? ['a', 'b', 'c', 'd'] : ['e', 'f', 'bad', 'g'];
  const events = [0, 1].map((partition) =>
    rawEvent(...values(partition).map((value, offset) => rawRecord(partition, offset, { value: base64(value) }))),
  );
  return temporaryProject({
    'gen-msk-consumer.config.json': JSON.stringify({
      output: 'gen',
      topics: { orders: { value: 'order.avsc', infra, reportBatchItemFailures } },
    }),
    'order.avsc': '{ "type": "record", "name": "Order", "fields": [] }',
    'handler.mjs': `
      export const handler = async ({ records }) => {
        const failed = Object.entries(records).flatMap(([partition, all]) => {
          const index = all.findIndex(({ value }) => Buffer.from(value, 'base64').toString() === 'bad');
          return index < 0 ? [] : all.slice(index).map(({ offset }) => ({ itemIdentifier: { partition, offset } }));
        });
        if (failed.length > 0 && ${!reportBatchItemFailures}) throw new Error('it fails');
        return { batchItemFailures: failed };
      };`,
    'events.jsonl': events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  });
}

async function replay(cwd: string, ...argv: readonly string[]): Promise<Ran> {
  return run(['dev', 'orders', '--from', 'events.jsonl', '--handler', 'handler.mjs', ...argv], { cwd });
}

/** The lines of a report, without times and sizes. */
const lines = ({ stdout }: Ran): readonly string[] =>
  stdout
    .replaceAll(/[\d.]+ kB, \d+ ms/g, '# kB, # ms')
    .trimEnd()
    .split('\n');

const letters = (cwd: string): readonly unknown[] =>
  readdirSync(join(cwd, '.dead-letters/orders'))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name): unknown => JSON.parse(readFileSync(join(cwd, '.dead-letters/orders', name), 'utf8')));

describe('dev --from', () => {
  test('splits a batch until the record that fails is alone, and gives that one up', async () => {
    const cwd = project({ bisect: true, retryAttempts: 0, destination: 'arn:aws:s3:::failed' });
    const ran = await replay(cwd);
    const fails = (offset: number) => `  orders-1 offset ${offset}: failed: Error: it fails`;
    expect(lines(ran).filter((line) => !line.startsWith('  orders-0'))).toEqual([
      'orders replays the events; records that are given up go to .dead-letters/orders',
      '8 records, # kB, # ms: 8 again; next 0@0 lag 4, 1@0 lag 4',
      ...[0].map(fails),
      '  and 3 more',
      '4 records, # kB, # ms: 4 committed; next 0@4 lag 0',
      '4 records, # kB, # ms: 4 again; next 1@0 lag 4',
      ...[0, 1, 2, 3].map(fails),
      '2 records, # kB, # ms: 2 committed; next 1@2 lag 2',
      '2 records, # kB, # ms: 2 again; next 1@2 lag 2',
      ...[2, 3].map(fails),
      '1 record, # kB, # ms: 1 given up; next 1@3 lag 1',
      ...[2].map(fails),
      '1 record, # kB, # ms: 1 committed; next 1@4 lag 0',
      'All is replayed: 7 batches, 7 committed, 1 given up.',
    ]);
    expect(letters(cwd)).toMatchObject([
      {
        code: 'attempts-exhausted',
        reason: 'it fails',
        attempts: 4,
        record: { partition: 1, offset: 2, value: base64('bad') },
      },
    ]);
    expect([ran.exitCode, ran.stderr]).toEqual([1, '']);
  });

  test('follows partial answers, and ends where Lambda would retry without end', async () => {
    const cwd = project({}, true);
    const { exitCode, stdout } = await replay(cwd, '--format', 'json');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly batch?: object });
    const at = { topic: 'orders', partition: 1 };
    const stuck = { committed: 0, returned: 2, givenUp: 0, partitions: [{ ...at, offset: 2, lag: 2, failed: 2 }] };
    expect(events).toMatchObject([
      { kind: 'started', group: null },
      {
        batch: {
          committed: 6,
          returned: 2,
          outcomes: [0, 1, 2, 3, 4, 5, 6, 7].map((index) => ({
            topic: 'orders',
            partition: index < 4 ? 0 : 1,
            offset: index % 4,
            outcome: index < 6 ? 'handled' : 'failed',
          })),
        },
      },
      { batch: stuck },
      { batch: stuck },
      { batch: stuck },
      { command: 'dev', exitCode: 1, end: 'stuck', batches: 4, committed: 6, givenUp: 0 },
    ]);
    expect(exitCode).toBe(1);
  });

  test('refuses a file without records, and a handler that cannot be loaded', async () => {
    const cwd = project({});
    const none = await run(['dev', 'orders', '--from', 'order.avsc'], { cwd });
    expect([none.exitCode, none.stderr.split('\n')[0]]).toEqual([
      2,
      'error input-unusable: there are no records in it',
    ]);
    const broken = await replay(cwd, '--handler', 'gone.mjs');
    expect([broken.exitCode, broken.stderr.split(':')[0]]).toEqual([2, 'error handler-unloadable']);
  });
});

test('a folder for dead letters that cannot be made ends dev, and nothing is committed', async () => {
  const cwd = project({ retryAttempts: 0, destination: 'arn:aws:s3:::failed' });
  const ran = await replay(cwd, '--letters', 'order.avsc');
  expect([ran.exitCode, ran.stderr.split('\n').slice(0, 2)]).toEqual([
    2,
    ['error write-failed: something else is in the way (EEXIST)', '  at order.avsc'],
  ]);
});

describe('a mapping that grows', () => {
  const settings = { ...MAPPING_DEFAULTS, batchSize: 4 };
  const records = [0, 1, 2].map((offset) => rawRecord(0, offset));

  test('goes on in front of what comes again and of what was not delivered', () => {
    let mapping = withRecords(emptyMapping(settings), records);
    mapping = next(mapping, records, { kind: 'partial', failures: [rawRecord(0, 1)] });
    expect([backlog(mapping), nextOffset(mapping, rawRecord(0, 2))]).toEqual([2, 1]);
    mapping = withRecords(mapping, [rawRecord(0, 3), rawRecord(0, 4), rawRecord(0, 5)]);
    const { records: batch } = batchThatFits(mapping);
    expect(batch.map(({ offset }) => offset)).toEqual([1, 2, 3, 4]);
    mapping = next(mapping, batch, { kind: 'success' });
    expect([backlog(mapping), nextOffset(mapping, rawRecord(0, 4))]).toEqual([1, 5]);
  });

  test('has batches that fit into an event, or one record that never does', () => {
    const large = (offset: number, megabytes: number) =>
      rawRecord(0, offset, { value: 'A'.repeat(megabytes * 1024 * 1024) });
    const sizes = (...all: readonly number[]): readonly number[] => {
      const { records: batch, bytes } = batchThatFits(
        withRecords(
          emptyMapping(settings),
          all.map((size, offset) => large(offset, size)),
        ),
      );
      return [batch.length, Number(bytes > MAX_EVENT_BYTES)];
    };
    expect(sizes(1, 1, 1, 1)).toEqual([4, 0]);
    expect(sizes(2, 2, 2, 2)).toEqual([2, 0]);
    expect(sizes(5, 5)).toEqual([1, 0]);
    expect(sizes(7, 1)).toEqual([1, 1]);
  });
});
