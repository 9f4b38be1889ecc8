import { thrownReason } from '../kafka/thrown-reason.js';
import { partitionName, readBatchAnswer, type BatchAnswer } from './batch-answer.js';
import { deliveredEvent } from './delivered-event.js';
import { simulatedContext } from './simulated-context.js';
import { KILLED, startInvocation, type SimulatedInvocation } from './simulated-invocation.js';
import type { SimulatedRecord } from './simulated-records.js';
import { LATE } from './simulation-clock.js';
import { placeOf, placesOf } from './record-places.js';
import type { AnyHandler, SimulatedRun } from './simulated-run.js';

export interface Delivery {
  readonly invocation: SimulatedInvocation;
  readonly answer: BatchAnswer;
  /** Whether the next batch needs another sandbox: this one was killed or is still busy. */
  readonly sandboxGone: boolean;
}

/** Invokes a handler with a batch. */
export async function deliverBatch(
  run: SimulatedRun,
  batch: readonly SimulatedRecord[],
  handler: AnyHandler,
): Promise<Delivery> {
  const { plan, journal, faults } = run;
  const traces = batch.map((record) => journal.traceOf(record));
  for (const trace of traces) trace.deliveries += 1;
  const struck = traces.find(({ record, deliveries }) => faults.crash(record.id, deliveries));
  const stage = struck && faults.crash(struck.record.id, struck.deliveries);
  journal.invocations += 1;
  const invocation = startInvocation({
    number: journal.invocations,
    deadline: plan.clock.now() + plan.timeout,
    crash: struck && stage && { id: struck.record.id, stage },
  });
  journal.note(() => `Lambda delivers ${placesOf(batch)}: invocation ${String(invocation.number)}`);
  const event = deliveredEvent(run.envelope, traces);
  const answered = invoke(run, invocation, batch, () =>
    // The types are the handler's own: it is given what Lambda gives it.
    handler(event as never, simulatedContext(invocation, plan.clock) as never, undefined as never),
  );
  if (traces.some(({ record, deliveries }) => faults.overlaps(record.id, deliveries))) {
    journal.faults += 1;
    journal.note(
      () => `Lambda loses sight of invocation ${String(invocation.number)} and will deliver again`,
    );
    run.unheard.push(answered);
    return { invocation, answer: { kind: 'unheard' }, sandboxGone: true };
  }
  const answer = await answered;
  if (invocation.state.phase === 'killed') return { invocation, answer, sandboxGone: true };
  if (answer.kind === 'partial') findGaps(run, invocation, batch, answer.failures);
  const lost = traces.some(({ record, deliveries }) => faults.losesCommit(record.id, deliveries));
  if (!lost) return { invocation, answer, sandboxGone: false };
  journal.faults += 1;
  journal.note(() => 'the commit is lost: Lambda will deliver again');
  return { invocation, answer: { kind: 'unheard' }, sandboxGone: false };
}

/** Calls the handler and waits for what Lambda would take as the outcome. */
async function invoke(
  run: SimulatedRun,
  invocation: SimulatedInvocation,
  batch: readonly SimulatedRecord[],
  call: () => unknown,
): Promise<BatchAnswer> {
  const { plan, journal } = run;
  const handled = run
    .enter(
      invocation,
      () =>
        new Promise((resolve) => {
          resolve(call());
        }),
    )
    .then(
      (returned) => readBatchAnswer(returned, batch, plan.mapping),
      (cause: unknown): BatchAnswer => ({
        kind: 'failure',
        reason: `it throws ${thrownReason(cause)}`,
      }),
    );
  const outcome = await plan.clock.within(plan.timeout, Promise.race([handled, invocation.killed]));
  // What was to be killed at a record that was not begun, or without a probe, is killed at its end.
  if (outcome === KILLED || invocation.crash !== undefined) {
    invocation.kill();
    journal.killed += 1;
    journal.faults += 1;
    if (outcome !== KILLED)
      journal.note(
        () =>
          `the sandbox of invocation ${String(invocation.number)} is killed before its answer arrives`,
      );
    return { kind: 'failure', reason: 'the sandbox was killed' };
  }
  invocation.state.phase = 'over';
  if (outcome === LATE) {
    journal.timedOut += 1;
    journal.note(() => `invocation ${String(invocation.number)} times out`);
    if (plan.forbid.has('timedOut'))
      journal.problem('timedOut', invocation, `no answer within ${String(plan.timeout)} ms`);
    return { kind: 'failure', reason: `it timed out after ${String(plan.timeout)} ms` };
  }
  journal.note(() => `invocation ${String(invocation.number)} ${answerText(outcome)}`);
  return outcome;
}

/**
 * Without a probe, the gaps of an answer show what happened: where only the named records come again, one that is not
 * named behind one that is was handled before it or is lost.
 */
function findGaps(
  { plan, journal }: SimulatedRun,
  invocation: SimulatedInvocation,
  batch: readonly SimulatedRecord[],
  failures: readonly { readonly topic: string }[],
): void {
  if (plan.probe !== undefined || plan.mapping.replay !== 'named') return;
  const named = new Set<unknown>(failures);
  const open = new Set<string>();
  for (const record of batch) {
    if (named.has(record)) open.add(record.lane);
    else if (open.has(record.lane)) {
      const trace = journal.traceOf(record);
      if (!trace.valueRead) continue;
      const text = `${placeOf(record)} counts as handled, one ahead of it in ${partitionName(record)} does not`;
      journal.problem('outOfOrder', invocation, text, trace);
    }
  }
}

function answerText(answer: BatchAnswer): string {
  switch (answer.kind) {
    case 'success':
    case 'unheard':
      return 'answers success';
    case 'partial':
      return `names ${placesOf(answer.failures)} as failed`;
    case 'failure':
      return `fails: ${answer.reason}`;
  }
}
