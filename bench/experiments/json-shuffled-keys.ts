import { ajvCompiled, generatedJson, generatedJsonParser, jsonParse } from '../json-candidates.js';
import { jsonShuffled } from '../workloads.js';
import { decodeExperiment } from './decode-experiment.js';

export const jsonShuffledKeys = decodeExperiment({
  name: 'json-shuffled-keys',
  title: 'JSON records whose keys come in any order',
  about:
    'The order of the table above with the keys of every object shuffled in each record: the generated parser expects them ' +
    'in the order of the schema or of the last record, and searches where they come in another. Goal: `JSON.parse` ≥ 0.8×.',
  workloads: [jsonShuffled],
  candidates: [
    generatedJsonParser,
    jsonParse,
    ajvCompiled,
    { ...generatedJson, name: 'generated decoder, by way of `JSON.parse`' },
  ],
});
