import { countDuplicate } from './claim-record.js';
import type { BatchRun, Consumer } from './consumer.js';
import { handleRecord } from './handle-record.js';
import { LaneDecoder } from './lane-decoder.js';
import { closeLane, isHandledLate, type Lane } from './lanes.js';
import { RecordError } from '../kafka/record-error.js';
import { recordPlace } from './record-place.js';
import { settleRecord } from './settle-record.js';

/**
 * Handles the records of a lane until one fails or the time is up; `lane` says how far it came. Never rejects. It may go
 * on after the answer, with a handler that does not heed the signal, and then begins nothing more.
 */
export async function consumeLane<Key, Value>(
  consumer: Consumer<Key, Value>,
  lane: Lane,
  run: BatchRun,
): Promise<void> {
  const { handlers } = consumer;
  const { invocation, context, counts, hooks } = run;
  const { records } = lane;
  const decoder = new LaneDecoder(consumer.binding, records);
  const isPlain =
    consumer.idempotency === undefined &&
    consumer.retryWithin === undefined &&
    consumer.onFailed === 'retry';
  const isWatched = hooks.has('onRecord');
  for (let raw = records[lane.over]; raw !== undefined; raw = records[lane.over]) {
    if (invocation.isDraining) return;
    if (isHandledLate(lane, raw)) {
      countDuplicate(run, raw);
      lane.over++;
      continue;
    }
    let decoded = decoder.decode(lane.over);
    lane.isRunning = true;
    try {
      if (decoded.kind === 'invalid')
        decoded = await decoder.decodeSlowly(raw, decoded.error, invocation);
      if (isPlain && decoded.kind !== 'invalid') {
        // Whatever it is can be awaited; not awaiting undefined halves the time of a handler that is not async.
        const pending = handleRecord(handlers, decoded, context) as
          PromiseLike<unknown> | undefined;
        if (pending !== undefined) await pending;
        counts.handled++;
        if (isWatched) hooks.call('onRecord', { ...recordPlace(raw), outcome: 'handled' });
      } else {
        await settleRecord({ consumer, run, lane, raw, decoded }, { wait: true });
      }
    } catch (cause) {
      // Of what `settleRecord` throws, this is the stage of; a handler may throw anything.
      const error =
        isPlain && decoded.kind !== 'invalid'
          ? new RecordError(raw, { stage: 'handle the record', cause })
          : (cause as RecordError);
      closeLane(lane, error, invocation);
      return;
    }
    lane.isRunning = false;
    lane.over++;
  }
}
