import type { BatchSummary, ConsumerHooks } from '../consume/hooks.js';
import type { RecordError } from '../kafka/record-error.js';
import { errorCode, type ErrorCode } from './error-code.js';
import { writeLine } from './write-line.js';

export interface EmfMetricSettings {
  /** The namespace of the metrics in CloudWatch. */
  readonly namespace: string;
  /** Dimensions besides `Topic`, the same for all metrics: few values each, since every combination is billed. */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  /** Writes a line; unless given, to standard output, from where CloudWatch takes it. */
  readonly write?: ((line: string) => void) | undefined;
}

type Unit = 'Count' | 'Milliseconds';

/** The metrics of a batch. */
const BATCH_METRICS: readonly (readonly [name: string, unit: Unit, of: keyof BatchSummary])[] = [
  ['Records', 'Count', 'records'],
  ['Handled', 'Count', 'handled'],
  ['Parked', 'Count', 'parked'],
  ['Skipped', 'Count', 'skipped'],
  ['Duplicates', 'Count', 'duplicates'],
  ['Failed', 'Count', 'failed'],
  ['HandedBack', 'Count', 'handedBack'],
  ['Duration', 'Milliseconds', 'duration'],
  ['Lag', 'Milliseconds', 'lag'],
];

/** CloudWatch's limit for the dimensions of a metric in this format; two of them are `Topic` and `Code`. */
const MOST_DIMENSIONS = 9;

/**
 * Hooks that write metrics as CloudWatch's embedded metric format: a line for each batch, by topic, with what became of
 * its records, its duration and its lag; and one for each code of error in it, by topic and code. Throws a RangeError
 * for settings that CloudWatch would not take.
 */
export function emfMetrics(settings: EmfMetricSettings): ConsumerHooks {
  assertSettings(settings);
  const { namespace, dimensions = {}, write = writeLine } = settings;
  /** The errors since the last batch, by topic. */
  const errors = new Map<string, Map<ErrorCode, number>>();

  const count = (error: RecordError): void => {
    const codes = errors.get(error.topic) ?? new Map<ErrorCode, number>();
    errors.set(error.topic, codes);
    const code = errorCode(error);
    codes.set(code, (codes.get(code) ?? 0) + 1);
  };

  const writeMetrics = (
    own: Readonly<Record<string, string>>,
    metrics: readonly (readonly [name: string, unit: Unit, value: number])[],
  ): void => {
    const values = { ...dimensions, ...own };
    write(
      JSON.stringify({
        _aws: {
          Timestamp: Date.now(),
          CloudWatchMetrics: [
            {
              Namespace: namespace,
              Dimensions: [Object.keys(values)],
              Metrics: metrics.map(([name, unit]) => ({ Name: name, Unit: unit })),
            },
          ],
        },
        ...values,
        ...Object.fromEntries(metrics.map(([name, , value]) => [name, value])),
      }),
    );
  };

  return {
    onError: count,
    onSkipped: count,
    onBatch(batch) {
      const metrics = BATCH_METRICS.flatMap(([name, unit, of]) => {
        const value = batch[of];
        return typeof value === 'number' ? [[name, unit, value] as const] : [];
      });
      writeMetrics({ Topic: batch.topic }, metrics);
      for (const [topic, codes] of errors) {
        for (const [code, number] of codes)
          writeMetrics({ Topic: topic, Code: code }, [['Errors', 'Count', number]]);
      }
      errors.clear();
    },
  };
}

function assertSettings({ namespace, dimensions = {} }: EmfMetricSettings): void {
  if (namespace.length < 1 || namespace.length > 255)
    throw new RangeError('namespace must have 1 to 255 characters; give the name of your service');
  const taken = ['Topic', 'Code', 'Errors', '_aws', ...BATCH_METRICS.map(([name]) => name)];
  for (const [name, value] of Object.entries(dimensions)) {
    if (taken.includes(name))
      throw new RangeError(
        `the dimension ${name} is written by emfMetrics; give yours another name`,
      );
    if (value === '')
      throw new RangeError(`the dimension ${name} is empty, which CloudWatch does not take`);
  }
  if (Object.keys(dimensions).length + 2 > MOST_DIMENSIONS) {
    throw new RangeError(
      `a metric has at most ${String(MOST_DIMENSIONS)} dimensions, with Topic and Code; give at most ${String(MOST_DIMENSIONS - 2)}`,
    );
  }
}
