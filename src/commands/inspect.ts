import type { Config } from '../config/config.js';
import { filterTopics } from '../config/filter-topics.js';
import { withPosition } from '../config/config-source.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { PartModel, TopicModel } from '../model/topic-model.js';
import type { Captured, CapturedRecord, InputEncoding, OffsetRange } from '../records/captured.js';
import { fetchedVersion } from '../records/fetched-version.js';
import { inputProblem, noRecords } from '../records/input-problem.js';
import { inspectBytes, inspectRecord, type InspectedRecord, type InspectWorld } from '../records/inspect-record.js';
import { readInput } from '../records/read-input.js';
import { readPart } from '../records/read-part.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { metadataSchemaId } from '../runtime/kafka/record-schema-id.js';
import { openSnapshot } from '../sources/snapshot.js';
import { versionPath } from '../sources/snapshot-subject.js';
import { openTopics } from './open-topics.js';
import type { TopicsOptions } from './project-options.js';

export interface InspectOptions extends TopicsOptions {
  /** What was captured: events, on-failure payloads, dead letters, or one value in base64, hex, JSON or as bytes. */
  readonly input: Uint8Array;
  /** How the bytes of a single value are given. Default: a guess. */
  readonly encoding?: InputEncoding;
  /** Which part of a record a single value is. Default: `value`. */
  readonly part?: 'key' | 'value';
  /** Whether to fetch schemas of unknown ids from the registry. Default: false. */
  readonly registry?: boolean;
  /** Stands in for `${NAME}` in `registry`. Default: that of the process. */
  readonly env?: Environment;
}

