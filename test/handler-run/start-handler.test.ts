import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished, describe, expect, test } from 'vitest';
import { openConfig } from '../../src/config/load-config.js';
import { handlerSettings, type HandlerSettings } from '../../src/handler-run/handler-settings.js';
import { startHandler, type RunningHandler } from '../../src/handler-run/start-handler.js';
import type { KafkaEvent } from '../../src/runtime/kafka/kafka-event.js';
import { linkPackages, repository } from '../pipeline/temp-project.js';
import { rawEvent, rawRecord } from '../runtime/raw-event.js';
import { tempFolder } from '../support/temp-folder.js';

const shop = join(repository, 'generated-example');

/** A project whose handler is this code. */
function project(files: Readonly<Record<string, string>>, packageJson?: string): HandlerSettings {
  const root = tempFolder();
  linkPackages(root);
  if (packageJson !== undefined) writeFileSync(join(root, 'package.json'), packageJson);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const [file = ''] = Object.keys(files);
  return {
    root,
    file: join(root, file),
    exportName: 'handler',
    functionName: 'orders-function',
    handlerName: 'orders/handler.handler',
    memory: 512,
    timeout: 20,
    environment: { TABLE: 'orders' },
    partialAnswers: true,
  };
}

async function started(settings: HandlerSettings, output: string[] = []): Promise<RunningHandler> {
  const result = await startHandler(settings, { onOutput: (text) => output.push(text) });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  onTestFinished(() => result.value.stop());
  return result.value;
}

const twoRecords = rawEvent(rawRecord(0, 5), rawRecord(0, 6));

