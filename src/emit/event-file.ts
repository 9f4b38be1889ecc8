import { encodeValue } from '../avro/encode-value.js';
import { jsonValue } from '../avro/json-value.js';
import type { SideModel } from '../model/topic-model.js';
import { ByteWriter } from '../runtime/byte-writer.js';
import { writeJson } from '../runtime/json-write.js';
import { sampleEvent, type SideFixture } from '../runtime/sample-event.js';
import { rootName } from './avro-decoder.js';
import type { SampledPlan } from './topic-plan.js';
import type { Sample } from './topic-samples.js';
import { framed, hasSchema, membersOf, metadataOf } from './wire-frame.js';

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
  const metadata = hasSchema(side) ? metadataOf(side) : undefined;
  return {
    samples: plan.samples[what],
    encode: (sample) => encoded(side, sample, what),
    isRecord: false,
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function encoded(side: SideModel, { value, json }: Sample, what: 'key' | 'value'): Uint8Array {
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
      return framed(side, writeJson(json));
  }
}

function tagOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$type' in value ? value.$type : undefined;
}
