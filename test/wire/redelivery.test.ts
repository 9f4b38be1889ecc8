import { expect, onTestFinished, test } from 'vitest';

import type { ConsumeOptions } from '../../src/runtime/consume/consume-options.js';
import type { RecordHandler } from '../../src/runtime/kafka/kafka-record.js';
import { quickPull, record } from '../registry/registry-project.js';
import { startEventSourceMapping } from './event-source-mapping.js';
import { generatedConsumer, type WireRecord } from './generated-consumer.js';
import { shop } from './shop.js';
import { startWires } from './wire.js';

const v2 = record('shop.Order', 'id', 'note');

const nextWire = startWires(6);

/** What stood in each record that was handled, and where, in their order. */
function handled(...records: readonly WireRecord[]) {
  return records.map(({ partition, offset, value }) => [partition, offset, value]);
}

/** Answers with the records that failed, and handles one partition after another. */
const reporting: ConsumeOptions = { reportBatchItemFailures: true, maxConcurrentPartitions: 1 };

function failures(partition: string, ...offsets: readonly number[]) {
  return { batchItemFailures: offsets.map((offset) => ({ itemIdentifier: { partition, offset } })) };
}

test('a batch whose handler throws comes again, all of it', async () => {
  const { mapping, root, order, send } = await shop(nextWire());
  const { consume } = await generatedConsumer(root);
  await send(0, order('a'), order('b'));
  await send(1, order('c'));
  const received: WireRecord[] = [];
  const first = consume((one) => {
    received.push(one);
    if (one.partition === 1) throw new Error('the database is away');
  });

  const failed = await mapping.deliver(3, first);
  const again = await mapping.deliver(
    3,
    consume((one) => received.push(one), { maxConcurrentPartitions: 1 }),
  );

  expect(String(failed.error)).toBe(
    'BatchError: 1 record failed\n' + 'orders-1 offset 0: failed to handle the record: the database is away',
  );
  expect(again).toEqual({ event: failed.event });
  const batch = [
    [0, 0, { id: 'a' }],
    [0, 1, { id: 'b' }],
    [1, 0, { id: 'c' }],
  ];
  expect(handled(...received.slice(0, 3)).sort()).toEqual(batch);
  expect(handled(...received.slice(3))).toEqual(batch);
});

test('a batch without an answer comes again to the next consumer of the group', async () => {
  const { broker, root, order, send } = await shop(nextWire());
  const { consume } = await generatedConsumer(root);
  const mapping = await startEventSourceMapping(broker, { group: 'leaving', sessionTimeout: 3000 });
  await send(2, order('a'), order('b'));
  const received: WireRecord[] = [];
  // As when the function runs out of time.
  await new Promise<void>((started) => {
    const hanging: RecordHandler<unknown, unknown> = (one) => {
      received.push(one);
      started();
      return new Promise(() => undefined);
    };
    void mapping.deliver(2, consume(hanging));
  });
  await mapping.stop();

  const next = await startEventSourceMapping(broker, { group: 'leaving' });
  onTestFinished(next.stop);
  const { error } = await next.deliver(
    2,
    consume((one) => received.push(one)),
  );

  expect(error).toBe(undefined);
  expect(handled(...received)).toEqual([
    [2, 0, { id: 'a' }],
    [2, 0, { id: 'a' }],
    [2, 1, { id: 'b' }],
  ]);
});