describe('a handler in a process of its own', () => {
  test('has the environment, the context and the event that Lambda gives it', async () => {
    const settings = project({
      'handler.ts': `
        interface Context { getRemainingTimeInMillis(): number; readonly functionName: string; memoryLimitInMB: string }
        export const handler = async (event: { records: object }, context: Context) => ({
          names: Object.keys(event.records),
          left: context.getRemainingTimeInMillis(),
          context,
          env: ['AWS_LAMBDA_FUNCTION_NAME', '_HANDLER', 'TZ', 'TABLE', 'AWS_REGION', 'KEPT'].map((name) => process.env[name]),
        });`,
    });
    const result = await startHandler(
      { ...settings, partialAnswers: false },
      {
        onOutput: () => undefined,
        env: { PATH: process.env['PATH'], AWS_REGION: 'eu-west-1', TZ: 'Asia/Tokyo', KEPT: 'yes' },
      },
    );
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { end, isObserved, outcomes } = await result.value.invoke(twoRecords, { timeout: 7 });
    await result.value.stop();
    expect(end).toMatchObject({
      kind: 'answered',
      answer: {
        names: ['orders-0'],
        context: { functionName: 'orders-function', memoryLimitInMB: '512', callbackWaitsForEmptyEventLoop: true },
        env: ['orders-function', 'orders/handler.handler', ':UTC', 'orders', 'eu-west-1', 'yes'],
      },
    });
    const { left } = (end as { answer: { left: number } }).answer;
    expect(left).toBeGreaterThan(5_000);
    expect(left).toBeLessThanOrEqual(7_000);
    expect(isObserved).toBe(false);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['handled', 'handled']);
  });

  test('is killed at the deadline, and the next event gets a new process', async () => {
    const handler = await started(
      project({
        'handler.ts': `
          let calls = 0;
          export const handler = async () => {
            calls++;
            if (calls === 2) for (;;);
            return { calls };
          };`,
      }),
    );
    const ends = [];
    for (let index = 0; index < 3; index++) ends.push((await handler.invoke(twoRecords, { timeout: 0.5 })).end);
    expect(ends).toEqual([
      { kind: 'answered', answer: { calls: 1 } },
      { kind: 'timed-out', error: { type: 'Sandbox.Timedout', message: 'the task timed out after 0.50 seconds' } },
      { kind: 'answered', answer: { calls: 1 } },
    ]);
  });

  test('may throw, end its process, use the callback or answer with what is not JSON', async () => {
    const output: string[] = [];
    const handler = await started(
      project({
        'handler.ts': `
          const turns = [
            () => { throw new TypeError('no table'); },
            () => { console.log('going'); process.exit(3); },
            (_: unknown, __: unknown, callback: Function) => setImmediate(callback, null, { batchItemFailures: [] }),
            async () => ({ count: 1n }),
          ];
          export const handler = (event: { turn: number }, context: unknown, callback: Function) => turns[event.turn](event, context, callback);`,
      }),
      output,
    );
    const ends = [];
    for (const turn of [0, 1, 2, 3]) ends.push((await handler.invoke({ ...twoRecords, turn } as KafkaEvent)).end);
    expect(ends).toMatchObject([
      { kind: 'threw', error: { type: 'TypeError', message: 'no table' } },
      { kind: 'exited', error: { message: 'the process of the handler ended with exit code 3' } },
      { kind: 'answered', answer: { batchItemFailures: [] } },
      { kind: 'threw', error: { type: 'TypeError' } },
    ]);
    expect(output.join('')).toBe('going\n');
  });

  test('may be CommonJS, have paths in tsconfig.json and use require', async () => {
    const settings = project(
      {
        'src/handler.ts': `
          import { answer } from '@app/answer';
          const { basename } = require('node:path');
          exports.handler = async () => ({ answer, name: basename(__filename) });`,
        'src/lib/answer.ts': 'export const answer: number = 42;',
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@app/*": ["./src/lib/*"] } } }',
      },
      '{}',
    );
    const handler = await started(settings);
    expect((await handler.invoke(twoRecords)).end).toMatchObject({ kind: 'answered', answer: { answer: 42 } });
    expect(handler.inputs.map((file) => file.slice(settings.root.length + 1)).toSorted()).toEqual([
      'src/handler.ts',
      'src/lib/answer.ts',
    ]);
  });

  test('that cannot be loaded is a problem with its place', async () => {
    const problems = async (files: Readonly<Record<string, string>>) => {
      const result = await startHandler(project(files), { onOutput: () => undefined });
      return result.ok ? [] : result.problems;
    };
    const common = { code: 'handler-unloadable', severity: 'error' };
    expect(await problems({ 'handler.ts': 'export const handler = async (: string) => {};' })).toEqual([
      { ...common, message: 'Unexpected ":"', location: { file: 'handler.ts', line: 1, column: 31 } },
    ]);
    expect(await problems({ 'handler.ts': `throw new RangeError('no settings');` })).toEqual([
      {
        ...common,
        message: 'the handler "handler" cannot be loaded: RangeError: no settings',
        location: { file: 'handler.ts' },
      },
    ]);
    expect(await problems({ 'handler.ts': 'export const main = () => 1;' })).toMatchObject([
      { message: 'the handler "handler" cannot be loaded: TypeError: the module exports no function "handler"' },
    ]);
  });

  test('leaves nothing behind', async () => {
    const settings = project({ 'handler.ts': 'export const handler = async () => null;' });
    const packages = join(settings.root, 'node_modules');
    rmSync(packages);
    mkdirSync(packages);
    const before = readdirSync(settings.root);
    const handler = await started(settings);
    await handler.stop();
    expect(readdirSync(settings.root)).toEqual(before);
    expect(readdirSync(packages, { recursive: true })).toEqual(['.cache', '.cache/gen-msk-consumer']);
  });
});

describe('the outcomes of records', () => {
  test('are those that a generated consumer reports, whatever is around it', async () => {
    const opened = await openConfig({ cwd: shop });
    if (!opened.ok) throw new Error('the config of the example is not valid');
    const topic = opened.config.topics.find((one) => one.topic === 'return-events');
    if (topic === undefined) throw new Error('the example has no return-events');
    const handler = await started(handlerSettings(topic, opened.config));
    const event = JSON.parse(readFileSync(join(shop, 'src/consumers/return-events/event.json'), 'utf8')) as KafkaEvent;
    const [sample] = Object.values(event.records).flat();
    if (sample === undefined) throw new Error('the event of the example is empty');
    const at = (partition: number, offset: number, value = sample.value ?? null) => ({
      ...sample,
      partition,
      offset,
      value,
    });
    const records = {
      'return-events-0': [at(0, 0), at(0, 1, '/w=='), at(0, 2)],
      'return-events-1': [at(1, 7), at(1, 8)],
    };
    const run = await handler.invoke(
      { ...event, records },
      { failAt: { topic: 'return-events', partition: 1, offset: 8 } },
    );
    expect(run.outcomes).toMatchObject([
      { partition: 0, offset: 0, outcome: 'handled' },
      { partition: 0, offset: 1, outcome: 'invalid', stage: 'decode the value', error: { type: 'DecodeError' } },
      { partition: 0, offset: 2, outcome: 'not-attempted' },
      { partition: 1, offset: 7, outcome: 'handled' },
      { partition: 1, offset: 8, outcome: 'failed', error: { message: 'it was made to fail by --fail-at' } },
    ]);
    expect(run.isObserved).toBe(true);
    expect(run.end.kind).toBe('answered');
    expect(run.peakMemory).toBeGreaterThan(1_000_000);
  });

  test('are seen behind a wrapper, and a record that was begun when the time was up has failed', async () => {
    const handlerFile = join(shop, 'src/consumers/orders/consumer.ts');
    const settings = project({
      'handler.ts': `
        import middy from '@middy/core';
        import { consumeOrders } from ${JSON.stringify(handlerFile)};
        export const handler = middy().handler(
          consumeOrders(async ({ offset }) => {
            if (offset === 1) for (;;);
          }),
        );`,
    });
    const event = JSON.parse(readFileSync(join(shop, 'src/consumers/orders/event.json'), 'utf8')) as KafkaEvent;
    const [sample] = Object.values(event.records).flat();
    if (sample === undefined) throw new Error('the event of the example is empty');
    const records = { 'orders-0': [0, 1, 2].map((offset) => ({ ...sample, offset })) };
    const { outcomes, isObserved } = await (await started(settings)).invoke({ ...event, records }, { timeout: 1 });
    expect(isObserved).toBe(true);
    expect(outcomes).toMatchObject([
      { offset: 0, outcome: 'handled' },
      { offset: 1, outcome: 'failed', error: { message: 'the task timed out after 1.00 seconds' } },
      { offset: 2, outcome: 'not-attempted' },
    ]);
  });

  test('are read from the answer alone where no generated consumer is used', async () => {
    const settings = project({
      'handler.ts': `
        export const handler = async () => ({ batchItemFailures: [{ itemIdentifier: { partition: 'orders-0', offset: 6 } }] });`,
    });
    const { outcomes, isObserved } = await (await started(settings)).invoke(twoRecords);
    expect(isObserved).toBe(false);
    expect(outcomes).toEqual([
      { topic: 'orders', partition: 0, offset: 5, outcome: 'handled' },
      { topic: 'orders', partition: 0, offset: 6, outcome: 'failed' },
    ]);
  });
});
