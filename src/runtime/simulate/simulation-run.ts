import { AsyncLocalStorage } from 'node:async_hooks';
import type { BatchAnswer } from './batch-answer.js';
import { deliverBatch } from './deliver-batch.js';
import { next, nextBatch, startMapping, type MappingState } from './event-source-mapping.js';
import { observeWork } from './observe-work.js';
import { chance } from './simulated-chance.js';
import { simulatedFaults } from './simulated-faults.js';
import type { SimulatedInvocation } from './simulated-invocation.js';
import type { SimulatedRecord, SimulatedTopic } from './simulated-records.js';
import type { NewSandbox, SimulatedRun, StartSimulation } from './simulated-run.js';
import { placeOf, placesOf } from './record-places.js';
import { SimulationJournal } from './simulation-journal.js';
import type { SimulationPlan } from './simulation-settings.js';

/**
 * Invocations in a row in which nothing is committed and no fault happens, before a run counts as stuck. Some are right:
 * those that wait for a claim to expire. A time-out never is, and takes long, so it counts more.
 */
const PATIENCE = 50;
const TIMED_OUT = 15;

/** Delivers the records of a topic until all are over, or nothing moves on. */
export async function runSimulation(
  plan: SimulationPlan,
  { envelope, records }: SimulatedTopic,
  start: StartSimulation,
  { narrates = false }: { readonly narrates?: boolean } = {},
): Promise<SimulationJournal> {
  const journal = new SimulationJournal(plan, records, narrates);
  const current = new AsyncLocalStorage<SimulatedInvocation>();
  const run: SimulatedRun = {
    plan,
    envelope,
    journal,
    faults: simulatedFaults(plan),
    // Only a probe asks, and to keep track costs time for each promise.
    enter: (invocation, call) =>
      plan.probe === undefined ? call() : current.run(invocation, call),
    invocation: () => current.getStore(),
    unheard: [],
  };
  return plan.clock.during(async () => {
    const newSandbox = await start();
    plan.probe?.observe(observeWork(run));
    try {
      await deliverAll(run, records, newSandbox);
      await plan.clock.within(plan.timeout * 2, Promise.all(run.unheard));
    } finally {
      plan.probe?.observe(undefined);
    }
    if (plan.probe === undefined) findUnread(journal);
    return journal;
  });
}

async function deliverAll(
  run: SimulatedRun,
  records: readonly SimulatedRecord[],
  newSandbox: NewSandbox,
): Promise<void> {
  const { plan, journal } = run;
  let mapping = startMapping(plan.mapping, records);
  let sandbox = newSandbox();
  let idle = { invocations: 0, weight: 0 };
  let [faults, timedOut] = [0, 0];
  for (let batch = cut(run, mapping); batch.length > 0; batch = cut(run, mapping)) {
    const { answer, invocation, sandboxGone } = await deliverBatch(run, batch, sandbox);
    if (sandboxGone) sandbox = newSandbox();
    mapping = next(mapping, batch, answer);
    journal.commit(mapping.committed, invocation);
    journal.discard(mapping.discarded, invocation);
    const moved = mapping.committed.length + mapping.discarded.length > 0;
    const weight = journal.timedOut > timedOut ? TIMED_OUT : 1;
    idle =
      moved || journal.faults > faults
        ? { invocations: 0, weight: 0 }
        : { invocations: idle.invocations + 1, weight: idle.weight + weight };
    ({ faults, timedOut } = journal);
    if (idle.weight < PATIENCE) continue;
    journal.problem('stuck', invocation, stuckText(batch, answer, idle.invocations));
    return;
  }
}

/** The next batch: complete or, as polls go, smaller. */
function cut(
  { plan, journal }: SimulatedRun,
  mapping: MappingState<SimulatedRecord>,
): readonly SimulatedRecord[] {
  const { batchSize } = plan.mapping;
  const size = chance(plan.seed, 'cut', journal.invocations) * 2 * batchSize;
  return nextBatch(mapping, Math.min(Math.floor(size) + 1, batchSize));
}

function stuckText(batch: readonly SimulatedRecord[], answer: BatchAnswer, times: number): string {
  const outcome =
    answer.kind === 'failure'
      ? answer.reason
      : answer.kind === 'partial'
        ? `its answer names ${placesOf(answer.failures)}`
        : 'its answer is not committed';
  return `${placesOf(batch)} came ${String(times)} times without a fault of the simulation, and nothing was committed: ${outcome}`;
}

/** Without a probe, a record counts as handled if it was read: its value or, where no value is ever read, its key. */
function findUnread(journal: SimulationJournal): void {
  const readsValues = journal.traces.some(({ valueRead }) => valueRead);
  for (const trace of journal.traces) {
    const read = readsValues ? trace.valueRead : trace.keyRead;
    if (read || !trace.committed) continue;
    const text = `${placeOf(trace.record)}: it was committed, and its value was never read`;
    journal.problem('lost', { number: journal.invocations }, text, trace);
  }
}
