import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, TopicConfig } from '../config/config.js';
import { openTopic } from './open-topic.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { handlerSettings, type HandlerSettings } from '../handler-run/handler-settings.js';
import type { HandlerRun, RecordOutcome } from '../handler-run/handler-run.js';
import { mappingSettings } from '../handler-run/mapping-settings.js';
import { nextSteps, type NextStep } from '../handler-run/next-steps.js';
import { batchAnswer } from '../handler-run/record-outcomes.js';
import { startHandler } from '../handler-run/start-handler.js';
import { topicNames } from '../model/topic-names.js';
import { inputProblem, RECORDS_AS_JSON } from '../records/input-problem.js';
import { readEvents } from '../records/read-events.js';
import { varyEvents, type EventVariations } from '../records/vary-events.js';
import type { KafkaEvent } from '../runtime/kafka/kafka-event.js';
import type { MappingSettings } from '../runtime/simulate/event-source-mapping.js';
import type { ProjectOptions } from './project-options.js';

export interface InvokeOptions extends ProjectOptions, Partial<EventVariations> {
  /** Events, on-failure payloads, dead letters or records as JSON. Default: the topic's `event.json`. */
  readonly event?: Uint8Array;
  /** A module and its export, `src/app.ts#main`, relative to the config's folder. Default: the topic's `handler.ts`. */
  readonly handler?: string;
  /** The function's time-out in seconds. Default: that of the config, else 60. */
  readonly timeout?: number;
  /** The place of a record in each event, from 1: its handling is made to fail. */
  readonly failAt?: number;
  /** The environment variables of the handler. Default: those of the process. */
  readonly env?: Environment;
  /** Called with what the handler writes to standard output and standard error. */
  readonly onOutput?: (text: string) => void;
  /** Ends the handler when it aborts. */
  readonly signal?: AbortSignal;
}

export interface InvokeResult {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  /** Null where the handler was not started. */
  readonly function: InvokedFunction | null;
  readonly invocations: readonly Invocation[];
  /** Whether Lambda would commit every record. */
  readonly isCommitted: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface InvokedFunction extends Pick<HandlerSettings, 'functionName' | 'memory' | 'timeout'> {
  /** The module, absolute. */
  readonly file: string;
  /** How long it took to load, in milliseconds. */
  readonly loadMilliseconds: number;
  /** The event source mapping that the config describes. */
  readonly mapping: MappingSettings;
}

/** One event, and what became of it. */
export interface Invocation extends Pick<HandlerRun, 'end' | 'isObserved' | 'milliseconds' | 'peakMemory'> {
  /** Whether the same event was delivered before. */
  readonly isDuplicate: boolean;
  /** In the order of the event. */
  readonly records: readonly InvokedRecord[];
  /** What is wrong with the answer, where Lambda does not accept it. */
  readonly answerFault: string | undefined;
}

export interface InvokedRecord extends RecordOutcome {
  /** What Lambda would do with it next. */
  readonly next: NextStep;
}

/** Runs a topic's handler as Lambda would, and says what became of each record and what Lambda would do next. */
export async function invoke(topic: string, options: InvokeOptions = {}): Promise<InvokeResult> {
  const { cwd, config: file, env = process.env, onOutput = () => undefined, signal } = options;
  const opened = await openTopic(topic, { cwd, file });
  if (!opened.ok) return refused(opened.root, opened.problems);
  const { config, found } = opened;
  const events = eventsOf(found, config, options);
  if (!events.ok) return refused(config.root, events.problems);
  const settings = handlerSettings(found, config, options);
  const started = await startHandler(settings, { env, onOutput });
  if (!started.ok) return refused(config.root, started.problems);
  const handler = started.value;
  const stop = (): void => void handler.stop();
  signal?.addEventListener('abort', stop, { once: true });
  const mapping = mappingSettings(found);
  const invocations: Invocation[] = [];
  try {
    for (const { event, isDuplicate } of events.value) {
      if (signal?.aborted === true) break;
      const failAt = options.failAt === undefined ? undefined : Object.values(event.records).flat()[options.failAt - 1];
      const run = await handler.invoke(event, { failAt });
      invocations.push({ ...invocationOf(run, mapping), isDuplicate });
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await handler.stop();
  }
  const { functionName, memory, timeout, file: module } = settings;
  const { loadMilliseconds } = handler;
  return {
    root: config.root,
    function: { functionName, memory, timeout, file: module, loadMilliseconds, mapping },
    invocations,
    isCommitted:
      invocations.length === events.value.length &&
      invocations.every(({ records }) => records.every(({ next }) => next === 'commit')),
    diagnostics: options.failAt === undefined || invocations.every(({ isObserved }) => isObserved) ? [] : [ineffective],
  };
}

const ineffective: Diagnostic = {
  code: 'usage',
  severity: 'warning',
  message: '--fail-at has no effect on a handler that does not use the generated consumer',
};

function refused(root: string | null, diagnostics: readonly Diagnostic[]): InvokeResult {
  return { root, function: null, invocations: [], isCommitted: false, diagnostics };
}

/** The events to deliver: those that are given, or that of the fixture. */
function eventsOf(
  topic: TopicConfig,
  config: Pick<Config, 'root' | 'output'>,
  options: InvokeOptions,
): Result<ReturnType<typeof varyEvents>> {
  const { times = 1, duplicate = false, poison = 0, tombstone = false, shufflePartitions = false, failAt } = options;
  const read = options.event === undefined ? fixtureEvents(topic, config) : givenEvents(options.event);
  if (!read.ok) return read;
  const varied = varyEvents(read.value, { times, duplicate, poison, tombstone, shufflePartitions });
  const most = Math.max(...varied.map(({ event }) => Object.values(event.records).flat().length));
  if (failAt !== undefined && failAt > most)
    return unusable(`there is no record ${failAt}: the largest event has ${most}`);
  return { ok: true, value: varied, warnings: [] };
}

function fixtureEvents(
  { topic, as = topic }: TopicConfig,
  { root, output }: Pick<Config, 'root' | 'output'>,
): Result<readonly KafkaEvent[]> {
  const path = `${output}/${topicNames(as).folder}/event.json`;
  try {
    return givenEvents(readFileSync(join(root, path)));
  } catch {
    return unusable(`there is no ${path}`, 'Run `npx gen-msk-consumer generate`, or pass an event with --event.');
  }
}

function givenEvents(input: Uint8Array): Result<readonly KafkaEvent[]> {
  const read = readEvents(input);
  if (read.kind === 'events') return { ok: true, value: read.events, warnings: [] };
  if (read.kind === 'unusable') return { ok: false, problems: [read.problem] };
  const places = read.ranges.map(({ topic, partition, first, last }) => `${topic}-${partition} ${first} to ${last}`);
  return unusable(`it has no records, only the offsets of some: ${places.join(', ')}`, RECORDS_AS_JSON);
}

function unusable(message: string, help?: string): Extract<Result<never>, { readonly ok: false }> {
  return { ok: false, problems: [inputProblem(message, help)] };
}

function invocationOf(run: HandlerRun, mapping: MappingSettings): Omit<Invocation, 'isDuplicate'> {
  const { end, isObserved, milliseconds, peakMemory, outcomes } = run;
  const answer = batchAnswer(end, outcomes, mapping);
  const stepOf = nextSteps(mapping, outcomes, answer);
  return {
    end,
    isObserved,
    milliseconds,
    peakMemory,
    answerFault: end.kind === 'answered' && answer.kind === 'failure' ? answer.reason : undefined,
    records: outcomes.map((outcome) => ({ ...outcome, next: stepOf(outcome) })),
  };
}
