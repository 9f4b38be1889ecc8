import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import { thrownReason } from '../kafka/thrown-reason.js';
import { partitionName } from './batch-answer.js';
import { placeOf, placesOf, positionOf } from './record-places.js';
import type { ProbedRecord, ReportedOutcome } from './record-probe.js';
import {
  duplicateExcuse,
  isOver,
  lossReason,
  startTrace,
  type RecordTrace,
} from './record-trace.js';
import type { SimulatedInvocation } from './simulated-invocation.js';
import type { SimulatedRecord } from './simulated-records.js';
import type { SimulationPlan } from './simulation-settings.js';
import type { ProblemKind, SimulationProblem } from './simulation-report.js';

/** All that happens in one run of a simulation, and what of it must not. */
export class SimulationJournal {
  readonly problems: SimulationProblem[] = [];
  readonly traces: readonly RecordTrace[];
  /** What happened in words, if that is wanted. */
  readonly steps: string[] = [];
  invocations = 0;
  timedOut = 0;
  killed = 0;
  /** Faults that were brought about. */
  faults = 0;
  private readonly lanes = new Map<string, { readonly traces: RecordTrace[]; open: number }>();
  private readonly byPlace = new Map<string, RecordTrace>();
  private readonly byRecord = new Map<SimulatedRecord, RecordTrace>();
  private readonly found = new Set<string>();
  /** Keys and values of the records that were handled. */
  private readonly handled = new Set<string>();
  private readonly plan: SimulationPlan;
  private readonly narrates: boolean;

  constructor(plan: SimulationPlan, records: readonly SimulatedRecord[], narrates: boolean) {
    this.plan = plan;
    this.narrates = narrates;
    this.traces = records.map((record) => {
      const lane = this.lanes.get(record.lane) ?? { traces: [], open: 0 };
      this.lanes.set(record.lane, lane);
      const trace = startTrace(record, lane.traces.length);
      lane.traces.push(trace);
      this.byPlace.set(`${partitionName(record)}@${String(record.offset)}`, trace);
      this.byPlace.set(`${String(record.partition)}@${String(record.offset)}`, trace);
      this.byRecord.set(record, trace);
      return trace;
    });
  }

  /** The trace of a record of the simulation. */
  traceOf(record: SimulatedRecord): RecordTrace {
    const trace = this.byRecord.get(record);
    if (trace === undefined) throw new Error('a record of another simulation');
    return trace;
  }

  /** The trace of a record that the probe was given. Throws a RangeError if it is not in the topic. */
  find({ topic, partition, offset }: ProbedRecord): RecordTrace {
    const inTopic = topic === undefined ? '' : `${topic}-`;
    const place = `${inTopic}${String(partition)}@${String(offset)}`;
    const trace = this.byPlace.get(place);
    if (trace === undefined)
      throw new RangeError(`the probe was given ${place}, which is not a record of the simulation`);
    return trace;
  }

  note(text: () => string): void {
    if (this.narrates) this.steps.push(text());
  }

  /** A run of the handler begins: everything ahead in its lane must be over. */
  begin(trace: RecordTrace, invocation: SimulatedInvocation): void {
    trace.attempts += 1;
    trace.running += 1;
    this.note(() => `invocation ${String(invocation.number)} begins ${placeOf(trace.record)}`);
    const lane = this.lanes.get(trace.record.lane);
    if (lane === undefined) return;
    for (let ahead = lane.traces[lane.open]; ahead !== undefined; ahead = lane.traces[lane.open]) {
      // One that was committed unhandled is reported as lost, not for each one behind it.
      if (!this.isDone(ahead) && !ahead.record.poison && !ahead.committed) break;
      lane.open += 1;
    }
    const ahead = lane.traces[lane.open];
    if (ahead === undefined || ahead.index >= trace.index) return;
    const text = `${placeOf(trace.record)} was begun before offset ${String(ahead.record.offset)} was over`;
    this.problem('outOfOrder', invocation, text, trace);
  }

  /** A run has had its effect. */
  effect(trace: RecordTrace, invocation: SimulatedInvocation): void {
    trace.running -= 1;
    trace.failure = undefined;
    const late = invocation.state.phase === 'over';
    trace.effects.push({ invocation, late });
    this.handled.add(contentOf(trace.record.raw));
    const place = placeOf(trace.record);
    this.note(() => `${place} is handled${late ? ', after the end of its invocation' : ''}`);
    if (late && this.plan.forbid.has('late'))
      this.problem(
        'late',
        invocation,
        `${place} was handled after its invocation had ended`,
        trace,
      );
    if (trace.effects.length < 2 || !this.plan.forbid.has('duplicated')) return;
    if (duplicateExcuse(trace) === undefined)
      this.problem('duplicated', invocation, `${place} was handled twice`, trace);
  }

  /** A run has failed without effect. */
  fail(trace: RecordTrace, cause: unknown): void {
    trace.running -= 1;
    trace.failure = thrownReason(cause);
    this.note(() => `${placeOf(trace.record)} fails: ${thrownReason(cause)}`);
  }

  report(trace: RecordTrace, outcome: ReportedOutcome): void {
    trace.reported.add(outcome);
    const words = { skipped: 'skipped', parked: 'sent as a dead letter', duplicate: 'a duplicate' };
    this.note(() => `${placeOf(trace.record)} is reported as ${words[outcome]}`);
  }

  /** Lambda has committed records; with a probe, all of them must be over. */
  commit(records: readonly SimulatedRecord[], invocation: SimulatedInvocation): void {
    if (records.length > 0) this.note(() => `Lambda commits ${placesOf(records)}`);
    for (const record of records) {
      const trace = this.traceOf(record);
      trace.committed = true;
      if (this.plan.probe === undefined) continue;
      if (!this.isDone(trace))
        this.problem('lost', invocation, `${placeOf(record)}: ${lossReason(trace)}`, trace);
    }
  }

  /** Lambda has used up the retries of records. */
  discard(records: readonly SimulatedRecord[], invocation: SimulatedInvocation): void {
    const { destination } = this.plan.mapping;
    if (records.length > 0) {
      const where = destination ? 'sends to the destination' : 'drops';
      this.note(() => `the retries are used up: Lambda ${where} ${placesOf(records)}`);
    }
    for (const record of records) {
      const trace = this.traceOf(record);
      const attempted =
        this.plan.probe === undefined ? trace.valueRead : trace.attempts > 0 || isOver(trace);
      trace.discarded = true;
      const place = placeOf(record);
      if (!destination)
        this.problem('lost', invocation, `${place}: its retries are used up`, trace);
      else if (!attempted && !record.poison) {
        const text = `${place} reached the on-failure destination without having been attempted`;
        this.problem('deadLettered', invocation, text, trace);
      }
    }
  }

  /** Notes a problem, once for each record. */
  problem(
    kind: ProblemKind,
    { number }: Pick<SimulatedInvocation, 'number'>,
    text: string,
    trace?: RecordTrace,
  ): void {
    const place = trace && placeOf(trace.record);
    const identity = `${kind} ${place ?? text}`;
    if (this.found.has(identity)) return;
    this.found.add(identity);
    const record = trace && positionOf(trace.record);
    this.problems.push({ kind, record, invocation: number, text });
  }

  /** Whether a record is over, or reported as handled before and has key and value of one that was. */
  private isDone(trace: RecordTrace): boolean {
    const { record, reported } = trace;
    return isOver(trace) || (reported.has('duplicate') && this.handled.has(contentOf(record.raw)));
  }
}

function contentOf({ key, value }: RawKafkaRecord): string {
  return `${key ?? ''} ${value ?? ''}`;
}
