import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeOrdersValue, ordersEvent, orderSample } from './golden/orders/fixture.js';
import { encodeShopEventsValue, orderPlacedSample, shopEventsEvent } from './golden/shop-events/fixture.js';
import { RuntimeApi } from './lambda/runtime-api.js';

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
    build({
      ...options,
      entryPoints: [path.join(here, 'lambda', 'hanging-handlers.ts')],
      format: 'cjs',
      outfile: path.join(task, 'hanging-cjs.cjs'),
    }),
    build({
      ...options,
      entryPoints: [path.join(here, 'lambda', 'hanging-handlers.ts')],
      format: 'esm',
      outfile: path.join(task, 'hanging-esm.mjs'),
    }),
    ...['orders', 'shop-events'].flatMap((topic) => {
      const entryPoints = [path.join(here, 'golden', topic, 'handler.ts')];
      return [
        build({ ...options, entryPoints, format: 'esm', outfile: path.join(task, `${topic}-esm.mjs`) }),
        build({ ...options, entryPoints, format: 'cjs', outfile: path.join(task, `${topic}-cjs.cjs`) }),
      ];
    }),
  ]);
});

afterAll(() => rmSync(task, { recursive: true, force: true }));

describe.each(['esm', 'cjs'])("run by AWS's runtime interface client, a handler bundled as %s", (format) => {
  let api: RuntimeApi;
  let running: ChildProcess | undefined;
  let output = '';

  beforeEach(() => {
    api = new RuntimeApi();
    output = '';
  });

  afterEach(async () => {
    running?.kill();
    if (running?.exitCode === null && running.signalCode === null) await once(running, 'exit');
    api.close();
  });

  async function start(topic: string, exported = 'handler'): Promise<void> {
    const address = await api.listen();
    const args = ['--require', './preload.cjs', client, `${topic}-${format}.${exported}`];
    const lambda = spawn(process.execPath, args, {
      cwd: task,
      env: { AWS_LAMBDA_RUNTIME_API: address, AWS_LAMBDA_FUNCTION_NAME: topic, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128' },
    });
    for (const stream of [lambda.stdout, lambda.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    running = lambda;
  }

  test('answers null when all is handled, invocation after invocation', async () => {
    await start('orders');
    const handled = { kind: 'response', body: null };

    expect(await api.invoke(ordersEvent({ count: 3 }))).toEqual(handled);
    expect(await api.invoke(ordersEvent({ value: null }))).toEqual(handled);
    expect(await api.invoke({ eventSource: 'aws:kafka', records: {} })).toEqual(handled);
    expect(output).toContain('orders: received { partition: 0, offset: 2 }');
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
    expect(output).toMatch(/"errors":\[\{"errorType":"RecordError".*"cause":\{"errorType":"DecodeError"/);
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

  test.each(['answering', 'wrapped'])(
    'hands back what a promise that never settles keeps from being handled (%s), and takes the next event',
    async (exported) => {
      await start('hanging', exported);
      const named = {
        kind: 'response',
        body: {
          batchItemFailures: [
            { itemIdentifier: { partition: 'shop-events-0', offset: 0 } },
            { itemIdentifier: { partition: 'shop-events-0', offset: 1 } },
          ],
        },
      };

      expect(await api.invoke(shopEventsEvent({ count: 2 }), 1000)).toEqual(named);
      expect(await api.invoke(shopEventsEvent({ count: 2 }), 1000)).toEqual(named);
    },
  );

  test('fails before the timeout, and never with success, where a promise never settles without partial answers', async () => {
    await start('hanging', 'throwing');

    expect(await api.invoke(ordersEvent({ count: 2 }), 1000)).toMatchObject({
      kind: 'error',
      body: {
        errorType: 'BatchError',
        errorMessage: expect.stringContaining('a batch size of 1 would fit') as unknown,
      },
    });
  });

  test('does not answer success where a rejection that nobody listens to ends the process', async () => {
    await start('hanging', 'stray');
    const ended = running === undefined ? undefined : once(running, 'exit').then(() => 'ended');

    const outcome = await Promise.race([api.invoke(shopEventsEvent(), 1000), ended]);

    expect(outcome === 'ended' || (typeof outcome === 'object' && outcome.kind === 'error')).toBe(true);
  });
});
