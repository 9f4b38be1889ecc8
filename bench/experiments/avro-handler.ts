import { avscHandler, generatedConsumer, powertools } from '../candidates.js';
import { flat, nested, text } from '../workloads.js';
import { decodeExperiment } from './decode-experiment.js';

export const avroHandler = decodeExperiment({
  name: 'avro-handler',
  title: 'The whole handler',
  about:
    'The generated consumer with all it does (keys, order by partition, errors that name the record) against a ' +
    'handler written by hand with avsc, which decodes key and value and awaits each record, and against Powertools. ' +
    'Goals, avsc: A ≥ 2×, B ≥ 2.8×.',
  workloads: [flat, nested, text],
  candidates: [generatedConsumer, avscHandler, powertools],
});
