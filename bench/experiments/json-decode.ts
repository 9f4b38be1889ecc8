import {
  ajvCompiled,
  ajvStandalone,
  generatedJson,
  generatedJsonParser,
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
    'alone check nothing, ajv checks formats by ajv-formats, zod a schema written by hand. The first row parses ' +
    'and validates in one, by code made from the schema, warmed up; the last is what it falls back on. Goals for ' +
    '`JSON.parse` alone: flat ≥ 1.5×, order ≥ 1.8×, article ≥ 1.2×.',
  workloads: [jsonFlat, jsonNested, jsonText],
  candidates: [
    generatedJsonParser,
    jsonParse,
    ajvCompiled,
    ajvStandalone,
    zodParsed,
    powertoolsJson,
    powertoolsZod,
    { ...generatedJson, name: 'generated decoder, by way of `JSON.parse`' },
  ],
});
