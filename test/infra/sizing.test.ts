import { expect, test } from 'vitest';
import { sizing, type Load } from '../../src/infra/sizing.js';

const load: Load = {
  topic: 'orders',
  rate: 1_000,
  keyBytes: 16,
  valueBytes: 1_000,
  headerBytes: 0,
  partitions: 10,
  duration: 5,
  lanes: 8,
  batchSize: 500,
  batchWindow: 1,
  timeout: 60,
  reservedConcurrency: undefined,
  maximumPollers: undefined,
  retryAttempts: 3,
  lag: undefined,
};

// Sizes measured by serializing the event, for a topic of 6 letters and a key of 16 bytes.
test.each([
  [200, 432, 13_887],
  [1_000, 1_500, 3_999],
  [10_000, 13_500, 444],
])('a value of %i bytes takes about %i bytes in the event, and about %i records fit', (valueBytes, bytes, records) => {
  const { eventBytes, payload } = sizing({ ...load, valueBytes, batchSize: 100_000 });
  expect(eventBytes / bytes).toBeCloseTo(1, 1);
  expect(payload / eventBytes / ((records * 6 * 1_024 * 1_024) / 6_000_000)).toBeCloseTo(1, 1);
});

test('pollers follow from throughput and from concurrency, and never exceed the partitions', () => {
  expect(sizing({ ...load, rate: 20_000, duration: 0.01 }).minimumPollers).toBe(5);
  expect(sizing({ ...load, rate: 2_000, duration: 5 }).minimumPollers).toBe(2);
  expect(sizing({ ...load, rate: 2_000_000, valueBytes: 10_000 }).minimumPollers).toBe(10);
  expect(sizing(load).maximumPollers).toBe(10);
});

test('records of an invocation are a range between one partition each and the fewest pollers', () => {
  expect(sizing(load).records).toEqual({ low: 100, high: 500 });
  expect(sizing(load).invocationsPerSecond).toEqual({ low: 2, high: 10 });
});

test('a load beyond one invocation for each partition cannot be met', () => {
  expect(sizing({ ...load, partitions: 1, rate: 1_000, duration: 5 }).isFeasible).toBe(false);
  expect(sizing({ ...load, partitions: 1, rate: 100, duration: 5 }).isFeasible).toBe(true);
  expect(sizing({ ...load, reservedConcurrency: 1, rate: 10_000 }).isFeasible).toBe(false);
});

test('the pollers of the config limit the concurrency, 5 each', () => {
  expect(sizing({ ...load, maximumPollers: 1 }).maximumConcurrency).toBe(5);
  expect(sizing({ ...load, maximumPollers: 3 }).maximumConcurrency).toBe(10);
});

test.each([
  ['record', { valueBytes: 5_000_000, rate: 1 }],
  ['throughput', { partitions: 1, rate: 6_000, duration: 0.01 }],
  ['throughput', { maximumPollers: 1, rate: 6_000, duration: 0.01 }],
  ['concurrency', { partitions: 1, rate: 1_000 }],
  ['timeout', { duration: 61_000, rate: 0.001 }],
  ['timeout', { duration: 200, rate: 10_000, batchSize: 500, lanes: 1_000, partitions: 1_000 }],
] as const)('%s is what %j fails by', (obstacle, given) => {
  expect(sizing({ ...load, ...given })).toMatchObject({ isFeasible: false, obstacles: [obstacle] });
});

test('a load of nothing needs the least, and the ranges are in order', () => {
  const none = sizing({ ...load, rate: 0 });
  expect(none).toMatchObject({ isFeasible: true, minimumPollers: 1, pollerUnits: { low: 1, high: 1 } });
  const { low, high } = sizing({ ...load, rate: 70_000, duration: 0.001 }).pollerUnits;
  expect(low).toBeLessThanOrEqual(high);
});

test('a batch size that does not fit in an event is reported', () => {
  expect(sizing({ ...load, batchSize: 10_000 }).unfitting).toBe(10_000 - Math.floor((6 * 1_024 * 1_024) / 1_495));
  expect(sizing({ ...load, batchSize: 4_000 }).unfitting).toBe(0);
});

test('a lag is caught up with by what capacity is left', () => {
  // 10 partitions × 200 records per second, of which 1,000 are needed for what arrives.
  expect(sizing({ ...load, lag: 60_000 }).catchUp).toBe(60);
  expect(sizing({ ...load, rate: 2_000, lag: 60_000 }).catchUp).toBeUndefined();
});

test('an invalid record holds its partition up for each attempt', () => {
  expect(sizing(load).poisonHold).toBe(4 * 2.5);
  expect(sizing({ ...load, retryAttempts: -1 }).poisonHold).toBeUndefined();
});
