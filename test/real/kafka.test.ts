import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { ALL_HANDLED, testAtLeastOnce, WIRES } from '../wire/at-least-once.js';
import { claimingShop } from '../wire/claiming-shop.js';
import { startEventSourceMapping } from '../wire/event-source-mapping.js';
import { startWires } from '../wire/wire.js';
import { startKafkaBroker, type KafkaBroker } from './kafka-broker.js';
import { startQueueMapping } from './share-group.js';

const classPath = process.env['REAL_KAFKA'] ?? '';

describe.skipIf(classPath === '')('with a broker of Apache Kafka', () => {
  let kafka: KafkaBroker;
  beforeAll(async () => {
    kafka = await startKafkaBroker(classPath);
    // After the wires are closed, which the hook below opens.
    return () => kafka.close();
  });

  const nextWire = startWires(WIRES + 1, () => kafka.makeTopic());
  testAtLeastOnce(nextWire);

  test('a broker that restarts in mid-batch gets the commit of that batch', async () => {
    const wire = nextWire();
    const { order, send, open, effects } = await claimingShop(wire);
    // A consumer that lost its broker joins as another member, and waits for the session of the one it was.
    const mapping = await startEventSourceMapping(wire.broker, { group: 'restarting', sessionTimeout: 6000 });
    onTestFinished(mapping.stop);
    const { handler } = open();
    await send(0, order('a'), order('b'));
    await send(1, order('c'));
    const restarting: typeof handler = async (event, context) => {
      const answer = await handler(event, context);
      await kafka.restart();
      return answer;
    };

    const over = { 0: 2, 1: 1 };
    expect((await mapping.deliver(1, restarting)).answer).toEqual(ALL_HANDLED);
    // On a slow machine, what was delivered before the restart may come again.
    while (!isDeepStrictEqual(await mapping.committed(), over))
      expect((await mapping.deliver(1, handler)).answer).toEqual(ALL_HANDLED);
    await send(0, order('d'));
    await mapping.deliver(1, handler);

    expect(effects().toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(await mapping.committed()).toEqual({ ...over, 0: 3 });
  });

  /** A shop whose consumer is in queue mode, and what joins the share group that feeds it. */
  async function queueShop() {
    const broker = await kafka.makeTopic();
    const shop = await claimingShop({ broker }, { order: 'none', cluster: 'shop' });
    const { bootstrapServers, topic } = broker;
    const join = () => {
      const mapping = startQueueMapping({ classPath, bootstrapServers, topic, group: `${topic}-queue` });
      onTestFinished(mapping.stop);
      return mapping;
    };
    return { ...shop, join };
  }

  test('in queue mode only the records that failed are released, and delivered again', async () => {
    const { order, send, open, effects, letters, join } = await queueShop();
    const { handler } = open();
    const undecodable = (await order('undecodable')).subarray(0, -1);
    await send(0, order('a'), order('fails once'), order('b'), Promise.resolve(undecodable), order('c'));

    const mapping = join();
    const first = await mapping.deliver(handler);
    const second = await mapping.deliver(handler);
    await send(1, order('d'));
    const third = await mapping.deliver(handler);

    expect(first.records.map(({ deliveryCount }) => deliveryCount)).toEqual([1, 1, 1, 1, 1]);
    const topic = first.records[0]?.record.topic ?? '';
    expect(first.answer.batchItemFailures).toEqual([{ itemIdentifier: { partition: `${topic}-0`, offset: 1 } }]);
    expect(first.accepted).toBe(4);
    expect(second.records).toEqual([{ ...first.records[1], deliveryCount: 2 }]);
    expect(second).toMatchObject({ answer: ALL_HANDLED, accepted: 1 });
    expect(third).toMatchObject({ records: [{ deliveryCount: 1, record: { partition: 1, offset: 0 } }], accepted: 1 });
    expect(letters()).toEqual([['undecodable', 1, '0/3', undecodable]]);
    expect(effects().toSorted()).toEqual(['a', 'b', 'c', 'd', 'fails once']);
  });

  test('in queue mode what a poller never acknowledged comes to the next one, and nothing takes effect twice', async () => {
    const { order, send, open, effects, join } = await queueShop();
    const { handler, duplicates } = open();
    await send(0, order('a'), order('b'), order('c'));

    const died = await join().deliverAndDie(handler);
    const next = await join().deliver(handler);

    expect(next.records).toEqual(died.records.map((record) => ({ ...record, deliveryCount: 2 })));
    expect([died.answer, next.answer]).toEqual([ALL_HANDLED, ALL_HANDLED]);
    expect(next.accepted).toBe(3);
    expect(duplicates.map((offsets) => offsets.toSorted())).toEqual([[], [0, 1, 2]]);
    expect(effects().toSorted()).toEqual(['a', 'b', 'c']);
  });
});
