import { avscHandler, empty, generatedConsumer, powertools } from '../candidates.js';
import { nested } from '../workloads.js';
import { coldStartExperiment } from './cold-start-experiment.js';

export const coldStart = coldStartExperiment({
  name: 'cold-start',
  title: 'Cold start',
  first: 'of 100 nested orders',
  goals: 'for both together, avsc ≥ 4×, Powertools ≥ 8×; bundle ≤ 12 kB',
  workload: nested,
  candidates: [generatedConsumer, avscHandler, powertools],
  empty,
});
