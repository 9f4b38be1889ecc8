/** What a topic carries, and how its consumer works. */
export interface Load {
  /** Records per second. */
  readonly rate: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly headerBytes: number;
  readonly topic: string;
  readonly partitions: number;
  /** How long the handler takes for a record, in milliseconds. */
  readonly duration: number;
  /** How many partitions an invocation handles side by side. */
  readonly lanes: number;
  readonly batchSize: number | undefined;
  /** Seconds; undefined for the 500 ms of the service. */
  readonly batchWindow: number | undefined;
  /** The time-out of the function, in seconds. */
  readonly timeout: number;
  readonly reservedConcurrency: number | undefined;
  /** The most pollers that the config allows; undefined where it does not say. */
  readonly maximumPollers: number | undefined;
  readonly retryAttempts: number | undefined;
  /** Records to catch up with. */
  readonly lag: number | undefined;
}

/** A number, or the two ends of what it can be where the service's behavior is not published. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * What a load can fail by: a record that is larger than an event, more bytes than the pollers carry, more invocations than
 * are possible, or an invocation that takes longer than the time-out.
 */
export type Obstacle = 'record' | 'throughput' | 'concurrency' | 'timeout';

export interface Sizing {
  /** Bytes of a record in the event. */
  readonly eventBytes: number;
  /** Megabytes per second from the brokers. */
  readonly throughput: number;
  readonly batchSize: number;
  /** Records of an invocation, at this rate and window. */
  readonly records: Range;
  /** Bytes of the event of a full batch. */
  readonly payload: number;
  /** How long an invocation takes, in seconds. */
  readonly invocation: Range;
  readonly invocationsPerSecond: Range;
  readonly concurrency: Range;
  /** Records of the batch size that do not fit in an event. */
  readonly unfitting: number;
  /** What partitions, the pollers of the config, or the reserved concurrency, allow. */
  readonly maximumConcurrency: number;
  readonly isFeasible: boolean;
  /** What the load fails by; empty where it is feasible. */
  readonly obstacles: readonly Obstacle[];
  readonly minimumPollers: number;
  readonly maximumPollers: number;
  /** Event poller units of the minimum. */
  readonly pollerUnits: Range;
  /** Megabytes. */
  readonly memory: Range;
  /** Seconds to catch up with the lag; undefined without one, or where it is never caught up with. */
  readonly catchUp: number | undefined;
  /** How long an invalid record can hold its partition up at worst, in seconds, without back-off; undefined for no limit. */
  readonly poisonHold: number | undefined;
}

const PAYLOAD_LIMIT = 6 * 1_024 * 1_024;
const MEGABYTE = 1_000_000;
/** What a poller carries, by the guide on scaling modes: 5 MB/s, or 5 concurrent invocations. */
const POLLER = { megabytes: 5, invocations: 5 } as const;
/** An event poller unit: 20 MB/s, and 10 pollers by default. */
const UNIT = { megabytes: 20, pollers: 10 } as const;

/**
 * How a mapping and its function have to be for a load, by the published limits of the service: 6 MB for an event, 5 MB/s
 * or 5 concurrent invocations for a poller, one consumer for a partition.
 */
export function sizing(load: Load): Sizing {
  const { rate, partitions, duration, lanes } = load;
  const eventBytes = bytesInEvent(load);
  const fitting = Math.max(1, Math.floor(PAYLOAD_LIMIT / eventBytes));
  const inTime = Math.max(1, Math.floor((load.timeout * 1_000) / 2 / Math.max(duration, 0.001)));
  const batchSize = load.batchSize ?? Math.min(10_000, Math.max(1, Math.floor(fitting * 0.9)), inTime);
  const most = Math.min(batchSize, fitting);
  const throughput = (rate * (load.keyBytes + load.valueBytes + load.headerBytes)) / MEGABYTE;
  const window = load.batchWindow ?? 0.5;
  const byThroughput = Math.max(1, Math.ceil(throughput / POLLER.megabytes));
  // How the records of a topic are shared among pollers is not published: one partition each, or all by the fewest.
  const records: Range = {
    low: clamp((rate * window) / partitions, 1, most),
    high: clamp((rate * window) / Math.min(byThroughput, partitions), 1, most),
  };
  // All records of a batch are of one partition, or spread over as many as are handled side by side.
  const inSeconds = (count: number, side: number): number => (Math.ceil(count / side) * duration) / 1_000;
  const invocation: Range = {
    low: inSeconds(records.low, Math.min(lanes, partitions)),
    high: inSeconds(records.high, 1),
  };
  const perSecond: Range = { low: rate / records.high, high: rate / records.low };
  const concurrency: Range = {
    low: (rate * duration) / 1_000 / Math.min(lanes, partitions),
    high: (rate * duration) / 1_000,
  };
  const maximumConcurrency = Math.min(
    partitions,
    POLLER.invocations * (load.maximumPollers ?? Infinity),
    load.reservedConcurrency ?? Infinity,
  );
  const obstacles = {
    record: eventBytes > PAYLOAD_LIMIT,
    throughput: byThroughput > Math.min(partitions, load.maximumPollers ?? Infinity),
    concurrency: concurrency.low > maximumConcurrency,
    timeout: rate > 0 && invocation.high > load.timeout,
  } satisfies Record<Obstacle, boolean>;
  const failing = (['record', 'throughput', 'concurrency', 'timeout'] as const).filter((one) => obstacles[one]);
  const minimumPollers = Math.min(
    partitions,
    200,
    Math.max(byThroughput, Math.ceil(Math.min(concurrency.high, maximumConcurrency) / POLLER.invocations), 1),
  );
  const capacity = (maximumConcurrency * 1_000) / Math.max(duration, 0.001);
  const payload = most * eventBytes;
  const fewestUnits = Math.max(Math.ceil(minimumPollers / UNIT.pollers), Math.ceil(throughput / UNIT.megabytes));
  return {
    eventBytes,
    throughput,
    batchSize,
    records,
    payload,
    invocation,
    invocationsPerSecond: perSecond,
    concurrency,
    unfitting: Math.max(0, batchSize - fitting),
    maximumConcurrency,
    isFeasible: failing.length === 0,
    obstacles: failing,
    minimumPollers,
    maximumPollers: Math.min(partitions, 2_000),
    pollerUnits: { low: fewestUnits, high: Math.max(fewestUnits, Math.ceil(minimumPollers / 4)) },
    memory: memoryFor(payload),
    catchUp: load.lag === undefined || capacity <= rate ? undefined : load.lag / (capacity - rate),
    poisonHold:
      load.retryAttempts === undefined || load.retryAttempts < 0
        ? undefined
        : (load.retryAttempts + 1) * invocation.high,
  };
}

/** Base64 takes 4/3; a header is a list of numbers, 3 to 4 characters for each byte; the rest of a record is 134 and its topic. */
function bytesInEvent({ keyBytes, valueBytes, headerBytes, topic }: Load): number {
  return Math.ceil(((keyBytes + valueBytes) * 4) / 3 + 134 + topic.length + headerBytes * 4);
}

/** The runtime's own memory, and the event as text, parsed and decoded: 3 to 6 times its size. Not published: measure it. */
function memoryFor(payload: number): Range {
  const megabytes = payload / (1_024 * 1_024);
  const rounded = (factor: number): number => Math.max(256, Math.ceil((128 + megabytes * factor) / 64) * 64);
  return { low: rounded(3), high: rounded(6) };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
