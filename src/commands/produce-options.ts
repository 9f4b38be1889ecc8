import type { KafkaFlags } from '../config/kafka-settings.js';
import type { Environment } from '../config/service-settings.js';
import type { ProjectOptions } from './project-options.js';

export interface ProduceOptions extends ProjectOptions {
  /** How many records of the fixture. Default: 1. */
  readonly count?: number;
  /** Draws other values than the fixture's, the same for the same seed. */
  readonly seed?: string;
  /** How many partitions the records are spread over. Default: in a file 1; in a topic the key decides. */
  readonly partitions?: number;
  /** Records per second. Default: no limit. */
  readonly rate?: number;
  /** How many of the records cannot be decoded. Default: 0. */
  readonly poison?: number;
  /** How many of the records are tombstones. Default: 0. */
  readonly tombstones?: number;
  /** Captured records, whose bytes are written as they are, instead of the fixture. */
  readonly from?: Uint8Array;
  /** A file of events to write, relative to `cwd`, instead of a topic. */
  readonly to?: string;
  /** Whether to register the schemas, and write the ids that the registry gives. */
  readonly register?: boolean;
  readonly brokers?: KafkaFlags;
  /** Whether brokers and a registry that are not on this machine are used. */
  readonly allowRemote?: boolean;
  /** Stands in for `${NAME}` in the config, and names brokers. Default: that of the process. */
  readonly env?: Environment;
}
