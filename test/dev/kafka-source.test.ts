import { EventEmitter } from 'node:events';
import { Kafka, type Consumer } from 'kafkajs';
import { expect, test } from 'vitest';
import { kafkaSource } from '../../src/dev/kafka-source.js';

/** kafkajs's consumer without a broker: its `commitOffsets` returns in silence where the consumer is not running. */
function withoutBroker() {
  const kafka = new Kafka({ brokers: ['localhost:1'] });
  const { events: names } = kafka.consumer({ groupId: 'shop' });
  const events = new EventEmitter();
  const state = { isRunning: true, committed: [] as string[] };
  const consumer = {
    events: names,
    on: (name: string, listener: () => void) => events.on(name, listener),
    connect: () => Promise.resolve(),
    subscribe: () => Promise.resolve(),
    run: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
    commitOffsets: (offsets: readonly { readonly partition: number; readonly offset: string }[]) => {
      if (!state.isRunning) return Promise.resolve();
      state.committed.push(...offsets.map(({ partition, offset }) => `${partition}@${offset}`));
      events.emit(names.COMMIT_OFFSETS);
      return Promise.resolve();
    },
  };
  // The members that a source uses.
  kafka.consumer = () => consumer as unknown as Consumer;
  return { kafka, state };
}

test('a commit that kafkajs skips is reported, and made with the next one', async () => {
  const { kafka, state } = withoutBroker();
  const problems: string[] = [];
  const source = await kafkaSource({
    ...{ kafka, topic: 'orders', group: 'shop', fromBeginning: true },
    onChange: () => undefined,
    onProblem: (problem) => problems.push(problem),
  });
  state.isRunning = false;
  await source.commit([{ topic: 'orders', partition: 0, offset: 7 }]);
  expect(problems).toEqual(['the commit failed, so records may come again: the consumer is joining its group again']);
  state.isRunning = true;
  await source.commit([{ topic: 'orders', partition: 1, offset: 3 }]);
  await source.commit([]);
  expect(state.committed).toEqual(['0@7', '1@3']);
  expect(problems).toHaveLength(1);
});
