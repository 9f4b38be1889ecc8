import { empty } from '../candidates.js';
import {
  ajvCompiled,
  ajvStandalone,
  generatedJsonConsumer,
  powertoolsJson,
  powertoolsZod,
} from '../json-candidates.js';
import { jsonNested } from '../workloads.js';
import { coldStartExperiment } from './cold-start-experiment.js';

export const jsonColdStart = coldStartExperiment({
  name: 'json-cold-start',
  title: 'Cold start with JSON',
  first: 'of 100 nested orders in JSON',
  goals: 'bundle ≤ 15 kB. Powertools alone checks nothing',
  workload: jsonNested,
  candidates: [generatedJsonConsumer, ajvCompiled, ajvStandalone, powertoolsJson, powertoolsZod],
  empty: { ...empty, frame: 'none' },
});
