import type { IdempotencyStore, RecordClaim } from '../../src/runtime/idempotency/idempotency.js';
import type {
  KafkaBatchResponse,
  KafkaEvent,
  LambdaContext,
  RawKafkaRecord,
} from '../../src/runtime/kafka/kafka-event.js';

/** What a consumer written by hand does with a record. It rejects if the record has failed. */
export type HandleRecord = (record: RawKafkaRecord, context: { readonly signal: AbortSignal }) => Promise<void>;

export type HandWritten = (event: KafkaEvent, context: LambdaContext) => Promise<KafkaBatchResponse>;

/** A record that the answer names. */
export interface Failure {
  readonly partition: string;
  readonly offset: number;
}

export interface HandWrittenParts {
  /** When to stop, by the context; undefined for never. */
  readonly stopsAfter?: (context: LambdaContext) => number;
  /** What is done around the work on a record. */
  readonly aroundEach?: (handle: HandleRecord) => HandleRecord;
  /** Which of the records that are not done the answer names; all unless given. */
  readonly named?: (failures: readonly Failure[]) => readonly Failure[];
  /** What a record is that cannot be read; it throws unless given. */
  readonly onUnreadable?: (record: RawKafkaRecord) => void;
}

/** Four fifths of the time that remains. */
export const inTime = (context: LambdaContext): number => context.getRemainingTimeInMillis() * 0.8;

/**
 * A consumer as a careful person writes it: partitions concurrently, records one after another, and after a failure or
 * at the deadline all that is not done is named. Each part can be done wrong.
 */
export function handWritten(
  handle: HandleRecord,
  { stopsAfter = inTime, aroundEach = (each) => each, named = (failures) => failures, onUnreadable }: HandWrittenParts,
): HandWritten {
  return async (event, context) => {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new Error('out of time')), stopsAfter(context));
    const outOfTime = aborted(deadline.signal);
    const each = aroundEach(handle);
    const consume = async (record: RawKafkaRecord): Promise<void> => {
      if (!isReadable(record)) {
        if (onUnreadable === undefined) throw new Error('the value is not JSON');
        onUnreadable(record);
        return;
      }
      await Promise.race([each(record, { signal: deadline.signal }), outOfTime]);
    };
    const partitions = await Promise.all(
      Object.entries(event.records).map(async ([partition, records]) => {
        for (const [index, record] of records.entries()) {
          try {
            deadline.signal.throwIfAborted();
            await consume(record);
          } catch {
            return records.slice(index).map(({ offset }) => ({ partition, offset }));
          }
        }
        return [];
      }),
    );
    clearTimeout(timer);
    return { batchItemFailures: named(partitions.flat()).map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function isReadable({ value }: RawKafkaRecord): boolean {
  try {
    JSON.parse(Buffer.from(value ?? '', 'base64').toString());
    return true;
  } catch {
    return false;
  }
}

/** Rejects when the signal aborts, whether or not anyone waits for it. */
function aborted(signal: AbortSignal): Promise<never> {
  const rejection = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  rejection.catch(() => undefined);
  return rejection;
}

/** How long a claim lasts; longer than the time-out of the invocations in these tests. */
const CLAIM_TIME = 120;

/** Claims each record before it is handled, and completes it after. A claim that another has is waited for. */
export function claimingEach(store: IdempotencyStore): (handle: HandleRecord) => HandleRecord {
  return (handle) => async (record, context) => {
    const claim = await claimed(store, record, context.signal);
    if (claim === undefined) return;
    try {
      await handle(record, context);
    } catch (cause) {
      await store.release(claim, 'failed');
      throw cause;
    }
    if (!(await store.complete(claim))) throw new Error('another run has taken over');
  };
}

async function claimed(
  store: IdempotencyStore,
  { partition, offset }: RawKafkaRecord,
  signal: AbortSignal,
): Promise<RecordClaim | undefined> {
  for (;;) {
    const answer = await store.claim({ key: `${partition}@${offset}`, expiry: Date.now() + CLAIM_TIME });
    if (answer.kind === 'taken') return answer.claim;
    if (answer.kind === 'completed') return undefined;
    await new Promise((resolve) => setTimeout(resolve, 20));
    signal.throwIfAborted();
  }
}
