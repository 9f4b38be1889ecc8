import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { hasSchema, type PartModel, type TopicModel } from '../model/topic-model.js';
import type { SchemaMetadata } from '../runtime/kafka/kafka-event.js';
import { encodeSample, memberOf } from './encode-sample.js';
import { makeJsonTypes } from './json-types.js';
import { nameTopic } from './named-topic.js';
import { sampleTopic, type Sample } from './topic-samples.js';
import { metadataOf } from './wire-frame.js';

/** A key or value as a producer writes it, and what an event source mapping with a schema registry says of it. */
export interface DrawnPart {
  readonly bytes: Uint8Array;
  readonly schema: SchemaMetadata | undefined;
}

export interface DrawnRecord {
  /** Undefined where the config says nothing of keys. */
  readonly key: DrawnPart | undefined;
  readonly value: DrawnPart;
}

interface DrawOptions {
  readonly count: number;
  /** Draws other values than the fixture's: each record its own, the same for the same seed. */
  readonly seed: string | undefined;
}

/** Records as the fixture of a topic has them, the types of a union in turn. Fails where a schema has no sample. */
export async function drawRecords(
  topic: TopicModel,
  { count, seed }: DrawOptions,
): Promise<Result<readonly DrawnRecord[]>> {
  const named = nameTopic(topic, await makeJsonTypes(topic));
  const own = sampleTopic(named);
  const records: DrawnRecord[] = [];
  for (let index = 0; index < count; index++) {
    const { samples, warnings } = seed === undefined ? own : sampleTopic(named, `${seed}:${index}.`);
    if (samples === undefined) return { ok: false, problems: warnings.map(asError) };
    const value = samples.value[index % samples.value.length] ?? samples.value[0];
    const key = samples.key?.[0];
    records.push({
      key: key && drawnPart(topic.key, key, 'key'),
      value: drawnPart(topic.value, value, 'value'),
    });
  }
  return { ok: true, value: records, warnings: [] };
}

function drawnPart(part: PartModel, sample: Sample, what: 'key' | 'value'): DrawnPart {
  const schema = hasSchema(part) ? metadataOf(part, memberOf(part, sample)) : undefined;
  return { bytes: encodeSample(part, sample, what), schema };
}

function asError(warning: Diagnostic): Diagnostic {
  return { ...warning, severity: 'error' };
}
