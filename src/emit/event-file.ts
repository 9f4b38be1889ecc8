import { encodeValue } from '../avro/encode-value.js';
import type { AvroSide, SideModel } from '../model/topic-model.js';
import { ByteWriter } from '../runtime/byte-writer.js';
import { confluentFrame, confluentGuidFrame, glueFrame, singleObjectFrame } from '../runtime/frame-encode.js';
import { sampleEvent, type SideFixture } from '../runtime/sample-event.js';
import { rootName } from './decoder-file.js';
import { writtenId } from './fixture-file.js';
import type { SampledPlan } from './topic-plan.js';

/** The text of `event.json`: what `…Event()` of the fixture gives, for `sam local invoke` and the Lambda console. */
export function eventFile(plan: SampledPlan): string {
  const { topic, key, value } = plan.topic;
  const event = sampleEvent<unknown, unknown>({
    topic,
    key: sideFixture(plan, key, 'key'),
    value: sideFixture(plan, value, 'value'),
  });
  return `${JSON.stringify(event, null, 2)}\n`;
}

function sideFixture(plan: SampledPlan, side: SideModel, what: 'key' | 'value'): SideFixture<unknown> {
  const [first, ...others] = plan.samples[what].map((sample) => sample.value);
  return {
    samples: [first, ...others],
    encode: (value) => encoded(side, value, what),
    isRecord: false,
    ...(side.kind === 'avro' && side.framing === 'lambda'
      ? { metadata: { dataFormat: 'AVRO', schemaId: writtenId(side) } }
      : {}),
  };
}

function encoded(side: SideModel, value: unknown, what: 'key' | 'value'): Uint8Array {
  if (side.kind === 'string') return Buffer.from(String(value));
  if (side.kind === 'bytes') return value instanceof Uint8Array ? value : Buffer.alloc(0);
  const w = new ByteWriter();
  encodeValue(w, side.shape, value, rootName(side.shape, what));
  return framed(side, w.finish());
}

function framed(side: AvroSide, payload: Uint8Array): Uint8Array {
  const id = writtenId(side);
  switch (side.framing) {
    case 'none':
    case 'lambda':
      return payload;
    case 'confluent':
      return confluentFrame(Number(id), payload);
    case 'confluent-guid':
      return confluentGuidFrame(id, payload);
    case 'glue':
      return glueFrame(id, payload);
    case 'single-object':
      return singleObjectFrame(id, payload);
  }
}
