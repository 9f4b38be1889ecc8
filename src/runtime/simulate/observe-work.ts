import type { ProbedRecord, ProbeObserver } from './record-probe.js';
import type { RecordTrace } from './record-trace.js';
import { chance } from './simulated-chance.js';
import { never, type SimulatedInvocation } from './simulated-invocation.js';
import type { SimulatedRun } from './simulated-run.js';

/** What a simulation makes a run fail with. */
export class SimulatedFailure extends Error {
  override readonly name = 'SimulatedFailure';

  constructor() {
    super('the simulation makes this run fail');
  }
}

/** Notes what a probe sees, and brings about the faults that happen inside the handler. */
export function observeWork(run: SimulatedRun): ProbeObserver {
  const { plan, journal, faults } = run;

  const freezeIfKilled = async (invocation: SimulatedInvocation): Promise<void> => {
    if (invocation.state.phase === 'killed') await never();
  };

  const crash = async (
    trace: RecordTrace,
    invocation: SimulatedInvocation,
    stage: 'before' | 'after',
  ): Promise<void> => {
    const { crash: planned, state } = invocation;
    if (planned?.id !== trace.record.id || planned.stage !== stage || state.phase !== 'running')
      return;
    journal.note(() => `the sandbox is killed ${stage} the record has an effect`);
    invocation.kill();
    await never();
  };

  /** Waits until the invocation is over and then some, or until the signal aborts. */
  const hang = async (
    trace: RecordTrace,
    invocation: SimulatedInvocation,
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    const draw = (purpose: string) => chance(plan.seed, purpose, trace.record.id, trace.attempts);
    const over = invocation.deadline - plan.clock.now() + plan.timeout * draw('wakes');
    const heeds = signal !== undefined && draw('heeds') < 0.5;
    journal.note(
      () => `the run ${heeds ? 'goes on until the signal aborts' : 'outlives its time'}`,
    );
    if (!heeds) return plan.clock.sleep(over);
    await Promise.race([plan.clock.sleep(over), aborted(signal)]);
    signal.throwIfAborted();
  };

  /** What happens before a run has an effect. */
  const meetFaults = async (
    trace: RecordTrace,
    invocation: SimulatedInvocation,
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    const { record, attempts } = trace;
    if (plan.latency > 0)
      await plan.clock.sleep(2 * plan.latency * chance(plan.seed, 'latency', record.id));
    await crash(trace, invocation, 'before');
    const fault = faults.run(record.id, attempts);
    if (fault === undefined) return;
    journal.faults += 1;
    if (fault === 'fails') throw new SimulatedFailure();
    await hang(trace, invocation, signal);
  };

  return {
    async work<T>(place: ProbedRecord, handle: () => T, signal?: AbortSignal): Promise<Awaited<T>> {
      const invocation = run.invocation();
      if (invocation === undefined) return await handle();
      await freezeIfKilled(invocation);
      const trace = journal.find(place);
      journal.begin(trace, invocation);
      try {
        await meetFaults(trace, invocation, signal);
        await freezeIfKilled(invocation);
        const result = await handle();
        journal.effect(trace, invocation);
        await crash(trace, invocation, 'after');
        await freezeIfKilled(invocation);
        return result;
      } catch (cause) {
        journal.fail(trace, cause);
        throw cause;
      }
    },
    report: (place, outcome) => {
      journal.report(journal.find(place), outcome);
    },
    completedTwice(key) {
      const text = `two claims of ${key} completed; the first was superseded`;
      journal.problem('completedTwice', { number: journal.invocations }, text);
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
}
