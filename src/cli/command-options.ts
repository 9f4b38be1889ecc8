import type { Config, Framing } from '../config/config.js';
import type { KafkaFlags } from '../config/kafka-settings.js';
import type { InputEncoding } from '../records/captured.js';
import type { CheckFormat, ReportFormat } from './formats.js';
import type { PartitionOffsets } from './option-values.js';

/** The options that every command takes, as commander gives them. */
export interface CommonOptions {
  readonly config?: string;
  readonly cwd?: string;
  readonly topic?: readonly string[];
  readonly quiet?: true;
  readonly verbose?: true;
  readonly format: 'text' | 'json';
  readonly color: boolean;
}

export interface GenerateCommandOptions extends CommonOptions {
  readonly strict?: true;
  readonly dryRun?: true;
  readonly watch?: true;
  readonly stdout?: true;
  readonly rename?: readonly string[];
  readonly impacts: boolean;
  readonly seal?: true;
}

export interface InitCommandOptions extends CommonOptions {
  readonly yes?: true;
  readonly output?: string;
  readonly framing?: Framing;
  readonly key?: 'string' | 'none';
  readonly testRunner?: Config['testRunner'];
  readonly importExtension?: Config['importExtension'];
  readonly force?: true;
  readonly add?: true;
  readonly example?: true;
  readonly registry?: string | true;
}

export interface CheckCommandOptions extends Omit<CommonOptions, 'format'> {
  readonly format: CheckFormat;
  readonly report?: readonly { readonly format: ReportFormat; readonly file: string }[];
  readonly strict?: true;
  readonly registry?: true;
  readonly breaking?: string;
  readonly template?: readonly string[];
  readonly full?: true;
  readonly since?: string;
  readonly base?: string;
}

export interface DiffCommandOptions extends Omit<CommonOptions, 'format'> {
  readonly format: 'text' | 'json' | 'markdown';
  readonly registry?: true;
  readonly versions?: string;
  readonly compatibility?: true;
  readonly apply?: true;
  readonly ids?: { readonly older: string; readonly newer: string };
  readonly usage?: true;
  readonly impacts: boolean;
}

export interface EjectCommandOptions extends CommonOptions {
  readonly to?: string;
  readonly force?: true;
  readonly list?: true;
}

export interface InspectCommandOptions extends CommonOptions {
  readonly encoding?: InputEncoding;
  readonly part?: 'key' | 'value';
  readonly registry?: true;
  readonly values?: true;
}

export interface InvokeCommandOptions extends CommonOptions {
  readonly event?: string;
  readonly handler?: string;
  readonly times?: number;
  readonly duplicate?: true;
  readonly poison?: number;
  readonly tombstone?: true;
  readonly timeout?: number;
  readonly shufflePartitions?: true;
  readonly failAt?: number;
  readonly values?: true;
}

export interface DevCommandOptions extends CommonOptions, KafkaFlags {
  readonly from?: string;
  readonly group?: string;
  readonly yes?: true;
  readonly latest?: true;
  readonly handler?: string;
  readonly timeout?: number;
  readonly batchSize?: number;
  readonly batchWindow?: number;
  readonly letters?: string;
}

export interface SizeCommandOptions extends CommonOptions {
  readonly rate: number;
  readonly duration?: number;
  readonly measure?: true;
  readonly partitions?: number;
  readonly keyBytes?: number;
  readonly valueBytes?: number;
  readonly headerBytes?: number;
  readonly lag?: number;
}

export interface ProduceCommandOptions extends CommonOptions, KafkaFlags {
  readonly count?: number;
  readonly seed?: string;
  readonly partitions?: number;
  readonly rate?: number;
  readonly poison?: number;
  readonly tombstones?: number;
  readonly from?: string;
  readonly to?: string;
  readonly register?: true;
  readonly allowRemote?: true;
}

export interface VerifyCommandOptions extends CommonOptions, KafkaFlags {
  readonly last?: number;
  readonly offsets?: readonly PartitionOffsets[];
  readonly from?: string;
}

export interface RedriveCommandOptions extends CommonOptions, KafkaFlags {
  readonly dryRun?: true;
  readonly maxRedrives?: number;
  readonly rate?: number;
  readonly progress?: string;
  readonly restart?: true;
  readonly offsets?: readonly PartitionOffsets[];
  readonly handler?: string;
  readonly timeout?: number;
}
