import { setTimeout } from 'node:timers/promises';
import type { OutcomeKind } from '../../handler-run/handler-run.js';
import type { HandlerError } from '../../handler-run/messages.js';
import type { TopicModel } from '../../model/topic-model.js';
import { eventOfRecords } from '../event-of-records.js';
import type { LetterCounter } from './count-letters.js';
import type { LetterSource, SourcedLetter } from './letter-source.js';
import type { Progress } from './progress.js';
import { redriveCount, withRedriveCount } from './redrive-count.js';
import type { TopicHandlers } from './topic-handlers.js';

/** What became of a letter. */
type RedriveOutcome =
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

interface Redriving {
  readonly topics: readonly TopicModel[];
  readonly handlers: TopicHandlers;
  /** How often a record may be redriven. */
  readonly maxRedrives: number;
  /** Records per second; undefined for no limit. */
  readonly rate: number | undefined;
  /** Ends the run after the record that is being handled. */
  readonly signal: AbortSignal | undefined;
  /** Undefined for a dry run. */
  readonly progress: Progress | undefined;
  readonly counts: LetterCounter;
}

/** Handles the letters of a source one after another, each in an event of its own; gives what became of each. */
export async function* redriveLetters(letters: LetterSource, redriving: Redriving): AsyncGenerator<RedrivenRecord> {
  const { handlers, progress, counts, signal } = redriving;
  const models = new Map(redriving.topics.map((topic) => [topic.topic, topic]));
  const pause = pacer(redriving.rate);
  try {
    for await (const batch of letters)
      for (const letter of batch) {
        const { record } = letter.captured;
        counts.add(letter.captured, models.get(record.topic));
        if (progress === undefined) yield recordOf(letter, 'not-attempted', redriveCount(record));
        else if (progress.isSettled(letter.id)) {
          await letter.remove?.();
          yield recordOf(letter, 'settled-before', redriveCount(record));
        } else if (signal?.aborted === true) {
          await letter.release?.();
          yield recordOf(letter, 'not-attempted', redriveCount(record));
        } else {
          await pause();
          yield await redriveLetter(letter, progress, redriving);
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

async function redriveLetter(
  letter: SourcedLetter,
  progress: Progress,
  { handlers, maxRedrives }: Redriving,
): Promise<RedrivenRecord> {
  const { record } = letter.captured;
  const before = Math.max(redriveCount(record), progress.tries(letter.id));
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