test('a poison record holds back its partition, until code that puts it aside is deployed', async () => {
  const { mapping, root, order, send } = await shop(nextWire());
  const { consume } = await generatedConsumer(root);
  const poison = order('poison').then((bytes) => bytes.subarray(0, -1));
  await send(0, order('a'), order('b'), poison, order('c'), order('d'));
  await send(1, order('e'));
  const received: WireRecord[] = [];
  const errors: string[] = [];
  const collect = (one: WireRecord) => received.push(one);
  const deployed = consume(collect, { ...reporting, onError: ({ message }) => errors.push(message) });
  const parked: number[] = [];
  const mended = consume(collect, { ...reporting, onInvalid: (_, { offset }) => parked.push(offset) });

  const first = await mapping.deliver(6, deployed);
  const second = await mapping.deliver(3, deployed);
  const third = await mapping.deliver(3, mended);
  await send(0, order('f'));
  const fourth = await mapping.deliver(1, mended);

  const held = failures('orders-0', 2, 3, 4);
  expect([first, second, third, fourth].map(({ answer }) => answer)).toEqual([held, held, failures(''), failures('')]);
  expect(Object.keys(second.event.records)).toEqual(['orders-0']);
  expect(third.event).toEqual(second.event);
  const why =
    'orders-0 offset 2: failed to decode the value (schema 1): expected 6 bytes, but only 5 left (Order.id, byte 6)';
  expect(errors).toEqual([why, why]);
  expect(parked).toEqual([2]);
  expect(handled(...received)).toEqual([
    [0, 0, { id: 'a' }],
    [0, 1, { id: 'b' }],
    [1, 0, { id: 'e' }],
    [0, 3, { id: 'c' }],
    [0, 4, { id: 'd' }],
    [0, 5, { id: 'f' }],
  ]);
});

test('a record that the handler fails at comes again to the code that is mended', async () => {
  const { mapping, root, order, send } = await shop(nextWire());
  const { consume } = await generatedConsumer(root);
  await send(0, order('a'), order(''), order('b'));
  const received: WireRecord[] = [];
  const collect = (one: WireRecord) => received.push(one);
  const faulty: RecordHandler<unknown, unknown> = (one) => {
    if (one.offset === 1) throw new TypeError('an order without an id');
    collect(one);
  };

  const first = await mapping.deliver(3, consume(faulty, reporting));
  const second = await mapping.deliver(2, consume(collect, reporting));

  expect([first.answer, second.answer]).toEqual([failures('orders-0', 1, 2), failures('')]);
  expect(handled(...received)).toEqual([
    [0, 0, { id: 'a' }],
    [0, 1, { id: '' }],
    [0, 2, { id: 'b' }],
  ]);
});

test('a record of a newer schema is read by the schema that the registry has', async () => {
  const { mapping, root, server, registry, register, order, send } = await shop(nextWire());
  const { consume } = await generatedConsumer(root);
  const id = await register(v2);
  await send(0, order('a'), registry.encode(id, { id: 'b', note: 'new' }), order('c'));
  server.requests.length = 0;
  const received: WireRecord[] = [];

  const { answer } = await mapping.deliver(
    3,
    consume((one) => received.push(one), reporting),
  );

  expect(answer).toEqual(failures(''));
  expect(handled(...received)).toEqual([
    [0, 0, { id: 'a' }],
    [0, 1, { id: 'b' }],
    [0, 2, { id: 'c' }],
  ]);
  expect(server.requests).toEqual([`GET /schemas/ids/${id}`]);
});

test('without the registry a record of a newer schema waits until pull and generate know it', async () => {
  const { mapping, root, server, registry, register, order, send } = await shop(nextWire());
  const { consume } = await generatedConsumer(root);
  const id = await register(v2);
  await send(0, order('a'), registry.encode(id, { id: 'b', note: 'new' }), order('c'));
  server.intercept = ({ socket }) => {
    socket.destroy();
    return true;
  };
  const received: WireRecord[] = [];
  const collect = (one: WireRecord) => received.push(one);

  const first = await mapping.deliver(3, consume(collect, { ...reporting, onInvalid: 'skip' }));
  server.intercept = undefined;
  await quickPull(root);
  const mended = await generatedConsumer(root);
  const second = await mapping.deliver(2, mended.consume(collect, reporting));

  expect([first.answer, second.answer]).toEqual([failures('orders-0', 1, 2), failures('')]);
  expect(handled(...received)).toEqual([
    [0, 0, { id: 'a' }],
    [0, 1, { id: 'b', note: 'new' }],
    [0, 2, { id: 'c', note: '' }],
  ]);
});
