import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dev, type DevOptions } from '../../src/commands/dev.js';
import type { DevEvent } from '../../src/dev/dev-event.js';
import { readDeadLetter } from '../../src/runtime/dead-letter/envelope.js';
import { linkPackages } from '../pipeline/temp-project.js';
import { tempFolder } from '../support/temp-folder.js';
import { startMockBroker, TOPIC } from './mock-broker.js';
import type { Broker } from './broker.js';

/** A project with a handler that writes what it handles to a file, and fails for some. */
function project(): { readonly root: string; readonly handled: () => readonly string[] } {
  const root = tempFolder();
  linkPackages(root);
  const config = {
    output: 'gen',
    topics: {
      [TOPIC]: {
        value: 'order.avsc',
        infra: { retryAttempts: 1, destination: 'arn:aws:s3:::failed', consumerGroup: 'shop' },
      },
    },
  };
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config));
  writeFileSync(join(root, 'order.avsc'), '{ "type": "record", "name": "Order", "fields": [] }');
  writeFileSync(join(root, 'handled'), '');
  writeHandler(root, 'bad');
  return { root, handled: () => readFileSync(join(root, 'handled'), 'utf8').split('\n').slice(0, -1) };
}

function writeHandler(root: string, failing: string): void {
  writeFileSync(
    join(root, 'handler.ts'),
    `import { appendFileSync } from 'node:fs';
    export const handler = async ({ records }: { records: Record<string, { value: string; partition: number }[]> }) => {
      const batch = Object.values(records).flat().map(({ value, partition }) => [partition, Buffer.from(value, 'base64').toString()]);
      if (batch.some(([, value]) => value === '${failing}')) throw new Error('the handler fails');
      for (const [partition, value] of batch) appendFileSync('handled', partition + ' ' + value + '\\n');
    };`,
  );
}

async function produce(
  { kafka }: Broker,
  values: readonly (readonly [partition: number, value: string])[],
): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic: TOPIC, messages: values.map(([partition, value]) => ({ partition, value })) });
  await producer.disconnect();
}

/** Runs `dev` until a condition holds. */
async function runUntil(
  options: DevOptions,
  isDone: (event: DevEvent) => boolean,
): Promise<{ readonly result: Awaited<ReturnType<typeof dev>>; readonly events: readonly DevEvent[] }> {
  const stop = new AbortController();
  const events: DevEvent[] = [];
  const result = await dev(TOPIC, {
    handler: 'handler.ts',
    env: { ...process.env, USER: 'ada' },
    batchWindow: 0.2,
    ...options,
    signal: stop.signal,
    onEvent(event) {
      events.push(event);
      if (isDone(event)) stop.abort();
    },
  });
  return { result, events };
}

const committed = async ({ kafka }: Broker, groupId: string): Promise<readonly string[]> => {
  const admin = kafka.admin();
  await admin.connect();
  const [offsets] = await admin.fetchOffsets({ groupId, topics: [TOPIC] });
  await admin.disconnect();
  return (offsets?.partitions ?? []).toSorted((a, b) => a.partition - b.partition).map(({ offset }) => offset);
};

async function broker(): Promise<Broker> {
  const started = await startMockBroker();
  onTestFinished(() => started.close());
  return started;
}

