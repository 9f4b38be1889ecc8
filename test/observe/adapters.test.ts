import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { DecodeError, UnknownSchemaError } from '../../src/runtime/errors.js';
import type { BatchSummary, ConsumerHooks, HandedBack, RecordPlace } from '../../src/runtime/consume/hooks.js';
import { RecordError, type RecordStage } from '../../src/runtime/kafka/record-error.js';
import { combineHooks } from '../../src/runtime/observe/combine-hooks.js';
import { emfMetrics } from '../../src/runtime/observe/emf-metrics.js';
import { jsonLogs, type LogLevel } from '../../src/runtime/observe/json-logs.js';
import { rawRecord } from '../runtime/raw-event.js';

const place: RecordPlace = { topic: 'orders', partition: 3, offset: 41, timestamp: Date.UTC(2026, 0, 2) };
const batch: BatchSummary = {
  topic: 'orders',
  records: 9,
  handled: 3,
  parked: 1,
  skipped: 1,
  duplicates: 1,
  failed: 1,
  handedBack: 2,
  duration: 12.5,
  lag: 800,
  response: { batchItemFailures: [{ itemIdentifier: { partition: 'orders-3', offset: 41 } }] },
};
const handedBack: HandedBack = { ...place, reason: 'running' };
const raw = rawRecord(3, 41);

function failure(stage: RecordStage, cause: unknown): RecordError {
  return new RecordError(raw, { stage, cause, schemaId: '7' });
}

const undecodable = failure('decode the value', new DecodeError('a long ends early', 9, 'Order.id'));
const unknownSchema = failure('decode the key', new UnknownSchemaError('9', ['7']));
const rejected = failure('handle the record', new TypeError('no table'));

/** Calls every hook once, as a consumer does. */
async function callAll(hooks: ConsumerHooks): Promise<void> {
  await hooks.onRecord?.({ ...place, outcome: 'handled' });
  await hooks.onSkipped?.(undecodable, raw);
  await hooks.onDuplicate?.(place);
  await hooks.onError?.(unknownSchema);
  await hooks.onError?.(rejected);
  await hooks.onHandBack?.(handedBack);
  await hooks.onBatch?.(batch);
}

/** The lines that hooks write, parsed. */
async function linesOf(make: (write: (line: string) => void) => ConsumerHooks): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  await callAll(make((line) => lines.push(line)));
  for (const line of lines) expect(line).not.toContain('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('jsonLogs', () => {
  test('writes a line for each thing that happens, with places and reasons', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 3), toFake: ['Date'] });
    const lines = await linesOf((write) => jsonLogs({ write, level: 'debug' }));
    vi.useRealTimers();
    const timestamp = '2026-01-03T00:00:00.000Z';
    const where = { topic: 'orders', partition: 3, offset: 41 };
    const at = { ...where, recordTimestamp: '2026-01-02T00:00:00.000Z' };
    expect(lines).toEqual([
      { timestamp, level: 'debug', message: 'record handled', ...at, outcome: 'handled' },
      {
        timestamp,
        level: 'warn',
        message: 'record skipped',
        ...where,
        code: 'undecodable',
        stage: 'decode the value',
        schemaId: '7',
        errorName: 'DecodeError',
        reason: undecodable.message,
      },
      { timestamp, level: 'info', message: 'duplicate record', ...at },
      expect.objectContaining({ level: 'error', code: 'unknown-schema', errorName: 'UnknownSchemaError' }),
      expect.objectContaining({ level: 'error', code: 'handler-failed', errorName: 'TypeError' }),
      { timestamp, level: 'warn', message: 'record handed back', ...at, reason: 'running' },
      {
        timestamp,
        level: 'info',
        message: 'batch',
        topic: 'orders',
        records: 9,
        handled: 3,
        parked: 1,
        skipped: 1,
        duplicates: 1,
        failed: 1,
        handedBack: 2,
        duration: 12.5,
        lag: 800,
        batchItemFailures: 1,
      },
    ]);
  });

  test.each<[LogLevel, number]>([
    ['debug', 7],
    ['info', 6],
    ['warn', 4],
    ['error', 2],
  ])('at %s writes %i of them, and has no hook for the others', async (level, count) => {
    expect(await linesOf((write) => jsonLogs({ write, level }))).toHaveLength(count);
    expect(jsonLogs().onRecord).toBeUndefined();
  });

  test('describes what a handler throws, whatever it is', () => {
    const lines: string[] = [];
    void jsonLogs({ write: (line) => lines.push(line) }).onError?.(failure('handle the record', 7));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ errorName: 'number', code: 'handler-failed' });
  });
});

test.each<[RecordStage, string]>([
  ['decode the key', 'undecodable'],
  ['handle the invalid record', 'invalid-handler-failed'],
  ['claim the record', 'claim-failed'],
  ['complete the record', 'completion-failed'],
  ['send the dead letter', 'dead-letter-failed'],
])('a failure to %s has the code %s', (stage, code) => {
  const lines: string[] = [];
  void jsonLogs({ write: (line) => lines.push(line) }).onError?.(failure(stage, new Error('no')));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ stage, code });
});

