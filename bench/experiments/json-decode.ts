import {
  ajvCompiled,
  ajvStandalone,
  generatedJson,
  jsonParse,
  powertoolsJson,
  powertoolsZod,
  zodParsed,
} from '../json-candidates.js';
import { jsonFlat, jsonNested, jsonText } from '../workloads.js';
import { decodeExperiment } from './decode-experiment.js';

export const jsonDecode = decodeExperiment({
  name: 'json-decode',
  title: 'From a base64 event to validated JSON records',
  about:
    'Events of 100 and of 1,000 records without a frame, values only; every record is valid. `JSON.parse` and Powertools ' +
    'alone check nothing, ajv checks formats by ajv-formats, zod a schema written by hand. Goals: `JSON.parse` alone ' +
    '≥ 1×, ajv ≥ 1.2×.',
  workloads: [jsonFlat, jsonNested, jsonText],
  candidates: [generatedJson, jsonParse, ajvCompiled, ajvStandalone, zodParsed, powertoolsJson, powertoolsZod],
});
