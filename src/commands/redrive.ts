import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kafka } from 'kafkajs';
import type { Config } from '../config/config.js';
import { openConfig } from '../config/load-config.js';
import { counted } from '../diagnostics/counted.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { WriteError } from '../diagnostics/write-error.js';
import { replaceFile } from '../plan/replace-file.js';
import { BrokerError } from '../records/broker/broker-error.js';
import { InputError, inputProblem } from '../records/input-problem.js';
import { countLetters, type LetterCounts } from '../records/redrive/count-letters.js';
import { sourcePlace, type SourcePlace } from '../records/redrive/letter-source.js';
import { openLetters } from '../records/redrive/open-letters.js';
import { openProgress } from '../records/redrive/progress.js';
import { redriveLetters, type RedrivenRecord } from '../records/redrive/redrive-letters.js';
import { topicHandlers } from '../records/redrive/topic-handlers.js';
import { openKafka } from './open-kafka.js';
import { openTopics } from './open-topics.js';
import type { RedriveOptions } from './redrive-options.js';

export interface RedriveResult {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  readonly dryRun: boolean;
  /** The letters of the source, by reason and by schema. */
  readonly counts: LetterCounts;
  /** In the order in which they were handled; of a dry run, as they would be. */
  readonly records: readonly RedrivenRecord[];
  /** The file of progress, absolute; null of a dry run. */
  readonly progress: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts dead letters through the handler of their topic again. */
export async function redrive(source: string, options: RedriveOptions = {}): Promise<RedriveResult> {
  const { cwd = process.cwd(), config: file, env = process.env, dryRun = false, offsets } = options;
  const opened = await openTopics({ cwd, file, env, needs: [] });
  if (!opened.ok) return failed(opened.root, opened.problems);
  const { config, topics } = opened;
  const { root } = config;
  const place = sourcePlace(source, (path) => existsSync(resolve(cwd, path)));
  if (place.kind === 'path' && !existsSync(resolve(cwd, place.path)))
    return failed(root, [inputProblem(`there is no file or folder ${source}`, SOURCES)]);
  const progressFile = resolve(cwd, options.progress ?? defaultProgress(config, source));
  const records: RedrivenRecord[] = [];
  const counts = countLetters();
  const { handler, timeout, onOutput = () => undefined, maxRedrives = 3, rate, signal } = options;
  try {
    const letters = openLetters(place, { root, cwd, dryRun, offsets, openKafka: () => openedKafka(options) });
    if (!dryRun && options.progress === undefined) replaceFile(join(root, FOLDER, '.gitignore'), '*\n');
    const progress = dryRun ? undefined : openProgress(progressFile, { restart: options.restart === true });
    const handlers = topicHandlers(config, { handler, timeout }, { env, onOutput });
    const redriving = { topics, handlers, maxRedrives, rate, signal, progress, counts };
    for await (const record of redriveLetters(letters, redriving)) records.push(record);
  } catch (error) {
    const problem = problemOf(error, root);
    if (problem === undefined) throw error;
    return { ...failed(root, [asGuessed(place, problem)]), counts: counts.all(), records };
  }
  const left = records.filter(({ isLeft }) => isLeft).length;
  return {
    root,
    dryRun,
    counts: counts.all(),
    records,
    progress: dryRun ? null : progressFile,
    diagnostics:
      left === 0 || dryRun
        ? []
        : [{ code: 'records-left', severity: 'error', message: `${counted(left, 'record')} left` }],
  };
}

const SOURCES = 'Pass a file, a folder, s3://bucket/prefix, the URL of an SQS queue, or a Kafka topic.';

/** A misspelled file is taken as a topic: the message has both readings. */
function asGuessed(place: SourcePlace, problem: Diagnostic): Diagnostic {
  if (place.kind !== 'topic' || !place.isGuess) return problem;
  const message = `there is no file or folder ${place.topic}; as a Kafka topic: ${problem.message}`;
  return { ...problem, message };
}

/** Where progress is kept unless a file is named; git ignores it. */
const FOLDER = '.gen-msk-redrive';

/** The same for the same source: a run after one that was killed goes on where that one ended. */
function defaultProgress({ root }: Config, source: string): string {
  const name = createHash('sha256').update(source).digest('hex').slice(0, 12);
  return join(root, FOLDER, `${name}.jsonl`);
}

/** The brokers of the config, whose variables are needed from now on. It only reads. */
async function openedKafka({ cwd, config: file, brokers = {}, env = process.env }: RedriveOptions): Promise<Kafka> {
  const config = await openConfig({ cwd, file, env, needs: ['kafka'] });
  if (!config.ok) throw new SourceProblem(config.problems);
  const kafka = await openKafka({ config: config.config, flags: brokers, env, allowRemote: true });
  if (kafka.ok) return kafka.value;
  throw new SourceProblem(kafka.problems);
}

/** What keeps a source from being read. */
class SourceProblem extends Error {
  override readonly name = 'SourceProblem';
  readonly problems: readonly Diagnostic[];

  constructor(problems: readonly Diagnostic[]) {
    super(problems.map(({ message }) => message).join('; '));
    this.problems = problems;
  }
}

/** Undefined for a bug. */
function problemOf(error: unknown, root: string): Diagnostic | undefined {
  if (error instanceof WriteError) return error.diagnostic(root);
  if (error instanceof BrokerError || error instanceof InputError) return error.diagnostic();
  return error instanceof SourceProblem ? error.problems[0] : undefined;
}

function failed(root: string | null, diagnostics: readonly Diagnostic[]): RedriveResult {
  return {
    root,
    dryRun: false,
    counts: { letters: 0, reasons: [], schemas: [] },
    records: [],
    progress: null,
    diagnostics,
  };
}
