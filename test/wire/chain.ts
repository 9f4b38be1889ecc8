import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { expect } from 'vitest';

import { dev } from '../../src/commands/dev.js';
import { generate } from '../../src/commands/generate.js';
import type { JsonInspectReport, JsonRedriveReport } from '../../src/commands/json-record-reports.js';
import { produce } from '../../src/commands/produce.js';
import { openConfig } from '../../src/config/load-config.js';
import type { DevEvent } from '../../src/dev/dev-event.js';
import { mappingSettings } from '../../src/handler-run/mapping-settings.js';
import { lastOffsets, readTopic } from '../../src/records/broker/read-topic.js';
import { run } from '../cli/run.js';
import { nameOf } from '../dev/follow-model.js';
import { lettersIn } from '../dev/letters-in.js';
import { linkPackages } from '../pipeline/temp-project.js';
import { confluentServer, refusing, type ConfluentServer } from '../registry/confluent-server.js';
import { quickPull, registryProject, told } from '../registry/registry-project.js';
import type { Broker } from './broker.js';
import { kcat } from './kcat.js';
import { expectPredicted } from './predicted.js';

/** Writes orders with these ids to a partition, with a schema that it registers or knows. */
export type OrderProducer = (
  orders: readonly { readonly id: string }[],
  place: { readonly broker: Broker; readonly partition: number; readonly schema: string; readonly registry: string },
) => Promise<void>;

/** An order, with the fields of later versions. */
const order = (...later: readonly string[]) =>
  JSON.stringify({
    type: 'record',
    name: 'Order',
    namespace: 'shop',
    fields: [
      { name: 'id', type: 'string' },
      ...later.map((name) => ({ name, type: ['null', 'string'], default: null })),
    ],
  });

/** A handler that notes each order, and has a bug for some ids. */
const handler = (isBuggy: boolean) => `
import { appendFileSync } from 'node:fs';
import { consumeOrders } from './consumer.js';

export const handler = consumeOrders(async ({ topic, partition, offset, value }) => {
  if (${isBuggy} && value?.id.startsWith('unlucky') === true) throw new Error('the shop is closed');
  appendFileSync('handled', \`\${topic}-\${partition}/\${String(offset).padStart(3, '0')}\\n\`);
});
`;

/**
 * One story from the first record to the last: four producers, a handler with a bug, a schema that came later, bytes that
 * were cut off; dev, dead letters, inspect, a fix, redrive. Each record is handled once in the end, in order.
 */
