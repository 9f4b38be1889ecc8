import { hasSchema, type PartModel } from '../model/topic-model.js';
import { sampleEvent, type PartFixture } from '../runtime/simulate/sample-event.js';
import type { SampledPlan } from './topic-plan.js';
import type { Sample } from './topic-samples.js';
import { encodeSample, memberOf } from './encode-sample.js';
import { metadataOf } from './wire-frame.js';

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
  const base: PartFixture<Sample> = { samples, encode: (sample) => encodeSample(part, sample, what), isRecord: false };
  if (!hasSchema(part)) return base;
  const metadata = metadataOf(part, memberOf(part, samples[0]));
  return { ...base, ...(metadata === undefined ? {} : { metadata }) };
}