describe('emfMetrics', () => {
  const schema = JSON.parse(readFileSync(new URL('./emf-schema/emf.schema.json', import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
  // Its ids are pointers into itself, which are not ids in the draft that ajv reads.
  const isValid = new Ajv({ strict: false }).compile(withoutIds(schema));
  const dimensions = { Service: 'shop' };

  test('writes lines that are valid against the published schema, and whose references have a target', async () => {
    const lines = await linesOf((write) => emfMetrics({ namespace: 'Orders', dimensions, write }));
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(isValid(line), JSON.stringify(isValid.errors)).toBe(true);
      const [directive] = (line._aws as EmfMetadata).CloudWatchMetrics;
      for (const name of directive?.Dimensions.flat() ?? []) expect(line[name]).toBeTypeOf('string');
      for (const { Name } of directive?.Metrics ?? []) expect(line[Name]).toBeTypeOf('number');
    }
  });

  test('counts what became of the records of a batch by topic, and its errors by code', async () => {
    const lines = await linesOf((write) => emfMetrics({ namespace: 'Orders', dimensions, write }));
    expect(lines.map(({ _aws, ...values }) => values)).toEqual([
      {
        Service: 'shop',
        Topic: 'orders',
        Records: 9,
        Handled: 3,
        Parked: 1,
        Skipped: 1,
        Duplicates: 1,
        Failed: 1,
        HandedBack: 2,
        Duration: 12.5,
        Lag: 800,
      },
      { Service: 'shop', Topic: 'orders', Code: 'undecodable', Errors: 1 },
      { Service: 'shop', Topic: 'orders', Code: 'unknown-schema', Errors: 1 },
      { Service: 'shop', Topic: 'orders', Code: 'handler-failed', Errors: 1 },
    ]);
  });

  test('does not count an error twice, and leaves out a lag that there is not', async () => {
    const lines: string[] = [];
    const hooks = emfMetrics({ namespace: 'Orders', write: (line) => lines.push(line) });
    await callAll(hooks);
    await hooks.onBatch?.({ ...batch, lag: undefined });
    expect(lines).toHaveLength(5);
    expect(lines[4]).not.toContain('Lag');
  });

  test.each([
    [{ namespace: '' }, 'namespace must have 1 to 255 characters'],
    [{ namespace: 'O', dimensions: { Topic: 'x' } }, 'the dimension Topic is written by emfMetrics'],
    [{ namespace: 'O', dimensions: { Service: '' } }, 'the dimension Service is empty'],
    [
      { namespace: 'O', dimensions: { a: '1', b: '1', c: '1', d: '1', e: '1', f: '1', g: '1', h: '1' } },
      'a metric has at most 9 dimensions, with Topic and Code; give at most 7',
    ],
  ])('refuses %j', (settings, message) => {
    expect(() => emfMetrics(settings)).toThrow(message);
  });
});

interface EmfMetadata {
  readonly CloudWatchMetrics: readonly {
    readonly Dimensions: readonly string[][];
    readonly Metrics: readonly { readonly Name: string }[];
  }[];
}

function withoutIds(schema: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema, (name, value: unknown) => (name === '$id' ? undefined : value))) as Record<
    string,
    unknown
  >;
}

test('both write to standard output unless they are given something else', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  void combineHooks(jsonLogs(), emfMetrics({ namespace: 'Orders' })).onBatch?.(batch);
  const lines = write.mock.calls.map(([line]) => String(line));
  write.mockRestore();
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/^\{.*\}\n$/);
});

describe('combineHooks', () => {
  test('calls each hook in order and awaits all', async () => {
    const calls: string[] = [];
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      calls.push('slow is done');
    };
    await combineHooks({ onBatch: slow }, {}, { onBatch: () => calls.push('second') }).onBatch?.(batch);
    expect(calls).toEqual(['second', 'slow is done']);
  });

  test('has no hook that none has, and passes on what each is given', async () => {
    const onSkipped = vi.fn();
    const hooks = combineHooks({ onSkipped }, { onSkipped });
    await hooks.onSkipped?.(undecodable, raw);
    expect(onSkipped.mock.calls).toEqual([
      [undecodable, raw],
      [undecodable, raw],
    ]);
    expect(hooks.onRecord).toBeUndefined();
  });

  test('calls the others when one fails, and fails then', async () => {
    const last = vi.fn();
    const fails = () => {
      throw new Error('no log');
    };
    const rejects = () => Promise.reject(new Error('no metrics'));
    await expect(combineHooks({ onBatch: fails }, { onBatch: last }).onBatch?.(batch)).rejects.toThrow('no log');
    await expect(
      combineHooks({ onBatch: fails }, { onBatch: rejects }, { onBatch: last }).onBatch?.(batch),
    ).rejects.toThrow('2 hooks failed');
    expect(last).toHaveBeenCalledTimes(2);
  });
});
