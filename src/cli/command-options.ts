import type { CheckOptions } from '../commands/check-options.js';
import type { DevOptions } from '../commands/dev.js';
import type { EjectOptions } from '../commands/eject.js';
import type { GenerateOptions } from '../commands/generate.js';
import type { InitOptions } from '../commands/init.js';
import type { InspectOptions } from '../commands/inspect.js';
import type { InvokeOptions } from '../commands/invoke.js';
import type { ProduceOptions } from '../commands/produce-options.js';
import type { ProjectOptions } from '../commands/project-options.js';
import type { VerifyOptions } from '../commands/records-to-verify.js';
import type { RedriveOptions } from '../commands/redrive-options.js';
import type { SizeOptions } from '../commands/size.js';
import type { KafkaFlags } from '../config/kafka-settings.js';
import type { CheckFormat, ReportFormat } from './formats.js';

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

export interface GenerateCommandOptions extends CommonOptions, Pick<GenerateOptions, 'strict' | 'dryRun' | 'seal'> {
  readonly watch?: true;
  readonly stdout?: true;
  readonly rename?: readonly string[];
  readonly impacts: boolean;
}

export interface InitCommandOptions extends CommonOptions, Omit<InitOptions, 'cwd' | 'topics' | 'choose'> {
  readonly yes?: true;
  readonly add?: true;
  readonly example?: true;
  readonly registry?: string | true;
}

export interface CheckCommandOptions
  extends
    Omit<CommonOptions, 'format'>,
    Pick<CheckOptions, 'strict' | 'registry' | 'breaking' | 'full' | 'since' | 'base'> {
  readonly format: CheckFormat;
  readonly report?: readonly { readonly format: ReportFormat; readonly file: string }[];
  readonly template?: readonly string[];
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

export interface EjectCommandOptions extends CommonOptions, Pick<EjectOptions, 'to' | 'force'> {
  readonly list?: true;
}

export interface InspectCommandOptions extends CommonOptions, Pick<InspectOptions, 'encoding' | 'part' | 'registry'> {
  readonly values?: true;
}

export interface InvokeCommandOptions
  extends CommonOptions, Omit<InvokeOptions, keyof ProjectOptions | 'event' | 'env' | 'onOutput' | 'signal'> {
  readonly event?: string;
  readonly values?: true;
}

export interface DevCommandOptions
  extends
    CommonOptions,
    KafkaFlags,
    Omit<DevOptions, keyof ProjectOptions | 'from' | 'kafka' | 'env' | 'onEvent' | 'signal'> {
  readonly from?: string;
}

export interface SizeCommandOptions extends CommonOptions, Omit<SizeOptions, keyof ProjectOptions> {
  readonly measure?: true;
}

export interface ProduceCommandOptions
  extends CommonOptions, KafkaFlags, Omit<ProduceOptions, keyof ProjectOptions | 'from' | 'brokers' | 'env'> {
  readonly from?: string;
}

export interface VerifyCommandOptions extends CommonOptions, KafkaFlags, Pick<VerifyOptions, 'last' | 'offsets'> {
  readonly from?: string;
}

export interface RedriveCommandOptions
  extends
    CommonOptions,
    KafkaFlags,
    Omit<RedriveOptions, keyof ProjectOptions | 'brokers' | 'env' | 'onOutput' | 'signal'> {}
