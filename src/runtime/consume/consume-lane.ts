import type { DecodedRecord } from '../kafka/decoded-record.js';
import type { RecordError } from '../kafka/record-error.js';
import type { BatchRun, Consumer } from './consumer.js';
import { countOver } from './count-over.js';
import { handleRecord, handlingError } from './handle-record.js';
import { laneDecoder } from './lane-decoder.js';
import { closeLane, isHandledLate, type Lane } from './lanes.js';
import { settleRecord } from './settle-record.js';
import type { settleUnderClaims } from './settle-under-claim.js';

/**
 * Handles the records of a lane until one fails or the time is up; `lane` says how far it came. Never rejects. It may go
 * on after the answer, with a handler that does not heed the signal, and then begins nothing more.
 */
export async function consumeLane<Key, Value>(
  consumer: Consumer<Key, Value>,
  lane: Lane,
  run: BatchRun,
): Promise<void> {
  const { binding, handlers, options } = consumer;
  const { invocation } = run;
  const { context } = invocation;
  const { records } = lane;
  const decoder = laneDecoder(binding, records);
  const { idempotency, retryWithin, onFailed = 'retry' } = options;
  let next: DecodedRecord<Key, Value> | undefined;
  // What `idempotent` has put there.
  const settling = idempotency?.settling as typeof settleUnderClaims<Key, Value>;
  const decodeNext = (): DecodedRecord<Key, Value> => (next = decoder.decode(lane.over + 1));
  const settle = idempotency === undefined ? settleRecord : settling(idempotency, decodeNext);
  const isDirect = idempotency === undefined && retryWithin === undefined && onFailed === 'retry';
  lane.isRunning = true;
  try {
    for (let raw = records[lane.over]; raw !== undefined; raw = records[++lane.over]) {
      if (invocation.isDraining) return;
      // Nearly always there are none, and then a record costs nothing.
      if (lane.handledLate !== undefined && isHandledLate(lane, raw)) {
        countOver(run, raw, 'duplicates');
        continue;
      }
      let decoded = next ?? decoder.decode(lane.over);
      next = undefined;
      if (decoded.kind === 'invalid')
        decoded = await decoder.decodeSlowly(raw, decoded.error, context);
      if (isDirect && decoded.kind !== 'invalid') {
        try {
          // Whatever it is can be awaited; not awaiting undefined halves the time of a handler that is not async.
          const pending = handleRecord(handlers, decoded, context) as
            PromiseLike<unknown> | undefined;
          if (pending !== undefined) await pending;
        } catch (cause) {
          throw handlingError(raw, cause);
        }
        countOver(run, raw, 'handled');
      } else {
        countOver(run, raw, await settle({ consumer, run, lane, raw, decoded }));
      }
    }
  } catch (error) {
    // A handler may throw anything; what reaches this place are RecordErrors.
    closeLane(lane, error as RecordError, invocation);
  } finally {
    lane.isRunning = false;
  }
}
