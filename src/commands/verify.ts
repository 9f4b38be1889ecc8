import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { hasSchema, type TopicModel } from '../model/topic-model.js';
import { confluentCodec, type ConfluentCodec } from '../records/confluent/confluent-codec.js';
import { startLoopbackRegistry, type LoopbackRegistry } from '../records/confluent/loopback-registry.js';
import { servedSchema } from '../records/confluent/served-schema.js';
import { generatedDecoder } from '../records/verify/generated-decoder.js';
import { versionShares, verifyTopic, type VerifiedRecord, type VersionShare } from '../records/verify/verify-topic.js';
import { openTopics } from './open-topics.js';
import type { ReadTopics } from './read-topics.js';
import { capturedRecords, polledRecords, type RecordsByTopic, type VerifyOptions } from './records-to-verify.js';
import { withSnapshotVersions } from './snapshot-parts.js';
import { verificationProblems } from './verification-problems.js';

/** What was found in the records of a topic. */
export interface TopicVerification {
  readonly topic: string;
  readonly versions: readonly VersionShare[];
  readonly records: readonly VerifiedRecord[];
}

export interface VerifyResult {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  readonly topics: readonly TopicVerification[];
  /** Of severity `error` for each record that the consumer would not read, or that two decoders read differently. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads records of topics twice, with the generated decoder and with another reader, and compares what they read. */
export async function verify(options: VerifyOptions = {}): Promise<VerifyResult> {
  const { cwd, config: file, env = process.env, from } = options;
  const needs = from === undefined ? (['kafka'] as const) : [];
  const opened = await openTopics({ cwd, file, env, needs }, options.topics);
  if (!opened.ok) return failed(opened.root, opened.problems);
  const { config } = opened;
  const records = from === undefined ? await polledRecords(config, options, env) : capturedRecords(config, from);
  if (!records.ok) return failed(config.root, records.problems);
  const verified = await verifyAll(config, opened, records.value);
  return verified.ok
    ? {
        root: config.root,
        topics: verified.value,
        diagnostics: [...verified.warnings, ...verificationProblems(verified.value)],
      }
    : failed(config.root, verified.problems);
}

async function verifyAll(
  config: Config,
  { topics, schemas }: ReadTopics,
  records: RecordsByTopic,
): Promise<Result<readonly TopicVerification[]>> {
  const world = { topics, rulesOf: () => [] };
  const warnings: Diagnostic[] = [];
  const verified: TopicVerification[] = [];
  const whole = new Map<string, TopicModel>();
  const registry = await startLoopbackRegistry((place, id) => {
    const [, topic = '', what = ''] = /^(.*)\.(key|value)$/.exec(place) ?? [];
    const part = whole.get(topic)?.[what === 'key' ? 'key' : 'value'];
    return part !== undefined && hasSchema(part)
      ? servedSchema(part, id, (file) => schemas.get(file)?.json)
      : undefined;
  });
  try {
    for (const topic of topics) {
      const own = records.get(topic.topic);
      const topicConfig = config.topics.find((one) => one.topic === topic.topic);
      if (own === undefined || topicConfig === undefined) continue;
      const file = `${config.output}/${topic.names.folder}/decoder.ts`;
      const decoder = await generatedDecoder(join(config.root, file), file);
      if (!decoder.ok) return decoder;
      const extended = {
        ...topic,
        key: withSnapshotVersions(topic.key, config, topicConfig.key),
        value: withSnapshotVersions(topic.value, config, topicConfig.value),
      };
      whole.set(topic.topic, extended);
      const codecOf = codecs(extended, registry, warnings);
      const found = await verifyTopic(own, { topic, whole: extended, decoder: decoder.value, codecOf, world });
      verified.push({ topic: topic.topic, versions: versionShares(found), records: found });
    }
  } finally {
    await registry.close();
  }
  return { ok: true, value: verified, warnings };
}

/** The library for the parts of a topic; a schema that it does not take is reported once, and read by the interpreter. */
function codecs(
  topic: TopicModel,
  registry: LoopbackRegistry,
  warnings: Diagnostic[],
): (what: 'key' | 'value', id: number) => Promise<ConfluentCodec | undefined> {
  const byPart = new Map<string, Promise<ConfluentCodec>>();
  const refused = new Map<string, boolean>();
  return async (what, id) => {
    const part = topic[what];
    if (!hasSchema(part)) return undefined;
    const made = byPart.get(what) ?? confluentCodec(part, registry.hostOf(`${topic.topic}.${what}`));
    byPart.set(what, made);
    const codec = await made;
    const schema = `${what} ${id}`;
    if (!refused.has(schema)) {
      const reason = await codec.refusal(id);
      refused.set(schema, reason !== undefined);
      if (reason !== undefined)
        warnings.push({
          code: 'library-refused',
          severity: 'warning',
          message: `@kafkajs/confluent-schema-registry does not take schema ${id} of ${topic.topic}: ${reason}; this tool's interpreter is the second reader`,
        });
    }
    return refused.get(schema) === true ? undefined : codec;
  };
}

function failed(root: string | null, diagnostics: readonly Diagnostic[]): VerifyResult {
  return { root, topics: [], diagnostics };
}
