import { setTimeout } from 'node:timers/promises';
import type { Config } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { handlerSettings } from '../handler-run/handler-settings.js';
import type { OutcomeKind } from '../handler-run/handler-run.js';
import type { HandlerError } from '../handler-run/messages.js';
import { startHandler, type RunningHandler } from '../handler-run/start-handler.js';
import type { TopicModel } from '../model/topic-model.js';
import { eventOfRecords } from '../records/event-of-records.js';
import type { LetterSource, SourcedLetter } from '../records/redrive/letter-source.js';
import type { Progress } from '../records/redrive/progress.js';
import { redriveCount, withRedriveCount } from '../records/redrive/redrive-count.js';
import type { LetterCounter } from './count-letters.js';
import type { RedriveOptions } from './redrive-options.js';

/** What became of a letter. */
export type RedriveOutcome =
  | OutcomeKind
  /** An earlier run has settled it. */
  | 'settled-before'
  /** It was redriven as often as it may be. */
  | 'too-often'
  /** Its topic is not in the config, or its handler cannot be loaded. */
  | 'no-handler'
  /** Of a dry run. */
  | 'not-attempted';

export interface RedrivenRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Why it became a dead letter; undefined for a record that is not one. */
  readonly code: string | undefined;
  /** How often it has been redriven now. */
  readonly redrives: number;
  readonly outcome: RedriveOutcome;
  readonly error: HandlerError | undefined;
  /** Whether it is still to be handled. */
  readonly isLeft: boolean;
}

export interface Redriving {
  readonly config: Config;
  readonly topics: readonly TopicModel[];
  readonly options: RedriveOptions;
  /** Undefined for a dry run. */
  readonly progress: Progress | undefined;
  readonly counts: LetterCounter;
}

/** Handles the letters of a source one after another, each in an event of its own; gives what became of each. */
export async function* redriveLetters(letters: LetterSource, redriving: Redriving): AsyncGenerator<RedrivenRecord> {
  const { options, progress, counts } = redriving;
  const models = new Map(redriving.topics.map((topic) => [topic.topic, topic]));
  const handlers = topicHandlers(redriving);
  const pause = pacer(options.rate);
  try {
    for await (const batch of letters)
      for (const letter of batch) {
        const { record } = letter.captured;
        counts.add(letter.captured, models.get(record.topic));
        if (progress === undefined) yield recordOf(letter, 'not-attempted', redriveCount(record));
        else if (progress.isSettled(letter.id)) {
          await letter.remove?.();
          yield recordOf(letter, 'settled-before', redriveCount(record));
        } else if (options.signal?.aborted === true) {
          await letter.release?.();
          yield recordOf(letter, 'not-attempted', redriveCount(record));
        } else {
          await pause();
          yield await redriveLetter(letter, { ...redriving, progress, handlers });
        }
      }
  } finally {
    await handlers.stop();
  }
}

/** Makes a function that waits for as long as a rate wants. */
function pacer(rate: number | undefined): () => Promise<void> {
  let next = 0;
  return async () => {
    if (rate === undefined || rate === 0) return;
    const now = Date.now();
    if (next > now) await setTimeout(next - now);
    next = Math.max(next, now) + 1000 / rate;
  };
}

interface Handling extends Redriving {
  readonly progress: Progress;
  readonly handlers: TopicHandlers;
}

async function redriveLetter(
  letter: SourcedLetter,
  { options, progress, handlers }: Handling,
): Promise<RedrivenRecord> {
  const { record } = letter.captured;
  const before = Math.max(redriveCount(record), progress.tries(letter.id));
  const { maxRedrives = 3 } = options;
  if (before >= maxRedrives) {
    await letter.release?.();
    return recordOf(letter, 'too-often', before);
  }
  const handler = await handlers.of(record.topic);
  if (handler === undefined) {
    await letter.release?.();
    return { ...recordOf(letter, 'no-handler', before), error: handlers.failureOf(record.topic) };
  }
  const count = before + 1;
  const { outcomes } = await handler.invoke(eventOfRecords([withRedriveCount(record, count)]));
  const { outcome = 'failed', error } = outcomes[0] ?? {};
  // A record that became a dead letter again is where dead letters go, with its count.
  const isSettled = outcome === 'handled' || outcome === 'duplicate' || outcome === 'parked';
  progress.record(letter.id, outcome, isSettled);
  await (isSettled ? letter.remove?.() : letter.release?.());
  return { ...recordOf(letter, outcome, count), error };
}

const DONE: ReadonlySet<RedriveOutcome> = new Set(['handled', 'duplicate', 'settled-before']);

function recordOf(
  { captured: { record, letter } }: SourcedLetter,
  outcome: RedriveOutcome,
  redrives: number,
): RedrivenRecord {
  const { topic, partition, offset } = record;
  return {
    topic,
    partition,
    offset,
    code: letter?.code,
    redrives,
    outcome,
    error: undefined,
    isLeft: !DONE.has(outcome),
  };
}

/** The handlers of topics, each started when its first record comes. */
interface TopicHandlers {
  /** Undefined where there is none that can be run. */
  readonly of: (topic: string) => Promise<RunningHandler | undefined>;
  readonly failureOf: (topic: string) => HandlerError;
  readonly stop: () => Promise<void>;
}

function topicHandlers({ config, options }: Redriving): TopicHandlers {
  const { handler: name, timeout, env = process.env, onOutput = () => undefined } = options;
  const started = new Map<string, RunningHandler>();
  const failures = new Map<string, string>();
  return {
    of: async (topic) => {
      const known = started.get(topic);
      if (known !== undefined || failures.has(topic)) return known;
      const topicConfig = config.topics.find((one) => one.topic === topic);
      if (topicConfig === undefined) {
        failures.set(topic, `the config has no topic ${topic}`);
        return undefined;
      }
      const handler = await startHandler(handlerSettings(topicConfig, config, { handler: name, timeout }), {
        env,
        onOutput,
      });
      if (!handler.ok) {
        failures.set(topic, handler.problems.map(({ message }: Diagnostic) => message).join('; '));
        return undefined;
      }
      started.set(topic, handler.value);
      return handler.value;
    },
    failureOf: (topic) => ({ type: 'NoHandler', message: failures.get(topic) ?? '' }),
    stop: async () => {
      await Promise.all([...started.values()].map((handler) => handler.stop()));
    },
  };
}
