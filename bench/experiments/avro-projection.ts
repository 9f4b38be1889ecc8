import { avsc, generatedDecoder } from '../candidates.js';
import { projected } from '../workloads.js';
import { decodeExperiment } from './decode-experiment.js';

export const avroProjection = decodeExperiment({
  name: 'avro-projection',
  title: 'A reader of few fields',
  about:
    'The reader’s schema has 5 of the order’s 13 fields; the rest is skipped. avsc has its resolver cached. Goal: ≥ 2.5×.',
  workloads: [projected],
  candidates: [generatedDecoder, avsc],
});
