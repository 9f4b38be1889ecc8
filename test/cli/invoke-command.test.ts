import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../pipeline/temp-project.js';
import { run } from './run.js';
import { temporaryProject } from './temporary-project.js';

const shop = join(repository, 'generated-example');

/** The lines of a report, without times and sizes of memory. */
const lines = (text: string): readonly string[] =>
  text
    .replaceAll(/\d+ ms/g, '# ms')
    .replaceAll(/\d+ MB of/g, '# MB of')
    .trimEnd()
    .split('\n');

describe('invoke', () => {
  test('runs the handler with the fixture, and says what Lambda would do', async () => {
    const { exitCode, stdout, stderr } = await run(['invoke', 'orders', '--poison', '1', '--tombstone'], { cwd: shop });
    expect(lines(stdout)).toEqual([
      'src/consumers/orders/handler.ts, loaded in # ms',
      '',
      'orders-0 offset 0  handled        commit',
      'orders-0 offset 1  invalid        commit       DecodeError: expected 5 bytes, but only 1 left (confluent frame, byte 0)',
      'orders-0 offset 2  handled        commit',
      '',
      'answer  null',
      'Lambda  commits all 3 records',
      'took    # ms of 60 s, # MB of 512 MB',
    ]);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('exits with 1 where a record is not committed, and has an entry for each record in JSON', async () => {
    const argv = ['invoke', 'return-events', '--event', '-', '--poison', '1', '--duplicate', '--format', 'json'];
    const event = readFileSync(join(shop, 'src/consumers/return-events/event.json'));
    const { exitCode, stdout, stderr } = await run(argv, { cwd: shop, stdin: event });
    const report = JSON.parse(stdout) as { readonly records: readonly object[]; readonly output: string };
    const at = { topic: 'return-events', partition: 0 };
    const broken = { outcome: 'invalid', stage: 'decode the value', next: 'retry' };
    expect(report).toMatchObject({
      version: 1,
      command: 'invoke',
      exitCode: 1,
      function: {
        file: 'src/consumers/return-events/handler.ts',
        timeout: 60,
        mapping: { partialAnswers: true, maxRetries: -1, destination: false },
      },
      records: [
        { ...at, offset: 0, invocation: 1, outcome: 'handled', next: 'commit' },
        { ...at, offset: 1, invocation: 1, ...broken },
        { ...at, offset: 0, invocation: 2, next: 'commit' },
        { ...at, offset: 1, invocation: 2, ...broken },
      ],
      invocations: [{ isDuplicate: false, isObserved: true }, { isDuplicate: true }],
    });
    expect(report.output).toContain('return-events-0 offset 1');
    expect([exitCode, stderr]).toEqual([1, '']);
  });

  test('reads the answer of a handler of another kind, and follows the mapping of the config', async () => {
    const cwd = temporaryProject({
      'gen-msk-consumer.config.json': JSON.stringify({
        output: 'gen',
        topics: {
          orders: {
            value: 'order.avsc',
            infra: { bisect: true, retryAttempts: 0, function: { memory: 256, timeout: 7 } },
          },
        },
      }),
      'order.avsc': '{ "type": "record", "name": "Order", "fields": [] }',
      'app.mjs': `export const main = async ({ records }) => {
        if (Object.values(records).flat().length > 1) throw new Error('too many');
        return { name: 'Ada' };
      };`,
      'events.jsonl': [[0], [1, 2]]
        .map((offsets) =>
          JSON.stringify({
            records: { 'orders-0': offsets.map((offset) => ({ topic: 'orders', partition: 0, offset, value: '' })) },
          }),
        )
        .join('\n'),
    });
    const argv = ['invoke', 'orders', '--event', 'events.jsonl', '--handler', 'app.mjs#main', '--fail-at', '1'];
    const { exitCode, stdout, stderr } = await run(argv, { cwd });
    const alone = '(the handler does not use the generated consumer, so outcomes are read from its answer alone)';
    expect(lines(stdout)).toEqual([
      'app.mjs, loaded in # ms',
      '',
      'invocation 1 of 2',
      'orders-0 offset 0  handled        commit',
      alone,
      '',
      'answer  "(hidden: --values shows it)"',
      'Lambda  commits the record',
      'took    # ms of 7 s, # MB of 256 MB',
      '',
      'invocation 2 of 2',
      'orders-0 offset 1  failed         bisect       Error: too many',
      'orders-0 offset 2  failed         bisect       Error: too many',
      alone,
      '',
      'answer  threw Error: too many',
      'Lambda  splits the batch: delivers 1 and 1 records again',
      'took    # ms of 7 s, # MB of 256 MB',
    ]);
    expect(stderr).toContain('--fail-at has no effect on a handler that does not use the generated consumer');
    expect(exitCode).toBe(1);
  });

  test('refuses what it cannot use', async () => {
    const refused = async (...argv: readonly string[]) => {
      const { exitCode, stderr } = await run(['invoke', ...argv], { cwd: shop });
      return [exitCode, stderr.split('\n')[0]];
    };
    expect(await refused('ordrs')).toEqual([
      2,
      'error topic-not-found: no topic "ordrs" in the config, did you mean "orders"?',
    ]);
    expect(await refused('orders', '--event', 'gone.json')).toEqual([
      2,
      'error input-unusable: there is no file gone.json',
    ]);
    expect(await refused('orders', '--event', 'package.json')).toEqual([
      2,
      'error input-unusable: there are no records in it',
    ]);
    expect(await refused('orders', '--fail-at', '2')).toEqual([
      2,
      'error input-unusable: there is no record 2: the largest event has 1',
    ]);
    expect((await refused('orders', '--timeout', '900'))[0]).toBe(2);
  });
});

test('size measures the duration of a record by running the handler', async () => {
  const argv = ['size', 'orders', '--rate', '10', '--partitions', '4', '--format', 'json'];
  const { exitCode, stdout } = await run([...argv, '--measure'], { cwd: shop });
  const { load } = JSON.parse(stdout) as { readonly load: { readonly duration: number } };
  expect(load.duration).toBeGreaterThan(0);
  expect(exitCode).toBe(0);
  const refused = await run(argv, { cwd: shop });
  expect(refused.stderr).toContain("one of the options '--duration <ms>' and '--measure' is required");
  expect(refused.exitCode).toBe(2);
});
