import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect } from 'vitest';

import { dev } from '../../src/commands/dev.js';
import type { DevEvent } from '../../src/dev/dev-event.js';
import { lettersIn } from '../dev/letters-in.js';
import { cases, daySeed } from '../support/day-share.js';
import type { Broker } from './broker.js';
import { startDev, until } from './dev-process.js';
import { firstTimes, notingProject, type NotingProject } from './noting-project.js';

const PARTITIONS = [0, 1, 2];
const GROUP = 'dev-faults';

/** Writes so many records to each partition; every run of `dev` then has this number to handle. */
export async function produceTo({ kafka, topic }: Broker, count: number): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  const messages = PARTITIONS.flatMap((partition) =>
    Array.from({ length: count }, (_, index) => ({ partition, value: `order ${index}` })),
  );
  await producer.send({ topic, messages });
  await producer.disconnect();
}

/** Waits until a group has committed so many records of each partition. */
export async function untilCommitted(broker: Broker, group: string, count: number): Promise<void> {
  const all = PARTITIONS.map(() => String(count)).join();
  while ((await committedOffsets(broker, group)).join() !== all) await setTimeout(100);
}

/** Where a group goes on, by partition. */
async function committedOffsets({ kafka, topic }: Broker, groupId: string): Promise<readonly string[]> {
  const admin = kafka.admin();
  await admin.connect();
  const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
  await admin.disconnect();
  return (offsets?.partitions ?? []).toSorted((a, b) => a.partition - b.partition).map(({ offset }) => offset);
}

function isAllHandled({ handled }: NotingProject, count: number): boolean {
  return PARTITIONS.every((partition) => firstTimes(handled(), partition).length === count);
}

/** Whether each partition has all its records handled, in order: those that came again left out. */
export function expectAllInOrder({ handled }: NotingProject, count: number): void {
  const all = Array.from({ length: count }, (_, offset) => offset);
  expect(PARTITIONS.map((partition) => firstTimes(handled(), partition))).toEqual(PARTITIONS.map(() => all));
}

/** `dev` is killed at random moments and started again: nothing is lost, and what comes again is in order, too. */
export async function expectKillsToLoseNothing(broker: Broker, bin: string): Promise<void> {
  const project = notingProject(broker.topic);
  const count = 30;
  await produceTo(broker, count);
  const argv = [broker.topic, '--brokers', broker.bootstrapServers, '--group', GROUP, '--handler', 'handler.mjs'];
  const start = () => startDev({ bin, cwd: project.root, argv: [...argv, '--batch-size', '4'] });
  const [kills = []] = fc.sample(
    fc.array(fc.integer({ min: 1, max: 12 }), {
      minLength: cases({ full: 8, usual: 2 }),
      maxLength: cases({ full: 8, usual: 2 }),
    }),
    { seed: daySeed, numRuns: 1 },
  );
  for (const after of [...kills, undefined]) {
    const run = start();
    await until(() => run.events.some(({ kind }) => kind === 'assigned'));
    // What a process that was killed still wrote is before this.
    const begin = project.handled().length;
    const handled = () => project.handled().slice(begin);
    if (after === undefined) await untilCommitted(broker, GROUP, count);
    else await until(() => handled().length >= after || isAllHandled(project, count));
    expect(await run.end(after === undefined ? 'SIGINT' : 'SIGKILL')).toBe(after === undefined ? 0 : null);
    for (const partition of PARTITIONS) {
      const own = firstTimes(handled(), partition);
      const [first = 0] = own;
      expect(own).toEqual(own.map((_, index) => first + index));
      expect(first).toBeLessThanOrEqual(firstTimes(project.handled().slice(0, begin), partition).length);
    }
  }
  expectAllInOrder(project, count);
}

/** A second member joins while the first has a batch: the first commits it if it still can, or the records come again. */
export async function expectRebalanceToLoseNothing(broker: Broker): Promise<void> {
  const project = notingProject(broker.topic);
  const count = 6;
  await produceTo(broker, count);
  const stop = new AbortController();
  const run = (events: DevEvent[]) =>
    dev(broker.topic, {
      cwd: project.root,
      kafka: { brokers: broker.bootstrapServers },
      group: GROUP,
      handler: 'handler.mjs',
      batchSize: 6,
      batchWindow: 0.1,
      signal: stop.signal,
      onEvent: (event) => events.push(event),
    });
  const [first, second]: [DevEvent[], DevEvent[]] = [[], []];
  project.close();
  const running = [run(first)];
  await until(project.isWaiting);
  running.push(run(second));
  await until(() => second.some(({ kind }) => kind === 'assigned'));
  project.open();
  await until(() => isAllHandled(project, count));
  await untilCommitted(broker, GROUP, count);
  stop.abort();
  expect((await Promise.all(running)).map(({ end, diagnostics }) => [end, diagnostics])).toEqual([
    ['stopped', []],
    ['stopped', []],
  ]);
  expectAllInOrder(project, count);
}

/** A record that no event can hold is given up, and the next one is handled; large ones come one by one. */
export async function expectLargeRecordsToPass(broker: Broker): Promise<void> {
  const project = notingProject(broker.topic, { batchSize: 10 });
  const producer = broker.kafka.producer();
  await producer.connect();
  for (const megabytes of [0, 3, 3, 5, 0])
    await producer.send({
      topic: broker.topic,
      messages: [{ partition: 0, value: Buffer.alloc(megabytes * 1024 * 1024, 'x') }],
    });
  await producer.disconnect();
  const stop = new AbortController();
  const batches: string[] = [];
  let over = 0;
  const result = await dev(broker.topic, {
    cwd: project.root,
    kafka: { brokers: broker.bootstrapServers },
    group: GROUP,
    handler: 'handler.mjs',
    batchWindow: 0.1,
    signal: stop.signal,
    onEvent(event) {
      if (event.kind !== 'batch') return;
      const { outcomes, end, committed, givenUp } = event.batch;
      batches.push(`${outcomes.map(({ offset }) => offset).join(' ')}: ${end === null ? 'too large' : end.kind}`);
      over += committed + givenUp;
      if (over === 5) stop.abort();
    },
  });
  expect(result).toMatchObject({ end: 'stopped', committed: 4, givenUp: 1, diagnostics: [] });
  expect(batches).toContain('3: too large');
  expect(batches.filter((batch) => batch.includes('1 2'))).toEqual([]);
  expect(project.handled()).toEqual(['0/0', '0/1', '0/2', '0/4']);
  const folder = `${project.root}/.dead-letters/${broker.topic}`;
  expect(lettersIn(folder)).toMatchObject([
    { code: 'attempts-exhausted', reason: 'it is too large for an event', record: { partition: 0, offset: 3 } },
  ]);
  expect((await committedOffsets(broker, GROUP))[0]).toBe('5');
}
