import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { encodeOrdersValue, ordersEvent, orderSample } from './golden/orders/fixture.js';
import { encodeShopEventsValue, orderPlacedSample, shopEventsEvent } from './golden/shop-events/fixture.js';
import { startLambda, type LambdaProcess } from './lambda/lambda-process.js';
import type { RuntimeApi } from './lambda/runtime-api.js';
import { testWrapped } from './lambda/test-wrapped.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const client = path.join(here, 'lambda', 'node_modules', 'aws-lambda-ric', 'bin', 'index.mjs');
const task = path.join(here, '..', '..', '.tmp', `lambda-${process.pid}`);

beforeAll(async () => {
  if (!existsSync(client)) {
    execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: path.join(here, 'lambda'), stdio: 'inherit' });
  }
  mkdirSync(task, { recursive: true });
  const options = { bundle: true, platform: 'node', target: 'node20', logLevel: 'error' } as const;
  await Promise.all([
    build({
      ...options,
      entryPoints: [path.join(here, 'lambda', 'rapid-client.ts')],
      format: 'cjs',
      outfile: path.join(task, 'preload.cjs'),
    }),
    ...[
      { name: 'wrapped', source: 'lambda/wrapped-handlers.ts' },
      { name: 'orders', source: 'golden/orders/handler.ts' },
      { name: 'shop-events', source: 'golden/shop-events/handler.ts' },
    ].flatMap(({ name, source }) => {
      const entryPoints = [path.join(here, source)];
      return [
        build({ ...options, entryPoints, format: 'esm', outfile: path.join(task, `${name}-esm.mjs`) }),
        build({ ...options, entryPoints, format: 'cjs', outfile: path.join(task, `${name}-cjs.cjs`) }),
      ];
    }),
  ]);
});

afterAll(() => rmSync(task, { recursive: true, force: true }));

describe.each(['esm', 'cjs'])("run by AWS's runtime interface client, a handler bundled as %s", (format) => {
  let lambda: LambdaProcess;
  let api: RuntimeApi;

  async function start(topic: string): Promise<void> {
    lambda = await startLambda({ program: process.execPath, client, task, handler: `${topic}-${format}.handler` });
    onTestFinished(lambda.stop);
    api = lambda.api;
  }

  test('answers null when all is handled, invocation after invocation', async () => {
    await start('orders');
    const handled = { kind: 'response', body: null };

    expect(await api.invoke(ordersEvent({ count: 3 }))).toEqual(handled);
    expect(await api.invoke(ordersEvent({ value: null }))).toEqual(handled);
    expect(await api.invoke({ eventSource: 'aws:kafka', records: {} })).toEqual(handled);
    expect(lambda.output()).toContain('orders: received { partition: 0, offset: 2 }');
  });

  test('fails the invocation with an error that names the record, and logs its cause', async () => {
    await start('orders');
    const valueBytes = encodeOrdersValue(orderSample).subarray(0, -1);

    const outcome = await api.invoke(ordersEvent([{}, { valueBytes }]));

    expect(outcome).toMatchObject({
      kind: 'error',
      body: {
        errorType: 'BatchError',
        errorMessage:
          '1 record failed\n' + 'orders-0 offset 1: failed to decode the value (schema 7): not JSON (Order, byte 93)',
      },
    });
    expect(lambda.output()).toMatch(/"errors":\[\{"errorType":"RecordError".*"cause":\{"errorType":"DecodeError"/);
  });

  test('answers with the records that failed where the mapping asks for them', async () => {
    await start('shop-events');
    const valueBytes = encodeShopEventsValue(orderPlacedSample).subarray(0, -1);

    expect(await api.invoke(shopEventsEvent([{}, { valueBytes }, { partition: 1 }, {}]))).toEqual({
      kind: 'response',
      body: {
        batchItemFailures: [
          { itemIdentifier: { partition: 'shop-events-0', offset: 1 } },
          { itemIdentifier: { partition: 'shop-events-0', offset: 2 } },
        ],
      },
    });
    expect(await api.invoke(shopEventsEvent())).toEqual({ kind: 'response', body: { batchItemFailures: [] } });
  });

  test('fails the invocation for an event of another source', async () => {
    await start('orders');

    expect(await api.invoke({ Records: [{ eventSource: 'aws:sqs', body: '{}' }] })).toMatchObject({
      kind: 'error',
      body: { errorType: 'EventError', errorMessage: expect.stringContaining('"aws:sqs"') as unknown },
    });
  });

  testWrapped((exported) =>
    startLambda({ program: process.execPath, client, task, handler: `wrapped-${format}.${exported}` }),
  );
});