test('dev handles a topic as the mapping would: in order, a poison record to a folder, offsets committed', async () => {
  const mock = await broker();
  const { root, handled } = project();
  const orders = Array.from({ length: 30 }, (_, index) => [index % 3, `order ${Math.floor(index / 3)}`] as const);
  await produce(mock, [...orders.slice(0, 15), [1, 'bad'], ...orders.slice(15)]);
  const kafka = { brokers: mock.bootstrapServers };
  let over = 0;
  const { result, events } = await runUntil({ cwd: root, kafka, batchSize: 1 }, (event) => {
    if (event.kind === 'batch') over += event.batch.committed + event.batch.givenUp;
    return over === 31;
  });
  expect(result).toMatchObject({ end: 'stopped', committed: 30, givenUp: 1, diagnostics: [] });
  expect(events[0]).toMatchObject({ kind: 'started', group: 'shop-dev-ada' });
  const inOrder = Array.from({ length: 10 }, (_, index) => `order ${index}`);
  for (const partition of [0, 1, 2])
    expect(handled().filter((line) => line.startsWith(`${partition} `))).toEqual(
      inOrder.map((order) => `${partition} ${order}`),
    );
  expect(await committed(mock, 'shop-dev-ada')).toEqual(['10', '11', '10']);
  const letters = join(root, '.dead-letters', TOPIC);
  const [letter = ''] = readdirSync(letters).filter((name) => name.endsWith('.json'));
  expect(readDeadLetter(readFileSync(join(letters, letter), 'utf8'))).toMatchObject({
    code: 'attempts-exhausted',
    reason: 'the handler fails',
    attempts: 2,
    record: { topic: TOPIC, partition: 1, offset: 5 },
  });
});

test('dev goes on where it was stopped, and a change of the code is retried at once', async () => {
  const mock = await broker();
  const { root, handled } = project();
  const kafka = { brokers: mock.bootstrapServers };
  await produce(mock, [[0, 'first']]);
  await runUntil({ cwd: root, kafka }, (event) => event.kind === 'batch');
  await produce(mock, [[0, 'bad']]);
  let failed = 0;
  const { events } = await runUntil({ cwd: root, kafka }, (event) => {
    if (event.kind !== 'batch') return false;
    failed += event.batch.returned;
    if (failed === 1 && event.batch.returned === 1) writeHandler(root, 'nothing');
    return event.batch.committed === 1;
  });
  expect(events.map(({ kind }) => kind)).toContain('restarted');
  expect(handled()).toEqual(['0 first', '0 bad']);
  expect(await committed(mock, 'shop-dev-ada')).toEqual(['2', '-1', '-1']);
});

test('two of a group share the partitions, and nothing is lost when one leaves', async () => {
  const mock = await broker();
  const { root, handled } = project();
  const kafka = { brokers: mock.bootstrapServers };
  const having = (end: string): number => handled().filter((line) => line.endsWith(end)).length;
  const [leave, stay] = [new AbortController(), new AbortController()];
  const run = (signal: AbortSignal) =>
    dev(TOPIC, { cwd: root, kafka, handler: 'handler.ts', batchWindow: 0.1, signal });
  const running = [run(leave.signal), run(stay.signal)];
  const all = [0, 1, 2];
  await produce(
    mock,
    all.map((partition) => [partition, 'before'] as const),
  );
  await vi.waitUntil(() => having('before') >= 3, { timeout: 60_000, interval: 100 });
  leave.abort();
  await running[0];
  await produce(
    mock,
    all.map((partition) => [partition, 'after'] as const),
  );
  await vi.waitUntil(() => having('after') >= 3, { timeout: 60_000, interval: 100 });
  stay.abort();
  const results = await Promise.all(running);
  expect(results.map(({ end }) => end)).toEqual(['stopped', 'stopped']);
  expect(new Set(handled()).size).toBe(6);
});

test('the group of production is not used by accident, and a broker that is not there is named', async () => {
  const { root } = project();
  const refused = await dev(TOPIC, {
    cwd: root,
    group: 'shop',
    kafka: { brokers: '127.0.0.1:1' },
    handler: 'handler.ts',
  });
  expect(refused.diagnostics).toMatchObject([
    { code: 'usage', message: expect.stringContaining('shop is the group of production') as unknown },
  ]);
  const gone = await dev(TOPIC, { cwd: root, kafka: { brokers: '127.0.0.1:1' }, handler: 'handler.ts' });
  expect(gone.diagnostics).toMatchObject([{ code: 'broker-unreachable' }]);
});
