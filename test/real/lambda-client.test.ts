import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { encodeShopEventsValue, orderPlacedSample, shopEventsEvent } from '../runtime/golden/shop-events/fixture.js';
import { RuntimeApi } from '../runtime/lambda/runtime-api.js';

const folder = process.env['REAL_LAMBDA'];
const runtime = fileURLToPath(new URL('../runtime/', import.meta.url));
const task = fileURLToPath(new URL(`../../.tmp/real-lambda-${process.pid}/`, import.meta.url));

beforeAll(async () => {
  mkdirSync(task, { recursive: true });
  const bundle = (entry: string, outfile: string, format: 'esm' | 'cjs') =>
    build({
      entryPoints: [path.join(runtime, entry)],
      outfile: path.join(task, outfile),
      format,
      bundle: true,
      platform: 'node',
      target: 'node22',
      logLevel: 'error',
    });
  await bundle('lambda/rapid-client.ts', 'preload.cjs', 'cjs');
  await bundle('golden/shop-events/handler.ts', 'shop-events.mjs', 'esm');
  await bundle('lambda/hanging-handlers.ts', 'hanging.mjs', 'esm');
});

afterAll(() => rmSync(task, { recursive: true, force: true }));

// Node 20 has no client of this release; the tests of `npm test` run the one before it.
describe.skipIf(folder === undefined).each(['node-22', 'node-24'])("run by Lambda's runtime client 4 on %s", (node) => {
  let api: RuntimeApi;
  let running: ChildProcess | undefined;

  afterEach(async () => {
    running?.kill();
    if (running?.exitCode === null && running.signalCode === null) await once(running, 'exit');
    api.close();
  });

  async function start(handler: string): Promise<void> {
    api = new RuntimeApi();
    const modules = path.join(folder ?? '', 'node_modules');
    const program = path.join(modules, node, 'bin', 'node');
    running = spawn(
      program,
      ['--require', './preload.cjs', path.join(modules, 'aws-lambda-ric', 'index.mjs'), handler],
      {
        cwd: task,
        env: {
          AWS_LAMBDA_RUNTIME_API: await api.listen(),
          AWS_LAMBDA_FUNCTION_NAME: 'shop-events',
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
          AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
          AWS_LAMBDA_LOG_GROUP_NAME: 'log-group',
          AWS_LAMBDA_LOG_STREAM_NAME: 'log-stream',
          LAMBDA_TASK_ROOT: task,
          _HANDLER: handler,
        },
      },
    );
  }

  const named = (...offsets: readonly number[]) => ({
    kind: 'response',
    body: {
      batchItemFailures: offsets.map((offset) => ({ itemIdentifier: { partition: 'shop-events-0', offset } })),
    },
  });

  test('a handler answers with success, and with the records that failed', async () => {
    await start('shop-events.handler');
    const valueBytes = encodeShopEventsValue(orderPlacedSample).subarray(0, -1);

    expect(await api.invoke(shopEventsEvent({ count: 2 }))).toEqual(named());
    expect(await api.invoke(shopEventsEvent([{}, { valueBytes }, {}]))).toEqual(named(1, 2));
  });

  test.each(['answering', 'wrapped'])('a promise that never settles is handed back (%s)', async (exported) => {
    await start(`hanging.${exported}`);

    expect(await api.invoke(shopEventsEvent({ count: 2 }), 1000)).toEqual(named(0, 1));
    expect(await api.invoke(shopEventsEvent({ count: 2 }), 1000)).toEqual(named(0, 1));
  });

  test('without partial answers a promise that never settles fails the batch before the timeout', async () => {
    await start('hanging.throwing');
    const { records } = shopEventsEvent();
    const orders = {
      records: {
        'orders-0': (records['shop-events-0'] ?? []).map((record) => ({
          ...record,
          topic: 'orders',
          key: null,
          value: null,
        })),
      },
    };

    expect(await api.invoke(orders, 1000)).toMatchObject({ kind: 'error', body: { errorType: 'BatchError' } });
  });
});
