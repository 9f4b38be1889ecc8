import type { KafkaEvent } from '../runtime/kafka/kafka-event.js';
import type { RecordSource } from './record-source.js';

/** The records of captured events. Nothing is committed: the next run replays them all. */
export function fileSource(events: readonly KafkaEvent[]): RecordSource {
  let records = events.flatMap((event) => Object.values(event.records).flat());
  const ends = new Map<string, number>();
  for (const { topic, partition, offset } of records) {
    const name = `${topic}-${partition}`;
    ends.set(name, Math.max(ends.get(name) ?? 0, offset + 1));
  }
  return {
    take() {
      const taken = records;
      records = [];
      return taken;
    },
    isEnded: true,
    generation: 0,
    endOf: ({ topic, partition }) => ends.get(`${topic}-${partition}`),
    setPaused: () => undefined,
    commit: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
