import { openTopic } from './open-topic.js';
import type { Config, TopicConfig } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { sizing, type Load, type Sizing } from '../infra/sizing.js';
import { topicNames } from '../model/topic-names.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import { measureDuration } from './measure-duration.js';
import type { ProjectOptions } from './project-options.js';

export interface SizeOptions extends ProjectOptions {
  /** Records per second. */
  readonly rate: number;
  /** How long the handler takes for a record, in milliseconds. Default: measured, by running it with `event.json`. */
  readonly duration?: number;
  /** Default: what the config says. */
  readonly partitions?: number;
  /** Bytes of key and value. Default: those of the record in `event.json`. */
  readonly keyBytes?: number;
  readonly valueBytes?: number;
  /** Bytes of the names and values of headers. Default: 0. */
  readonly headerBytes?: number;
  /** Records to catch up with. Default: none. */
  readonly lag?: number;
}

export interface SizeResult {
  readonly root: string | null;
  /** Null when the config or the call is wrong. */
  readonly load: Load | null;
  readonly sizing: Sizing | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** How the mapping and the function of a topic have to be for a load. Reads the config and `event.json`. */
export async function size(topic: string, options: SizeOptions): Promise<SizeResult> {
  const { cwd, config: file } = options;
  const opened = await openTopic(topic, { cwd, file });
  if (!opened.ok) return refused(opened.root, opened.problems);
  const { config, found } = opened;
  const partitions = options.partitions ?? found.infra?.settings.partitions;
  const bytes = recordBytes(found, config);
  const missing = [
    ...(partitions === undefined ? ['--partitions (or "partitions" in "infra")'] : []),
    ...(bytes === undefined && options.valueBytes === undefined ? ['--value-bytes, as there is no event.json'] : []),
  ];
  if (partitions !== undefined && !(Number.isInteger(partitions) && partitions >= 1))
    return refused(config.root, [
      { code: 'usage', severity: 'error', message: `${partitions} partitions: expected a whole number, 1 or greater` },
    ]);
  if (partitions === undefined || missing.length > 0) return refused(config.root, missing.map(missingOption));
  const measured = options.duration === undefined ? await measureDuration(topic, options) : undefined;
  if (measured?.ok === false) return refused(config.root, measured.problems);
  const load = loadOf(found, {
    ...options,
    duration: measured?.value ?? options.duration ?? 0,
    partitions,
    bytes: bytes ?? { key: 0, value: 0 },
  });
  return { root: config.root, load, sizing: sizing(load), diagnostics: [] };
}

function refused(root: string | null, diagnostics: readonly Diagnostic[]): SizeResult {
  return { root, load: null, sizing: null, diagnostics };
}

function missingOption(name: string): Diagnostic {
  return { code: 'usage', severity: 'error', message: `${name} is missing` };
}

interface Bytes {
  readonly key: number;
  readonly value: number;
}

function loadOf(
  { topic, infra }: TopicConfig,
  given: SizeOptions & { readonly duration: number; readonly partitions: number; readonly bytes: Bytes },
): Load {
  const { batchSize, batchWindow, retryAttempts, pollers, function: lambda } = infra?.settings ?? {};
  return {
    topic,
    rate: given.rate,
    duration: given.duration,
    partitions: given.partitions,
    keyBytes: given.keyBytes ?? given.bytes.key,
    valueBytes: given.valueBytes ?? given.bytes.value,
    headerBytes: given.headerBytes ?? 0,
    lanes: DEFAULT_LANES,
    batchSize,
    batchWindow,
    timeout: lambda?.timeout ?? 60,
    reservedConcurrency: lambda?.reservedConcurrency,
    maximumPollers: pollers?.maximum,
    retryAttempts,
    lag: given.lag,
  };
}

/** `maxConcurrentPartitions` of a consumer unless given. */
const DEFAULT_LANES = 8;

/** The bytes of key and value of the first record in `event.json`. */
function recordBytes({ topic, as = topic }: TopicConfig, { root, output }: Config): Bytes | undefined {
  const text = nodeFileSystem(root).read(`${output}/${topicNames(as).folder}/event.json`);
  if (text === null) return undefined;
  const { records } = JSON.parse(text) as {
    readonly records: Readonly<Record<string, readonly { readonly key?: string; readonly value?: string }[]>>;
  };
  const [first] = Object.values(records).flat();
  const length = (base64: string | undefined): number => Buffer.from(base64 ?? '', 'base64').length;
  return first === undefined ? undefined : { key: length(first.key), value: length(first.value) };
}
