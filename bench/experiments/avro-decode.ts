import { avsc, avscOffset, generatedDecoder, generatedDefaults, powertools, schemaRegistry } from '../candidates.js';
import { flat, nested, text } from '../workloads.js';
import { decodeExperiment } from './decode-experiment.js';

export const avroDecode = decodeExperiment({
  name: 'avro-decode',
  title: 'From a base64 event to typed records',
  about:
    'Events of 100 and of 1,000 records, values only. The generated decoder gives the types that avsc gives (`long` ' +
    'as number, timestamps as milliseconds), but decimals as exact text where avsc hands over their bytes; with the ' +
    'default types, `long` is a bigint and a timestamp a Date. Goals: `fromBuffer` ≥ 3× on A and B, ≥ 2× on C; ' +
    'Powertools ≥ 50×.',
  workloads: [flat, nested, text],
  candidates: [generatedDecoder, generatedDefaults, avsc, avscOffset, schemaRegistry, powertools],
});
