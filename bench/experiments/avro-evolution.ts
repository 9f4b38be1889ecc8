import { avsc, generatedDecoder, schemaRegistry } from '../candidates.js';
import { evolved } from '../workloads.js';
import { decodeExperiment } from './decode-experiment.js';

export const avroEvolution = decodeExperiment({
  name: 'avro-evolution',
  title: 'Records of an older writer',
  about:
    'Written with v1 of the order, read as v2: promotions, renamed, added and removed fields. avsc has its resolver ' +
    'cached; @kafkajs/confluent-schema-registry, given a `readerSchema`, makes one a record. Goal: avsc ≥ 3.1×.',
  workloads: [evolved],
  candidates: [generatedDecoder, avsc, schemaRegistry],
});
