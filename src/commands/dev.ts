import { resolve } from 'node:path';
import type { Config, TopicConfig } from '../config/config.js';
import type { KafkaFlags } from '../config/kafka-settings.js';
import { openTopic } from './open-topic.js';
import type { Environment } from '../config/service-settings.js';
import { consumerGroup } from '../dev/consumer-group.js';
import type { DevEvent } from '../dev/dev-event.js';
import { fileSource } from '../dev/file-source.js';
import type { RecordSource } from '../dev/record-source.js';
import { runTopic, type TopicRunResult } from '../dev/run-topic.js';
import { makeWakeup, type Wakeup } from '../dev/wakeup.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { handlerSettings } from '../handler-run/handler-settings.js';
import { mappingSettings } from '../handler-run/mapping-settings.js';
import { catchBrokerErrors } from '../records/broker/broker-error.js';
import { openKafka } from './open-kafka.js';
import type { ProjectOptions } from './project-options.js';

export interface DevOptions extends ProjectOptions {
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

export interface DevResult extends TopicRunResult {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
}

const DEFAULT_WINDOW = 0.5;

/** Runs a topic's handler on records of a topic, or on captured events, as an event source mapping does. */
export async function dev(topic: string, options: DevOptions = {}): Promise<DevResult> {
  const { cwd = process.cwd(), config: file, env = process.env, onEvent = () => undefined, from, signal } = options;
  const needs = from === undefined ? (['kafka'] as const) : [];
  const opened = await openTopic(topic, { cwd, file, env, needs });
  if (!opened.ok) return refused(opened.root, opened.problems);
  const { config, found } = opened;
  const wakeup = makeWakeup();
  const place = await openSource(found, config, { ...options, env, onEvent }, wakeup);
  if (!place.ok) return refused(config.root, place.problems);
  const { source, group } = place.value;
  const letters =
    options.letters === undefined ? resolve(config.root, '.dead-letters', topic) : resolve(cwd, options.letters);
  const { settings = {} } = found.infra ?? {};
  const { batchWindow = settings.batchWindow ?? DEFAULT_WINDOW } = options;
  const mapping = mappingSettings(found);
  const result = await runTopic({
    source,
    handler: handlerSettings(found, config, options),
    settings: { ...mapping, batchSize: options.batchSize ?? mapping.batchSize },
    batchWindow,
    recordAge: settings.recordAge ?? -1,
    letters,
    wakeup,
    env,
    onStart: () => onEvent({ kind: 'started', group, letters, handler: options.handler ?? topic }),
    onEvent,
    signal,
  });
  return { root: config.root, ...result };
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
  options: DevOptions & Required<Pick<DevOptions, 'env' | 'onEvent'>>,
  { notify }: Wakeup,
): Promise<Result<OpenedSource>> {
  const { from, kafka: flags = {}, env, latest, onEvent } = options;
  if (from !== undefined) {
    const source = fileSource(from);
    return source.ok ? { ...source, value: { source: source.value, group: null } } : source;
  }
  const group = consumerGroup(topic, options, env);
  if (!group.ok) return group;
  const kafka = await openKafka({ config, flags, env, allowRemote: true });
  if (!kafka.ok) return kafka;
  return catchBrokerErrors(async () => {
    const { kafkaSource } = await import('../dev/kafka-source.js');
    const source = await kafkaSource({
      kafka: kafka.value,
      topic: topic.topic,
      group: group.value,
      fromBeginning: !(latest ?? topic.infra?.settings.startingPosition === 'LATEST'),
      onChange: notify,
      onProblem: (message) => onEvent({ kind: 'problem', message }),
    });
    return { source, group: group.value };
  });
}
