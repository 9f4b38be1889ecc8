import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import type { RecordPosition } from '../runtime/simulate/batch-answer.js';

/** Where `dev` has its records from. */
export interface RecordSource {
  /** The records that have come since the last call. */
  readonly take: () => readonly RawKafkaRecord[];
  /** Whether no more will come. */
  readonly isEnded: boolean;
  /** What has ended it for good. */
  readonly failure?: Error | undefined;
  /** Grows whenever partitions are taken away or assigned: what was taken before and is not committed comes again. */
  readonly generation: number;
  /** The partitions that are assigned; undefined while there are none, and for a file. */
  readonly assigned?: readonly number[] | undefined;
  /** How far a partition reaches, as far as is known: the offset behind its last record. */
  readonly endOf: (partition: Omit<RecordPosition, 'offset'>) => number | undefined;
  /** Stops records from coming, or lets them come again. */
  readonly setPaused: (isPaused: boolean) => void;
  /** Commits the offset at which each partition goes on. Never rejects: what is not committed comes again. */
  readonly commit: (next: readonly RecordPosition[]) => Promise<void>;
  readonly close: () => Promise<void>;
}
