import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { Kafka } from 'kafkajs';
import type { Config, TopicConfig } from '../config/config.js';
import { findTopic } from '../config/find-topic.js';
import type { KafkaFlags } from '../config/kafka-settings.js';
import { openConfig } from '../config/load-config.js';
import type { Environment } from '../config/resolve-registry.js';
import { fileSource } from '../dev/file-source.js';
import { writeLetters } from '../dev/letter-folder.js';
import type { RecordSource } from '../dev/record-source.js';
import { reloadingHandler } from '../dev/reloading-handler.js';
import type { DeliveredBatch } from '../dev/delivered-batch.js';
import { runMapping, type MappingEnd } from '../dev/run-mapping.js';
import { makeWakeup, type Wakeup } from '../dev/wakeup.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { handlerSettings } from '../handler-run/handler-settings.js';
import { mappingSettings } from '../handler-run/mapping-settings.js';
import { inputProblem } from '../records/input-problem.js';
import { readEvents } from '../records/read-events.js';
import { BrokerError } from '../records/broker/broker-error.js';
import { catchBrokerErrors, openKafka } from './open-kafka.js';

export interface DevOptions {
  /** Where the search for the config starts. Default: the current folder. */
  readonly cwd?: string;
  /** The config file, relative to `cwd`, instead of a search. */
  readonly config?: string;
  /** Events to replay instead of a topic: what `invoke` takes. */
  readonly from?: Uint8Array;
  /** The brokers. Default: those of the config or of the environment. */
  readonly kafka?: KafkaFlags;
  /** The consumer group. Default: `<name>-dev-<user>`. */
  readonly group?: string;
  /** Whether the group may be that of production, which then skips what is handled here. */
  readonly yes?: boolean;
  /** Whether a new group starts behind the last record. Default: as `startingPosition` of the config. */
  readonly latest?: boolean;
  /** A module and its export. Default: the topic's `handler.ts`. */
  readonly handler?: string;
  /** The function's time-out in seconds. Default: that of the config, else 60. */
  readonly timeout?: number;
  /** Default: that of the config, else 100. */
  readonly batchSize?: number;
  /** Seconds to wait for a full batch. Default: that of the config, else 0.5. */
  readonly batchWindow?: number;
  /** The folder for records that are given up, relative to `cwd`. Default: `.dead-letters/<topic>` in the config's folder. */
  readonly letters?: string;
  /** The environment variables of the handler and of the config. Default: those of the process. */
  readonly env?: Environment;
  readonly onEvent?: (event: DevEvent) => void;
  /** Ends the run when it aborts: after the invocation that is on its way, which has 5 s. */
  readonly signal?: AbortSignal;
}

/** What happens while `dev` runs. */
export type DevEvent =
  | { readonly kind: 'started'; readonly group: string | null; readonly letters: string; readonly handler: string }
  | { readonly kind: 'batch'; readonly batch: DeliveredBatch }
  /** Files of the handler have changed: it was loaded again, or cannot be. */
  | { readonly kind: 'restarted'; readonly diagnostics: readonly Diagnostic[] }
  /** Something went wrong that is tried again. */
  | { readonly kind: 'problem'; readonly message: string }
  /** What the handler writes to standard output and standard error. */
  | { readonly kind: 'output'; readonly text: string };

