import type { ConsumeOptions } from '../runtime/consume/consume-options.js';
import type { ConsumerHooks } from '../runtime/consume/hooks.js';
import type { BatchHandler, HandleBatch } from '../runtime/consume/in-batches.js';
import type { consumeRecords } from '../runtime/consume/consume-records.js';
import type { handleRecord } from '../runtime/consume/handle-record.js';
import type { RecordError } from '../runtime/kafka/record-error.js';
import { combineHooks } from '../runtime/observe/combine-hooks.js';
import type { RecordPosition } from '../runtime/simulate/batch-answer.js';
import { positionOf } from '../runtime/simulate/record-places.js';
import { describeError } from './describe-error.js';
import type { RecordChange } from './messages.js';
import type { ObservedName } from './observed-runtime.js';

type Consume = typeof consumeRecords<unknown, unknown>;
type Handle = typeof handleRecord<unknown, unknown>;
type Batches = (handle: HandleBatch<unknown, unknown>) => BatchHandler<unknown, unknown>;

/** What stands in for the functions of the generated runtime; each is given the original one first. */
interface Observer extends Readonly<Record<ObservedName, unknown>> {
  readonly consumeRecords: (original: Consume, ...given: Parameters<Consume>) => ReturnType<Consume>;
  readonly handleRecord: (original: Handle, ...given: Parameters<Handle>) => unknown;
  readonly inBatches: (original: Batches, ...given: Parameters<Batches>) => ReturnType<Batches>;
}

/** What an observer works for. */
interface Observed {
  /** Called when a generated consumer gets an event. */
  readonly onEvent: () => void;
  readonly onRecord: (record: RecordPosition, change: RecordChange) => void;
  /** Whether the handling of this record is to fail. */
  readonly fails: (record: RecordPosition) => boolean;
}

/** Makes the observer of a process. */
export function makeObserver(observed: Observed): Observer {
  const begin = (record: RecordPosition): void => {
    observed.onRecord(positionOf(record), { kind: 'begun' });
    if (observed.fails(record)) throw new Error('it was made to fail by --fail-at');
  };
  return {
    consumeRecords(original, binding, handler, options = {}) {
      const handle = original(binding, handler, withHooks(options, observed));
      // Which of the two kinds it is, the options say.
      return ((event, lambda) => {
        observed.onEvent();
        return handle(event, lambda);
      }) as ReturnType<Consume>;
    },
    handleRecord(original, handlers, decoded, context) {
      begin(decoded.record);
      return original(handlers, decoded, context);
    },
    inBatches: (original, handle) =>
      original((records, context) => {
        records.forEach(begin);
        return handle(records, context);
      }),
  };
}

function withHooks(options: ConsumeOptions, { onRecord }: Observed): ConsumeOptions {
  const failure = (error: RecordError): RecordChange => ({
    kind: 'failed',
    error: describeError(error.cause),
    stage: error.stage,
    schemaId: error.schemaId,
  });
  const hooks: ConsumerHooks = {
    onRecord: (record) => onRecord(positionOf(record), { kind: record.outcome }),
    onDuplicate: (record) => onRecord(positionOf(record), { kind: 'duplicate' }),
    onSkipped: (error) => onRecord(positionOf(error), { kind: 'skipped', error: describeError(error.cause) }),
    onError: (error) => onRecord(positionOf(error), failure(error)),
    onHandBack: (record) => onRecord(positionOf(record), { kind: 'handed-back', reason: record.reason }),
  };
  const { onInvalid } = options;
  return {
    ...options,
    ...combineHooks(hooks, options),
    ...(typeof onInvalid === 'function' && {
      onInvalid(error, record) {
        onRecord(positionOf(record), { kind: 'undecodable', error: describeError(error.cause) });
        return onInvalid(error, record);
      },
    }),
  };
}
