import type { KafkaFlags } from '../config/kafka-settings.js';
import type { Environment } from '../config/service-settings.js';
import type { OffsetRange } from '../records/captured.js';
import type { ProjectOptions } from './project-options.js';

export interface RedriveOptions extends ProjectOptions {
  /** Counts the letters by reason and schema, and handles none. Default: false. */
  readonly dryRun?: boolean;
  /** How often a record may be redriven. Default: 3. */
  readonly maxRedrives?: number;
  /** Records per second. Default: no limit. */
  readonly rate?: number;
  /** The file of progress, relative to `cwd`. Default: one below `.gen-msk-redrive` next to the config. */
  readonly progress?: string;
  /** Whether to handle all letters, also those that an earlier run has settled. Default: false. */
  readonly restart?: boolean;
  /** Of a topic: ranges of offsets instead of all records. */
  readonly offsets?: readonly Omit<OffsetRange, 'topic'>[];
  /** A module and its export instead of the topic's `handler.ts`. */
  readonly handler?: string;
  /** The function's time-out in seconds. Default: that of the config. */
  readonly timeout?: number;
  readonly brokers?: KafkaFlags;
  /** The environment of the handler; stands in for `${NAME}` in the config, and names brokers. Default: that of the process. */
  readonly env?: Environment;
  /** Called with what the handler prints. */
  readonly onOutput?: (text: string) => void;
  /** Ends the run after the record that is being handled. */
  readonly signal?: AbortSignal;
}
