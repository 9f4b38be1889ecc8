import {
  avsc,
  avscOffset,
  generatedAlone,
  generatedDecoder,
  generatedDefaults,
  powertools,
  schemaRegistry,
} from '../candidates.js';
import { flat, nested, text } from '../workloads.js';
import { decodeExperiment } from './decode-experiment.js';

export const avroDecode = decodeExperiment({
  name: 'avro-decode',
  title: 'From a base64 event to typed records',
  about:
    'Events of 100 and of 1,000 records, values only. The generated decoder reads the records of a partition in chunks, as ' +
    'the consumer does; its entry point `decodeValueBase64` reads each alone. It gives the types that avsc gives (`long` ' +
    'as number, timestamps as milliseconds), but decimals as exact text where avsc hands over their bytes; with the ' +
    'default types, `long` is a bigint and a timestamp a Date. Goals, `fromBuffer`: A ≥ 2.4×, ' +
    'B ≥ 3×, C ≥ 1.4×.',
  workloads: [flat, nested, text],
  candidates: [generatedDecoder, generatedDefaults, generatedAlone, avsc, avscOffset, schemaRegistry, powertools],
});
