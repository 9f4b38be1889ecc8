import { encodeValue } from '../avro/encode-value.js';
import { jsonValue } from '../avro/json-value.js';
import { validate } from '../json-schema/validate/validate.js';
import type { PartModel } from '../model/topic-model.js';
import { ByteWriter } from '../runtime/simulate/byte-writer.js';
import { writeJson } from '../runtime/simulate/json-write.js';
import { sampleEvent, type PartFixture } from '../runtime/simulate/sample-event.js';
import { rootName } from './part-names.js';
import type { SampledPlan } from './topic-plan.js';
import type { Sample } from './topic-samples.js';
import { framed, hasSchema, membersOf, metadataOf, type MemberVersion, type SchemaPart } from './wire-frame.js';

/** The text of `event.json`: what `…Event()` of the fixture gives, for `sam local invoke` and the Lambda console. */
export function eventFile(plan: SampledPlan): string {
  const { topic, key, value } = plan.topic;
  const { samples } = plan;
  const event = sampleEvent<Sample, Sample>({
    topic,
    ...(samples.key === undefined ? {} : { key: partFixture(key, samples.key, 'key') }),
    value: partFixture(value, samples.value, 'value'),
  });
  return `${JSON.stringify(event, null, 2)}\n`;
}

function partFixture(
  part: PartModel,
  samples: readonly [Sample, ...Sample[]],
  what: 'key' | 'value',
): PartFixture<Sample> {
  const base: PartFixture<Sample> = { samples, encode: (sample) => encoded(part, sample, what), isRecord: false };
  if (!hasSchema(part)) return base;
  const metadata = metadataOf(part, memberOf(part, samples[0]));
  return { ...base, ...(metadata === undefined ? {} : { metadata }) };
}

/** The newest version of the subject, of several, that a sample is a record of. */
function memberOf(part: SchemaPart, { value, json }: Sample): MemberVersion | undefined {
  if (part.kind === 'avro') return membersOf(part)?.find(({ name }) => name === tagOf(value))?.version;
  return part.members?.find(({ schema }) => validate(schema, json, part.settings).length === 0)?.reader;
}

function encoded(part: PartModel, sample: Sample, what: 'key' | 'value'): Uint8Array {
  const { value, json } = sample;
  switch (part.kind) {
    case 'string':
      return Buffer.from(String(value));
    case 'bytes':
      return value instanceof Uint8Array ? value : Buffer.alloc(0);
    case 'avro': {
      const at = rootName(part.shape, what);
      if (part.framing === 'lambda-json')
        return writeJson(jsonValue(part.shape, value, at, { decimals: part.jsonDecimals }));
      const w = new ByteWriter();
      const member = membersOf(part)?.find(({ name }) => name === tagOf(value));
      if (member !== undefined) {
        encodeValue(w, member.shape, value, at);
        return framed(part, w.finish(), member.version);
      }
      encodeValue(w, part.shape, value, at);
      return framed(part, w.finish());
    }
    case 'json':
      return framed(part, writeJson(json), memberOf(part, sample));
  }
}

function tagOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$type' in value ? value.$type : undefined;
}
