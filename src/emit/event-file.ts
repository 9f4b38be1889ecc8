import { encodeValue } from '../avro/encode-value.js';
import { jsonValue } from '../avro/json-value.js';
import { validate } from '../json-schema/validate/validate.js';
import type { SideModel } from '../model/topic-model.js';
import { ByteWriter } from '../runtime/simulate/byte-writer.js';
import { writeJson } from '../runtime/simulate/json-write.js';
import { sampleEvent, type SideFixture } from '../runtime/simulate/sample-event.js';
import { rootName } from './avro-decoder.js';
import type { SampledPlan } from './topic-plan.js';
import type { Sample } from './topic-samples.js';
import { framed, hasSchema, membersOf, metadataOf, type MemberVersion, type SchemaSide } from './wire-frame.js';

/** The text of `event.json`: what `…Event()` of the fixture gives, for `sam local invoke` and the Lambda console. */
export function eventFile(plan: SampledPlan): string {
  const { topic, key, value } = plan.topic;
  const event = sampleEvent<Sample, Sample>({
    topic,
    key: sideFixture(plan, key, 'key'),
    value: sideFixture(plan, value, 'value'),
  });
  return `${JSON.stringify(event, null, 2)}\n`;
}

function sideFixture(plan: SampledPlan, side: SideModel, what: 'key' | 'value'): SideFixture<Sample> {
  const samples = plan.samples[what];
  const base: SideFixture<Sample> = { samples, encode: (sample) => encoded(side, sample, what), isRecord: false };
  if (!hasSchema(side)) return base;
  const metadata = metadataOf(side, memberOf(side, samples[0]));
  return { ...base, ...(metadata === undefined ? {} : { metadata }) };
}

/** The newest version of the subject, of several, that a sample is a record of. */
function memberOf(side: SchemaSide, { value, json }: Sample): MemberVersion | undefined {
  if (side.kind === 'avro') return membersOf(side)?.find(({ name }) => name === tagOf(value))?.version;
  return side.members?.find(({ schema }) => validate(schema, json, side.settings).length === 0)?.reader;
}

function encoded(side: SideModel, sample: Sample, what: 'key' | 'value'): Uint8Array {
  const { value, json } = sample;
  switch (side.kind) {
    case 'string':
      return Buffer.from(String(value));
    case 'bytes':
      return value instanceof Uint8Array ? value : Buffer.alloc(0);
    case 'avro': {
      const at = rootName(side.shape, what);
      if (side.framing === 'lambda-json') return writeJson(jsonValue(side.shape, value, at));
      const w = new ByteWriter();
      const member = membersOf(side)?.find(({ name }) => name === tagOf(value));
      if (member !== undefined) {
        encodeValue(w, member.shape, value, at);
        return framed(side, w.finish(), member.version);
      }
      encodeValue(w, side.shape, value, at);
      return framed(side, w.finish());
    }
    case 'json':
      return framed(side, writeJson(json), memberOf(side, sample));
  }
}

function tagOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$type' in value ? value.$type : undefined;
}