export interface DevResult {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  /** Null where nothing was started, or the brokers went away for good. */
  readonly end: MappingEnd | null;
  readonly batches: number;
  /** Records that are over, without those that were given up. */
  readonly committed: number;
  /** Records that were given up: dead letters. */
  readonly givenUp: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The time that the last invocation has when a run is stopped, in milliseconds. */
const LAST_INVOCATION = 5_000;
const DEFAULT_WINDOW = 0.5;
/** Of a replay. */
const PATIENCE = 3;

/** Runs a topic's handler on records of a topic, or on captured events, as an event source mapping does. */
export async function dev(topic: string, options: DevOptions = {}): Promise<DevResult> {
  const { cwd = process.cwd(), config: file, env = process.env, onEvent = () => undefined, signal } = options;
  const opened = await openConfig({ cwd, env, needs: ['kafka'], ...(file === undefined ? {} : { file }) });
  if (!opened.ok) return refused(opened.root, opened.problems);
  const { config } = opened;
  const found = findTopic(config, topic);
  if (!found.ok) return refused(config.root, found.problems);
  const wakeup = makeWakeup();
  let failure: Error | undefined;
  const place = await openSource(found.value, config, { ...options, env }, wakeup, (error) => (failure ??= error));
  if (!place.ok) return refused(config.root, place.problems);
  const { source, group } = place.value;
  const started = await reloadingHandler(handlerSettings(found.value, config, options), {
    env,
    onOutput: (text) => onEvent({ kind: 'output', text }),
    onChange: wakeup.notify,
  });
  if (!started.ok) {
    await source.close();
    return refused(config.root, started.problems);
  }
  const handler = started.value;
  const letters =
    options.letters === undefined ? resolve(config.root, '.dead-letters', topic) : resolve(cwd, options.letters);
  const totals = { batches: 0, committed: 0, givenUp: 0 };
  let killing: NodeJS.Timeout | undefined;
  const stop = (): void => {
    killing = setTimeout(() => void handler.kill(), LAST_INVOCATION);
    wakeup.notify();
  };
  signal?.addEventListener('abort', stop, { once: true });
  onEvent({ kind: 'started', group, letters, handler: options.handler ?? topic });
  try {
    const { batchSize, batchWindow = found.value.infra?.settings.batchWindow ?? DEFAULT_WINDOW } = options;
    const settings = mappingSettings(found.value);
    const end = await runMapping({
      settings: batchSize === undefined ? settings : { ...settings, batchSize },
      window: batchWindow * 1_000,
      source,
      handler,
      wakeup,
      giveUp: (records) => writeLetters(letters, records),
      retryDelay: (failures) => (source.isEnded ? 0 : Math.min(1_000 * 2 ** (failures - 1), 30_000)),
      patience: source.isEnded ? PATIENCE : Infinity,
      isStopped: () => signal?.aborted === true || failure !== undefined,
      onBatch(batch) {
        totals.batches++;
        totals.committed += batch.committed;
        totals.givenUp += batch.givenUp;
        onEvent({ kind: 'batch', batch });
      },
      onRestart: (diagnostics) => onEvent({ kind: 'restarted', diagnostics }),
      onProblem: (message) => onEvent({ kind: 'problem', message }),
    });
    if (failure !== undefined && !(failure instanceof BrokerError)) throw failure;
    const diagnostics = failure === undefined ? [] : [failure.diagnostic()];
    return { root: config.root, end: failure === undefined ? end : null, ...totals, diagnostics };
  } finally {
    signal?.removeEventListener('abort', stop);
    clearTimeout(killing);
    await source.close();
    await handler.close();
  }
}

function refused(root: string | null, diagnostics: readonly Diagnostic[]): DevResult {
  return { root, end: null, batches: 0, committed: 0, givenUp: 0, diagnostics };
}

interface OpenedSource {
  readonly source: RecordSource;
  /** Null for a file. */
  readonly group: string | null;
}

async function openSource(
  topic: TopicConfig,
  config: Config,
  options: DevOptions & { readonly env: Environment },
  { notify }: Wakeup,
  onFailure: (error: Error) => void,
): Promise<Result<OpenedSource>> {
  const { from, kafka: flags = {}, env, latest, onEvent = () => undefined } = options;
  if (from !== undefined) {
    const read = readEvents(from);
    if (read.kind === 'events')
      return { ok: true, value: { source: fileSource(read.events), group: null }, warnings: [] };
    const message = read.kind === 'none' ? 'there are no records in it' : 'it has no records, only the offsets of some';
    return {
      ok: false,
      problems: [inputProblem(message, 'Pass Lambda events as JSON, as `produce --to` writes them.')],
    };
  }
  const group = groupOf(topic, options);
  if (!group.ok) return group;
  const opened = await openKafka({ config, flags, env, allowRemote: true });
  if (!opened.ok) return opened;
  const kafka: Kafka = opened.value;
  return catchBrokerErrors(async () => {
    const { kafkaSource } = await import('../dev/kafka-source.js');
    const source = await kafkaSource({
      kafka,
      topic: topic.topic,
      group: group.value,
      fromBeginning: !(latest ?? topic.infra?.settings.startingPosition === 'LATEST'),
      onChange: notify,
      onFailure(error) {
        onFailure(error);
        notify();
      },
      onProblem: (message) => onEvent({ kind: 'problem', message }),
    });
    return { source, group: group.value };
  });
}

/** The consumer group: never that of production by accident, which would skip what is handled here. */
function groupOf({ topic, infra }: TopicConfig, { group, yes, env = {} }: DevOptions): Result<string> {
  const production = infra?.settings.consumerGroup;
  if (group !== undefined && group === production && yes !== true) {
    const message = `${group} is the group of production: records that are handled here would not reach it`;
    const help = 'Leave --group out, or pass --yes if that is intended.';
    return { ok: false, problems: [{ code: 'usage', severity: 'error', message, help }] };
  }
  const name = production === undefined || production.includes('${') ? topic : production;
  return { ok: true, value: group ?? `${name}-dev-${userName(env)}`, warnings: [] };
}

function userName({ USER, USERNAME }: Environment): string {
  const name = USER ?? USERNAME ?? systemUser();
  return name.replaceAll(/[^A-Za-z0-9._-]/g, '-');
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user without a name.
    return 'me';
  }
}