export async function expectChain(broker: Broker, producers: readonly OrderProducer[]): Promise<void> {
  const { topic, bootstrapServers, kafka } = broker;
  const server = await confluentServer();
  const registry = new SchemaRegistry({ host: server.url });
  const { id } = await registry.register({ type: SchemaType.AVRO, schema: order() }, { subject: `${topic}-value` });
  const root = await project(server, broker);
  const brokers = { brokers: bootstrapServers };
  const env = { PATH: process.env['PATH'], USER: 'ada' };

  const written = await produce(topic, {
    cwd: root,
    env,
    brokers,
    count: 12,
    seed: 'chain',
    partitions: 3,
    tombstones: 1,
  });
  expect(written.diagnostics).toEqual([]);
  const encode = (...ids: readonly string[]) => Promise.all(ids.map((one) => registry.encode(id, { id: one })));
  const [cut] = await encode('cut off');
  await kcat(broker, 0, [...(await encode('kcat 1', 'unlucky kcat', 'kcat 2')), (cut ?? Buffer.of()).subarray(0, -3)]);
  for (const [index, send] of producers.entries()) {
    const place = { broker, partition: 1 + (index % 2), registry: server.url };
    await send([{ id: `producer ${index}` }, { id: `unlucky ${index}` }], { ...place, schema: order() });
    await send([{ id: `later ${index}` }], { ...place, schema: order('note') });
  }
  const records = await readTopic(kafka, topic, await lastOffsets(kafka, topic, 1_000));

  // The consumer would fetch the later schema, but the registry is down.
  server.intercept = refusing(503);
  const events = await devUntil(records.length, { root, topic, env, bootstrapServers });
  server.intercept = undefined;
  expectPredicted(records, events, await settingsOf(root));
  const folder = join(root, '.dead-letters', topic);
  const letters = lettersIn(folder);
  const handled = (): readonly string[] => readFileSync(join(root, 'handled'), 'utf8').split('\n').slice(0, -1);
  const all = records.map(nameOf);
  const first = handled();
  expect([...new Set([...first, ...letters.map(({ record }) => nameOf(record))])].toSorted()).toEqual(all);
  const inspected = await inspectAll(folder, root);
  expect(inspected.get(nameOf({ topic, partition: 0, offset: 7 }))).toBe('truncated');
  expect([...inspected.values()].filter((cause) => cause === 'unknown-schema').length).toBe(producers.length);

  writeFileSync(join(root, 'gen/orders/handler.ts'), handler(false));
  expect(told(await quickPull(root))).toEqual([]);
  expect(
    (await generate({ cwd: root, impacts: false })).diagnostics.filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
  const redriven = await redriveAll(folder, root);
  const isCut = ({ partition, offset }: { readonly partition: number; readonly offset: number }) =>
    partition === 0 && offset === 7;
  expect(redriven.records.map(({ outcome }) => outcome)).toEqual(
    letters.map(({ record }) => (isCut(record) ? 'invalid' : 'handled')),
  );
  const again = await redriveAll(folder, root);
  expect(again.records.map(({ outcome }) => outcome)).toEqual(
    letters.map(({ record }) => (isCut(record) ? 'invalid' : 'settled-before')),
  );

  const second = handled().slice(first.length);
  for (const part of [first, second])
    for (const partition of [0, 1, 2]) expectOrder(part.filter((name) => name.startsWith(`${topic}-${partition}/`)));
  const isOnce = events.filter(({ kind }) => kind === 'assigned').length === 1;
  const expected = all.filter((name) => name !== nameOf({ topic, partition: 0, offset: 7 }));
  // Where partitions were assigned again in mid-batch, its records came again.
  expect((isOnce ? handled() : [...new Set(handled())]).toSorted()).toEqual(expected);
}

async function project({ url }: ConfluentServer, { topic }: Broker): Promise<string> {
  const infra = { retryAttempts: 1, batchSize: 4, destination: 'arn:aws:s3:::failed', pollers: { minimum: 1 } };
  const subject = `${topic}-value`;
  const value = { subject, versions: 'all' };
  const topics = { [topic]: { as: 'orders', key: 'string', value, infra, reportBatchItemFailures: true } };
  const root = registryProject({ url, topics: {}, settings: {} });
  const file = join(root, 'gen-msk-consumer.config.json');
  // The file of registryProject.
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...config, topics }));
  linkPackages(root);
  writeFileSync(join(root, 'handled'), '');
  expect(told(await quickPull(root))).toEqual([]);
  expect(
    (await generate({ cwd: root, impacts: false })).diagnostics.filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
  writeFileSync(join(root, 'gen/orders/handler.ts'), handler(true));
  return root;
}

async function settingsOf(root: string) {
  const opened = await openConfig({ cwd: root });
  const [topic] = opened.ok ? opened.config.topics : [];
  if (topic === undefined) throw new Error('the config of the test has a topic');
  return mappingSettings(topic);
}

async function devUntil(
  count: number,
  at: {
    readonly root: string;
    readonly topic: string;
    readonly env: NodeJS.ProcessEnv;
    readonly bootstrapServers: string;
  },
): Promise<readonly DevEvent[]> {
  const stop = new AbortController();
  const events: DevEvent[] = [];
  let over = 0;
  const result = await dev(at.topic, {
    cwd: at.root,
    env: at.env,
    kafka: { brokers: at.bootstrapServers },
    batchWindow: 0.1,
    signal: stop.signal,
    onEvent(event) {
      events.push(event);
      if (event.kind === 'batch') over += event.batch.committed + event.batch.givenUp;
      if (over >= count) stop.abort();
    },
  });
  expect(result).toMatchObject({ end: 'stopped', diagnostics: [] });
  return events;
}

/** The first cause that `inspect` names for each letter, by the record; none for one that it decodes. */
async function inspectAll(folder: string, root: string): Promise<ReadonlyMap<string, string | undefined>> {
  const causes = new Map<string, string | undefined>();
  for (const { record } of lettersIn(folder)) {
    const file = join(folder, `${record.topic}-${record.partition}-${record.offset}.json`);
    const { stdout } = await run(['inspect', file, '--format', 'json'], { cwd: root });
    // What inspect prints.
    const [found] = (JSON.parse(stdout) as JsonInspectReport).records;
    const value = found?.value as { readonly causes: readonly { readonly code: string }[] } | undefined;
    causes.set(nameOf(record), value?.causes[0]?.code);
  }
  return causes;
}

async function redriveAll(folder: string, root: string): Promise<JsonRedriveReport> {
  const { exitCode, stdout } = await run(['redrive', folder, '--format', 'json'], { cwd: root });
  expect(exitCode).toBe(1);
  // What redrive prints.
  return JSON.parse(stdout) as JsonRedriveReport;
}

function expectOrder(names: readonly string[]): void {
  const firsts = [...new Set(names)];
  expect(firsts).toEqual(firsts.toSorted());
}
