import type { Claimed, Idempotency, OpenClaim } from '../idempotency/idempotency.js';
import type { DecodedRecord } from '../kafka/decoded-record.js';
import { RecordError } from '../kafka/record-error.js';
import { claimRecord, completeClaim, requestClaim } from './claim-record.js';
import type { Over } from './consumer.js';
import { isHandledLate } from './lanes.js';
import type { RecordTask } from './record-task.js';
import { settleRecord } from './settle-record.js';

/** Settles a record of a lane when its turn has come. */
export type SettleRecord<Key, Value> = (task: RecordTask<Key, Value>) => Promise<Over>;

/** Decodes the record behind the one whose turn it is. */
export type DecodeNext<Key, Value> = () => DecodedRecord<Key, Value>;

/** Whether a record needs a claim: to fail or skip it has no effect that a second run would repeat. */
export function needsClaim<Key, Value>({ consumer, decoded }: RecordTask<Key, Value>): boolean {
  const { onInvalid = 'fail' } = consumer.options;
  return decoded.kind !== 'invalid' || (onInvalid !== 'fail' && onInvalid !== 'skip');
}

/** Settles a record under the claim that this run has, if it needs one, and completes it. */
export async function settleClaimed<Key, Value>(
  task: RecordTask<Key, Value>,
  open: OpenClaim | undefined,
): Promise<Over> {
  if (open === undefined) return settleRecord(task);
  const over = await runUnder(task, open);
  await completeClaim(task, open);
  return over;
}

/** A claim is given back only when its run has settled: until then, nobody else may handle the record. */
async function runUnder<Key, Value>(task: RecordTask<Key, Value>, open: OpenClaim): Promise<Over> {
  const { invocation } = task.run;
  try {
    // The time may have been up while the store was asked.
    if (invocation.isDraining)
      throw new RecordError(task.raw, {
        stage: 'claim the record',
        cause: invocation.context.signal.reason,
      });
    return await settleRecord(task, open.claim);
  } catch (error) {
    await open.release(invocation.isDraining ? 'handedBack' : 'failed');
    throw error;
  }
}

/**
 * Makes what settles the records of a lane, each between its claim and its completion. While one is completed, the next
 * one is claimed, so that the store costs a record the time of one request. The next one begins only when both are done;
 * if it does not begin, its claim is given back.
 */
export function settleUnderClaims<Key, Value>(
  idempotency: Idempotency,
  decodeNext: DecodeNext<Key, Value>,
): SettleRecord<Key, Value> {
  let ahead: Promise<Claimed | undefined> | undefined;

  const claimAhead = ({ run, lane }: RecordTask<Key, Value>): void => {
    const raw = lane.records[lane.over + 1];
    if (raw === undefined || run.invocation.isDraining || isHandledLate(lane, raw)) return;
    const decoded = decodeNext();
    if (decoded.kind === 'invalid') return;
    // One that is not to be had is asked for again when its turn has come: nobody waits for it while holding a claim.
    const claimed = requestClaim(idempotency, { run, raw, decoded }, { wait: false });
    ahead = claimed.catch(() => undefined);
  };
  const takeAhead = (): typeof ahead => {
    const claimed = ahead;
    ahead = undefined;
    return claimed;
  };
  const giveBack = async (): Promise<void> => {
    const claimed = await takeAhead();
    if (claimed?.kind === 'taken') await claimed.open.release('handedBack');
  };

  return async (task) => {
    if (!needsClaim(task)) return settleRecord(task);
    const { invocation } = task.run;
    const early = await takeAhead();
    if (early?.kind === 'duplicate') return 'duplicates';
    const open =
      early?.kind === 'taken' ? early.open : await claimRecord(idempotency, task, { wait: true });
    if (open === 'duplicate') return 'duplicates';
    const over = await runUnder(task, open);
    claimAhead(task);
    try {
      await completeClaim(task, open);
    } catch (error) {
      await giveBack();
      throw error;
    }
    if (invocation.isDraining) await giveBack();
    return over;
  };
}
