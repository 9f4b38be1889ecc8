import type { Order } from '../consume/consume-options.js';
import type { KafkaEvent, RawKafkaRecord } from '../kafka/kafka-event.js';
import { MAPPING_DEFAULTS, type MappingSettings } from './event-source-mapping.js';
import type { RecordProbe } from './record-probe.js';
import type { ProblemKind } from './simulation-report.js';
import { realClock, type SimulationClock } from './simulation-clock.js';

/**
 * What a simulation delivers, what goes wrong and how often. Each may be left out. A rate is a probability from 0 to 1;
 * no fault meets the same record more than twice, so that a handler that is right always comes to an end.
 */
export interface SimulationSettings extends Partial<Omit<MappingSettings, 'partialAnswers'>> {
  /** Decides everything that is left to chance: the same seed, the same faults. 1 unless given. */
  readonly seed?: number;
  /** An event of the generated `fixture.ts`, records, or a number of records of JSON text; 100 unless given. */
  readonly records?: number | KafkaEvent | readonly RawKafkaRecord[];
  /** Spreads the records over this number of partitions, by chance; unless given, they stay where they are. */
  readonly partitions?: number;
  /** The order that the handler promises; `partition` unless given. */
  readonly order?: Order;
  /** Whether the event source mapping has `ReportBatchItemFailures`; true unless given. */
  readonly reportBatchItemFailures?: boolean;
  /** The function's time-out in milliseconds; 500 unless given. */
  readonly timeout?: number;
  /** How long the work on a record takes on average, in milliseconds; 0 unless given. Needs a probe. */
  readonly latency?: number;
  /** The rate of runs that fail before they have an effect; 0.05 unless given. Needs a probe. */
  readonly failures?: number;
  /**
   * The rate of runs that outlive the time-out; 0 unless given. Needs a probe. Of those that are given a `signal`, half
   * stop when it aborts.
   */
  readonly hangs?: number;
  /** The rate of records whose value is replaced by `poisonValue`; 0 unless given. */
  readonly poison?: number;
  /** The value of poison records, in base64; unless given one that is not JSON and has no wire frame. */
  readonly poisonValue?: string;
  /** The rate of batches that come again after their answer, since it was not committed; 0.05 unless given. */
  readonly duplicates?: number;
  /** The rate of batches that are delivered to a second sandbox while the first still has them; 0 unless given. */
  readonly overlaps?: number;
  /**
   * The rate of invocations that are killed; 0.05 unless given. With a probe, before or after the work on a record;
   * without, at their end.
   */
  readonly crash?: number;
  /** Sees the handler's work on each record; without one, a record counts as handled once its value was read. */
  readonly probe?: RecordProbe;
  /** Problems besides those that always are: duplicates, time-outs, effects that come late. None unless given. */
  readonly forbid?: readonly ('duplicated' | 'timedOut' | 'late')[];
  /** `virtualClock()` for handlers that only compute; the real one unless given. */
  readonly clock?: SimulationClock;
  /** Whether to look for the fewest records that show the problem; true unless given. */
  readonly shrink?: boolean;
}

/** The settings of one run, complete. */
export interface SimulationPlan {
  readonly seed: number;
  readonly order: Order;
  readonly mapping: MappingSettings;
  readonly timeout: number;
  readonly latency: number;
  readonly rates: Readonly<Record<FaultKind, number>>;
  readonly forbid: ReadonlySet<ProblemKind>;
  readonly probe: RecordProbe | undefined;
  readonly clock: SimulationClock;
}

export type FaultKind = 'failures' | 'hangs' | 'poison' | 'duplicates' | 'overlaps' | 'crash';

/** Faults that only a probe can bring about. */
const PROBED = ['latency', 'failures', 'hangs'] as const;

/** Completes settings. Throws a RangeError for those that cannot be followed. */
export function simulationPlan(settings: SimulationSettings): SimulationPlan {
  const { seed = 1, order = 'partition', timeout = 500, latency = 0, probe } = settings;
  const rates = {
    failures: settings.failures ?? (probe === undefined ? 0 : 0.05),
    hangs: settings.hangs ?? 0,
    poison: settings.poison ?? 0,
    duplicates: settings.duplicates ?? 0.05,
    overlaps: settings.overlaps ?? 0,
    crash: settings.crash ?? 0.05,
  };
  for (const [name, rate] of Object.entries(rates)) {
    if (!(rate >= 0 && rate <= 1))
      throw new RangeError(`${name} is a rate from 0 to 1, not ${String(rate)}; 0.1 is one in ten`);
  }
  const blind = PROBED.find((name) => probe === undefined && (settings[name] ?? 0) > 0);
  if (blind !== undefined) {
    throw new RangeError(
      `${blind} happens inside the handler, which takes a probe: wrap the handler in probe.around and pass { probe }`,
    );
  }
  const { replay, bisect, maxRetries, destination, partialCountsAsRetry, bisectsPartial } = {
    ...MAPPING_DEFAULTS,
    ...settings,
  };
  const { batchSize = 10, reportBatchItemFailures: partialAnswers = true } = settings;
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new RangeError(
      `batchSize must be a whole number of at least 1, not ${String(batchSize)}`,
    );
  return {
    seed,
    order,
    timeout,
    latency,
    rates,
    probe,
    mapping: {
      batchSize,
      partialAnswers,
      replay,
      bisect,
      maxRetries,
      destination,
      partialCountsAsRetry,
      bisectsPartial,
    },
    forbid: new Set(settings.forbid),
    clock: settings.clock ?? realClock,
  };
}
