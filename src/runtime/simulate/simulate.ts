import type { RecordPosition } from './batch-answer.js';
import { fewestRecords } from './fewest-records.js';
import type { RecordTrace } from './record-trace.js';
import { simulatedTopic, type SimulatedTopic } from './simulated-records.js';
import { positionOf } from './record-places.js';
import type { SimulationJournal } from './simulation-journal.js';
import { reportText, type FewestRecords, type SimulationReport } from './simulation-report.js';
import { runSimulation } from './simulation-run.js';
import type { AnyHandler, StartSimulation } from './simulated-run.js';
import {
  simulationPlan,
  type SimulationPlan,
  type SimulationSettings,
} from './simulation-settings.js';

/** What is simulated: a handler, or what makes one for each run and sandbox. */
export type Simulated = AnyHandler | { readonly start: StartSimulation };

/**
 * Delivers records to a Lambda handler as an event source mapping does, with failures, duplicates, kills and time-outs
 * by chance, until all are over. The report says which records were lost, out of order, duplicated or dead-lettered;
 * `problems` is empty if all is well. A failing run is reduced to the fewest records that show the same.
 *
 * @example
 * const report = await simulate(handler, { records: ordersEvent({ count: 50 }) });
 * expect(report.problems, report.text).toEqual([]);
 */
export async function simulate(
  simulated: Simulated,
  settings: SimulationSettings = {},
): Promise<SimulationReport> {
  const plan = simulationPlan(settings);
  const topic = simulatedTopic(settings, plan);
  const start = typeof simulated === 'function' ? () => () => simulated : simulated.start;
  const journal = await runSimulation(plan, topic, start);
  const searches = journal.problems.length > 0 && (settings.shrink ?? true);
  const fewest = searches ? await reduce(plan, topic, start, journal) : undefined;
  const report = { ...summary(plan, journal), fewest };
  return { ...report, text: reportText(report, !searches || fewest !== undefined) };
}

/** Looks for the fewest records that show the first problem of a run. */
async function reduce(
  plan: SimulationPlan,
  topic: SimulatedTopic,
  start: StartSimulation,
  { problems }: SimulationJournal,
): Promise<FewestRecords | undefined> {
  const kind = problems[0]?.kind;
  const attempt = async (records: SimulatedTopic['records'], narrates: boolean) => {
    const journal = await runSimulation(plan, { ...topic, records }, start, { narrates });
    return { journal, problem: journal.problems.find((problem) => problem.kind === kind) };
  };
  const records = await fewestRecords(
    topic.records,
    async (some) => (await attempt(some, false)).problem !== undefined,
  );
  if (records === undefined) return undefined;
  const { journal, problem } = await attempt(records, true);
  return problem && { records: records.map(positionOf), steps: journal.steps, problem };
}

function summary(
  { seed, probe, mapping }: SimulationPlan,
  { traces, problems, invocations, timedOut, killed }: SimulationJournal,
): Omit<SimulationReport, 'text' | 'fewest'> {
  const placesOf = (wanted: (trace: RecordTrace) => boolean): readonly RecordPosition[] =>
    traces.filter(wanted).map(({ record }) => positionOf(record));
  const withProblem = (kind: 'lost' | 'outOfOrder') =>
    problems.flatMap((problem) => (problem.kind === kind ? (problem.record ?? []) : []));
  return {
    seed,
    records: traces.length,
    invocations,
    timedOut,
    killed,
    lost: withProblem('lost'),
    outOfOrder: withProblem('outOfOrder'),
    duplicated: probe === undefined ? [] : placesOf(({ effects }) => effects.length > 1),
    deadLettered: mapping.destination ? placesOf(({ discarded }) => discarded) : [],
    parked: placesOf(({ reported }) => reported.has('parked')),
    skipped: placesOf(({ reported }) => reported.has('skipped')),
    problems,
  };
}
