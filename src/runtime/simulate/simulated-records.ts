import type { KafkaEvent, RawKafkaRecord } from '../kafka/kafka-event.js';
import type { RecordPosition } from './batch-answer.js';
import { buildEvent } from './build-event.js';
import { chance } from './simulated-chance.js';
import type { SimulationPlan, SimulationSettings } from './simulation-settings.js';

/** A record of a simulation; the same in the run with fewest records. */
export interface SimulatedRecord extends RecordPosition {
  /** Its index among all records. */
  readonly id: number;
  readonly raw: RawKafkaRecord;
  /** Whether its value was made undecodable. */
  readonly poison: boolean;
  /** The lane whose order it must keep. */
  readonly lane: string;
}

/** The records of a simulation, and the event around them. */
export interface SimulatedTopic {
  readonly envelope: Omit<KafkaEvent, 'records'>;
  readonly records: readonly SimulatedRecord[];
}

const KEYS = 10;

/** Neither JSON nor a frame of a schema registry. */
const POISON = Buffer.from([0xff]).toString('base64');

/** The records that the settings ask for, ascending by offset in each partition, some of them made undecodable. */
export function simulatedTopic(settings: SimulationSettings, plan: SimulationPlan): SimulatedTopic {
  const { records = 100, partitions, poisonValue = POISON } = settings;
  const { seed, order } = plan;
  const event = eventOf(records);
  const { records: held, ...envelope } = event;
  const raws = Object.values(held).flat();
  const placed = partitions === undefined ? raws : spread(raws, partitions, seed);
  return {
    envelope,
    records: placed.map((raw, id) => {
      const poison = chance(seed, 'poison', id) < plan.rates.poison;
      const { topic, partition, offset } = raw;
      const lane = `${topic}-${String(partition)}`;
      return {
        topic,
        partition,
        offset,
        id,
        raw: poison ? { ...raw, value: poisonValue } : raw,
        poison,
        lane: { partition: lane, key: `${lane} ${raw.key ?? ''}`, none: `${lane}@${String(id)}` }[
          order
        ],
      };
    }),
  };
}

function eventOf(records: number | KafkaEvent | readonly RawKafkaRecord[]): KafkaEvent {
  if (typeof records === 'number') return textEvent(records);
  if ('records' in records) return records;
  const event = buildEvent({ topic: '', records: [] });
  return { ...event, records: { all: records } };
}

/** Records of JSON text, each with a number of its own. */
function textEvent(count: number): KafkaEvent {
  return buildEvent({
    topic: 'simulated',
    records: Array.from({ length: count }, (_, offset) => ({
      key: Buffer.from(`key-${String(offset % KEYS)}`),
      value: Buffer.from(JSON.stringify({ number: offset })),
      partition: 0,
      offset,
      timestamp: Date.UTC(2024, 0, 1) + offset,
    })),
  });
}

/** Deals the records to partitions, and numbers them there. */
function spread(
  records: readonly RawKafkaRecord[],
  partitions: number,
  seed: number,
): readonly RawKafkaRecord[] {
  const offsets = new Array<number>(partitions).fill(0);
  return records.map((record, index) => {
    const partition = Math.floor(chance(seed, 'partition', index) * partitions);
    const offset = offsets[partition] ?? 0;
    offsets[partition] = offset + 1;
    return { ...record, partition, offset };
  });
}
