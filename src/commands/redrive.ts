import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kafka } from 'kafkajs';
import type { Config } from '../config/config.js';
import { openConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { counted } from '../diagnostics/counted.js';
import { BrokerError } from '../records/broker/broker-error.js';
import { readTopic } from '../records/broker/read-topic.js';
import { replaceFile } from '../plan/replace-file.js';
import { inputProblem } from '../records/input-problem.js';
import { sourcePlace, type LetterSource, type SourcePlace } from '../records/redrive/letter-source.js';
import type { ReadRange } from '../records/redrive/letters-of.js';
import { pathSource } from '../records/redrive/path-source.js';
import { openProgress } from '../records/redrive/progress.js';
import { s3Source } from '../records/redrive/s3-source.js';
import { sqsSource } from '../records/redrive/sqs-source.js';
import { topicSource } from '../records/redrive/topic-source.js';
import { countLetters, type LetterCounts } from './count-letters.js';
import { openKafka } from './open-kafka.js';
import { readTopics } from './read-topics.js';
import type { RedriveOptions } from './redrive-options.js';
import { redriveLetters, type RedrivenRecord } from './redrive-letters.js';

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
  const { cwd = process.cwd(), config: file, env = process.env, dryRun = false } = options;
  const opened = await openConfig({ cwd, env, needs: ['kafka'], ...(file === undefined ? {} : { file }) });
  if (!opened.ok) return failed(opened.root, opened.problems);
  const { config } = opened;
  const place = sourcePlace(source, (path) => existsSync(resolve(cwd, path)));
  if (place.kind === 'path' && !existsSync(resolve(cwd, place.path)))
    return failed(config.root, [inputProblem(`there is no file or folder ${source}`)]);
  const progressFile = resolve(cwd, options.progress ?? defaultProgress(config, source));
  const topics = await readTopics(config);
  if (!topics.ok) return failed(config.root, topics.problems);
  const records: RedrivenRecord[] = [];
  const counts = countLetters();
  try {
    const letters = openSource(place, { config, cwd, options });
    if (!dryRun && options.progress === undefined) replaceFile(join(config.root, FOLDER, '.gitignore'), '*\n');
    const progress = dryRun ? undefined : openProgress(progressFile, { restart: options.restart === true });
    const redriving = { config, topics: topics.value, options, progress, counts };
    for await (const record of redriveLetters(letters, redriving)) records.push(record);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { ...failed(config.root, [problem]), counts: counts.all(), records };
  }
  const left = records.filter(({ isLeft }) => isLeft).length;
  return {
    root: config.root,
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

/** Where progress is kept unless a file is named; git ignores it. */
const FOLDER = '.gen-msk-redrive';

/** The same for the same source: a run after one that was killed goes on where that one ended. */
function defaultProgress({ root }: Config, source: string): string {
  const name = createHash('sha256').update(source).digest('hex').slice(0, 12);
  return join(root, FOLDER, `${name}.jsonl`);
}

interface Opening {
  readonly config: Config;
  readonly cwd: string;
  readonly options: RedriveOptions;
}

function openSource(place: SourcePlace, { config, cwd, options }: Opening): LetterSource {
  let client: Promise<Kafka> | undefined;
  const kafka = (): Promise<Kafka> => (client ??= openedKafka(config, options));
  const readRange: ReadRange = async (range) => readTopic(await kafka(), range.topic, [range]);
  switch (place.kind) {
    case 'path':
      return pathSource(resolve(cwd, place.path), readRange);
    case 's3':
      return s3Source(place, config.root, readRange);
    case 'sqs':
      return sqsSource({ url: place.url, peeks: options.dryRun === true }, config.root, readRange);
    case 'topic':
      return fromTopic(kafka, place.topic, { options, readRange });
  }
}

async function* fromTopic(
  kafka: () => Promise<Kafka>,
  topic: string,
  { options, readRange }: { readonly options: RedriveOptions; readonly readRange: ReadRange },
): LetterSource {
  const offsets = options.offsets?.map((range) => ({ topic, ...range }));
  yield* topicSource(await kafka(), topic, { offsets, readRange });
}

/** It only reads. */
async function openedKafka(config: Config, { brokers = {}, env = process.env }: RedriveOptions): Promise<Kafka> {
  const opened = await openKafka({ config, flags: brokers, env, allowRemote: true });
  if (opened.ok) return opened.value;
  throw new SourceProblem(opened.problems);
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
function problemOf(error: unknown): Diagnostic | undefined {
  if (error instanceof BrokerError) return error.diagnostic();
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