/** What `inspect` answers with. */
export interface InspectResult {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  /** In the order of the input. */
  readonly records: readonly InspectedRecord[];
  /** Where records are of which the input holds only the offsets. */
  readonly ranges: readonly OffsetRange[];
  /** Of severity `error` for each record that cannot be read, and where the input or the config is wrong. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads captured records field by field with the schemas of the config, and says where and why broken ones break. */
export async function inspect(options: InspectOptions): Promise<InspectResult> {
  const { cwd, config: file, env = process.env } = options;
  const opened = await openTopics({ cwd, file, env });
  if (!opened.ok) return failed(opened.root, opened.problems);
  const { config, source, topics } = opened;
  const chosen = filterTopics(config, options.topics);
  if (!chosen.ok)
    return failed(
      config.root,
      chosen.problems.map((problem) => withPosition(source, problem)),
    );
  const names = new Set(chosen.value.topics.map(({ topic }) => topic));
  const inspection: Inspection = {
    topics: topics.filter(({ topic }) => names.has(topic)),
    isTopicNamed: options.topics !== undefined,
    fetch: options.registry === true,
    world: { topics, rulesOf: rulesOf(config) },
  };
  const input = Buffer.from(options.input);
  if (input.length === 0) return failed(config.root, [inputProblem('the input is empty')]);
  const { captured, faults } = readInput(input, options.encoding);
  const unread = faults.length > 0 ? [noRecords(faults)] : [];
  if (captured.kind === 'ranges') return { ...failed(config.root, unread), ranges: captured.ranges };
  if (captured.kind === 'records' && captured.records.length === 0) return failed(config.root, [noRecords(faults)]);
  const found =
    captured.kind === 'records'
      ? await inspectRecords(captured.records, inspection)
      : await inspectValue(captured, options.part ?? 'value', inspection);
  if (!found.ok) return failed(config.root, found.problems);
  const diagnostics = [...unread, ...found.value.flatMap(faultsOf)];
  return { root: config.root, records: found.value, ranges: [], diagnostics };
}

interface Inspection {
  /** Those that the input may belong to. */
  readonly topics: readonly TopicModel[];
  readonly isTopicNamed: boolean;
  /** Whether unknown schemas are fetched. */
  readonly fetch: boolean;
  readonly world: InspectWorld;
}

async function inspectRecords(
  records: readonly CapturedRecord[],
  inspection: Inspection,
): Promise<Result<readonly InspectedRecord[]>> {
  const found: InspectedRecord[] = [];
  const others = new Set<string>();
  for (const captured of records) {
    const name = captured.record.topic;
    const [only] = inspection.topics;
    const isForced = inspection.isTopicNamed && inspection.topics.length === 1;
    const topic = inspection.topics.find((one) => one.topic === name) ?? (isForced ? only : undefined);
    if (topic === undefined) others.add(name);
    else {
      const extended = await withFetched(topic, captured.record, inspection);
      found.push(inspectRecord(captured, extended, inspection.world));
    }
  }
  if (found.length > 0) return { ok: true, value: found, warnings: [] };
  const known = inspection.topics.map(({ topic }) => topic).join(', ');
  return {
    ok: false,
    problems: [
      inputProblem(
        `the records are of ${[...others].join(', ')}, and the config has the topics ${known}`,
        'Name the topic whose schemas read them with --topic.',
      ),
    ],
  };
}

async function inspectValue(
  { bytes, encoding }: Extract<Captured, { readonly kind: 'bytes' }>,
  part: 'key' | 'value',
  { topics, fetch, world }: Inspection,
): Promise<Result<readonly InspectedRecord[]>> {
  const inspected: InspectedRecord[] = [];
  for (const topic of topics) {
    const model = fetch ? await withFetchedPart(topic[part], bytes, undefined) : topic[part];
    const read = inspectBytes(model, bytes, world);
    const of = { topic: topic.topic, partition: undefined, offset: undefined, deadLetter: undefined };
    inspected.push({ ...of, key: undefined, value: undefined, [part]: read });
  }
  const guessed = guessTopic(inspected, part);
  if (guessed.length === 1) return { ok: true, value: guessed, warnings: [] };
  const names = guessed.map(({ topic }) => topic).join(', ');
  const subject = encoding === 'json' ? 'there are no records in it, and as a value it' : 'the value';
  return {
    ok: false,
    problems: [inputProblem(`${subject} may be of any of the topics ${names}`, 'Name the topic with --topic.')],
  };
}

/** A single value belongs to the topic that reads it, else to the one that knows the id in its frame, else to any. */
function guessTopic(inspected: readonly InspectedRecord[], part: 'key' | 'value'): readonly InspectedRecord[] {
  const hasSchema = inspected.filter((record) => record[part]?.framing !== undefined);
  const candidates = hasSchema.length > 0 ? hasSchema : inspected;
  const reading = candidates.filter((record) => record[part]?.state === 'read');
  if (reading.length > 0) return reading;
  const knowing = candidates.filter(
    (record) => record[part]?.schemaFile !== undefined && record[part].payloadStart > 0,
  );
  return knowing.length > 0 ? knowing : candidates;
}

/** The topic with the versions of a record's ids that it does not know, where they are fetched. */
async function withFetched(topic: TopicModel, record: RawKafkaRecord, { fetch }: Inspection): Promise<TopicModel> {
  if (!fetch) return topic;
  const bytesOf = (what: 'key' | 'value'): Buffer => Buffer.from(record[what] ?? '', 'base64');
  return {
    ...topic,
    key: await withFetchedPart(topic.key, bytesOf('key'), metadataSchemaId(record, 'key')),
    value: await withFetchedPart(topic.value, bytesOf('value'), metadataSchemaId(record, 'value')),
  };
}

async function withFetchedPart(part: PartModel, bytes: Buffer, given: string | undefined): Promise<PartModel> {
  if (part.kind !== 'avro') return part;
  const { schemaId, schemaFile } = readPart(part, bytes, given);
  if (schemaId === undefined || schemaFile !== undefined) return part;
  const version = await fetchedVersion(part, schemaId);
  return { ...part, versions: [...part.versions, version] };
}

function faultsOf(record: InspectedRecord): readonly Diagnostic[] {
  const place = record.offset === undefined ? '' : `, partition ${record.partition}, offset ${record.offset}`;
  return (['key', 'value'] as const).flatMap((part): readonly Diagnostic[] => {
    const { fault, causes = [] } = record[part] ?? {};
    if (fault === undefined) return [];
    const [first] = causes;
    return [
      {
        code: 'record-unreadable',
        severity: 'error',
        message: `the ${part} of a record of ${record.topic}${place}: ${fault.reason} (${fault.at}, byte ${fault.byteOffset})`,
        ...(first === undefined ? {} : { help: `${first.message}: ${first.fix}` }),
      },
    ];
  });
}

/** The names of the rules that a version's data contract has in the snapshot, by the version's file. */
function rulesOf(config: Config): InspectWorld['rulesOf'] {
  const snapshot = openSnapshot(config);
  const rules = new Map<string, readonly string[]>();
  for (const { key, value } of config.topics)
    for (const part of [key, value]) {
      const subjects = part.kind === 'schema' ? (part.from?.subjects ?? []) : [];
      for (const { subject } of subjects) {
        const found = snapshot.subject(subject);
        if (typeof found === 'string') continue;
        for (const version of found.versions)
          if (version.rules !== undefined)
            rules.set(
              versionPath(config.snapshot, subject, version),
              version.rules.map(({ name, type }) => `${name} (${type})`),
            );
      }
    }
  return (file) => rules.get(file) ?? [];
}

function failed(root: string | null, diagnostics: readonly Diagnostic[]): InspectResult {
  return { root, records: [], ranges: [], diagnostics };
}
