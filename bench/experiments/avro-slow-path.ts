import { avsc, interpreter } from '../candidates.js';
import { flat, nested, text } from '../workloads.js';
import { decodeExperiment } from './decode-experiment.js';

export const avroSlowPath = decodeExperiment({
  name: 'avro-slow-path',
  title: 'A writer unknown at generation',
  about: 'The interpreter, which needs no generated code, against avsc. Goal: at most 0.8× its time.',
  workloads: [flat, nested, text],
  candidates: [avsc, interpreter],
});
