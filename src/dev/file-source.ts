import type { Result } from '../diagnostics/diagnostic.js';
import { inputProblem } from '../records/input-problem.js';
import { readEvents } from '../records/read-events.js';
import type { KafkaEvent } from '../runtime/kafka/kafka-event.js';
import type { RecordSource } from './record-source.js';

/** The records of captured events: what `invoke` takes. Nothing is committed: the next run replays them all. */
export function fileSource(input: Uint8Array): Result<RecordSource> {
  const read = readEvents(input);
  if (read.kind === 'events') return { ok: true, value: replayed(read.events), warnings: [] };
  if (read.kind === 'unusable') return { ok: false, problems: [read.problem] };
  const help = 'Pass Lambda events as JSON, as `produce --to` writes them.';
  return { ok: false, problems: [inputProblem('it has no records, only the offsets of some', help)] };
}

function replayed(events: readonly KafkaEvent[]): RecordSource {
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
