import { join } from 'node:path';
import type { Candidate } from '../candidates.js';
import { pascalCase } from '../candidates.js';
import type { Experiment } from '../experiment.js';
import { output } from '../generated-project.js';
import { markdownTable, wholeNumber } from '../markdown-table.js';
import { batches, prepareCandidates } from '../prepared-candidate.js';
import { median } from '../statistics.js';
import { measureThroughput, type Throughput } from '../throughput.js';
import { flat, type Workload } from '../workloads.js';

const RECORDS = 'decoding into records';

const candidates: readonly Candidate[] = [
  loop('decoding keys and values', 'decoding'),
  loop(RECORDS, 'records'),
  loop('the loop, a handler that returns at once', 'sync'),
  loop('the loop, a handler that returns a promise', 'async'),
  loop('the loop with hooks', 'hooks'),
  loop('the loop with `memoryStore`', 'memory'),
  loop('the loop with `dynamoDbStore`, its client answering at once', 'dynamoDb'),
];

export const consumerLoop: Experiment = {
  name: 'consumer-loop',
  title: 'The loop around the handler',
  about:
    'What the consumer adds to decoding: keys and values alone, records with time stamp and headers, and then reading and ' +
    'checking the event, order, the deadline, hooks, claims. In brackets the nanoseconds more than decoding into records, ' +
    'as the median over the rounds. Goal: less than 150 with a handler that returns at once.',
  run: async (options) => {
    const results = await measureThroughput(await prepareCandidates(flat, candidates), options);
    return markdownTable(
      ['CPU ns per record', ...batches.map(({ recordsEach }) => `events of ${wholeNumber(recordsEach)}`)],
      candidates.map(({ name }) => [
        name,
        ...batches.map(({ recordsEach }) =>
          cell(
            results.filter((result) => result.recordsEach === recordsEach),
            name,
          ),
        ),
      ]),
    );
  },
};

function cell(results: readonly Throughput[], candidate: string): string {
  const nanoseconds = results.find((result) => result.candidate === candidate)?.nanoseconds ?? [];
  const base = results.find((result) => result.candidate === RECORDS)?.nanoseconds ?? [];
  const more = wholeNumber(median(nanoseconds.map((value, round) => value - (base[round] ?? Number.NaN))));
  return `${wholeNumber(median(nanoseconds))} (${more.startsWith('-') ? '' : '+'}${more})`;
}

/** A handler of `candidates/consumer-loop`, with what the generated project exports for the topic. */
function loop(name: string, exported: string): Candidate {
  const source = ({ topic }: Workload): string =>
    [
      `import { ${exported} as create } from './candidates/consumer-loop.js';`,
      `import { decodeKeyBase64, decodeValueBase64, readKey, readValue } from ${JSON.stringify(join(output, topic, 'decoder.ts'))};`,
      `import { consume${pascalCase(topic)} as consume, idempotent, memoryStore, dynamoDbStore } from ${JSON.stringify(join(output, topic, 'consumer.ts'))};`,
      `import { decodeRecordAt, makeRecordReaders } from ${JSON.stringify(join(output, '_runtime', 'kafka', 'decode-record.ts'))};`,
      'const decoding = { decodeKeyBase64, decodeValueBase64, readKey, readValue, decodeRecordAt, makeRecordReaders };',
      'const generated = { ...decoding, consume, idempotent, memoryStore, dynamoDbStore };',
      'export const createHandler = (sink) => create(generated, sink);',
    ].join('\n');
  return { name, frame: 'confluent', source };
}
