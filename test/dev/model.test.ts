import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dev } from '../../src/commands/dev.js';
import type { DeliveredBatch } from '../../src/dev/delivered-batch.js';
import type { RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import type { BatchAnswer } from '../../src/runtime/simulate/batch-answer.js';
import { MAPPING_DEFAULTS } from '../../src/runtime/simulate/event-source-mapping.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { base64, rawEvent, rawRecord } from '../runtime/raw-event.js';
import { cases, daySeed } from '../support/day-share.js';
import { followModel, nameOf } from './follow-model.js';
import { lettersIn } from './letters-in.js';

/** Fails a record so many times, in one of the ways that a handler has. */
interface Plan {
  readonly way: 'fails' | 'throws' | 'exits' | 'answers what is not valid';
  readonly times: number;
}

/**
 * Follows the plan in each value, which counts deliveries in files: its process may end. A record that fails is named with
 * those behind it in its partition, as a generated consumer does.
 */
const HANDLER = `
  import { appendFileSync, existsSync, readFileSync } from 'node:fs';
  export const handler = async ({ records }) => {
    const ways = new Set();
    const batchItemFailures = [];
    for (const [partition, all] of Object.entries(records)) {
      let isStopped = false;
      for (const { offset, value } of all) {
        const { way, times } = JSON.parse(Buffer.from(value, 'base64').toString());
        const file = 'deliveries/' + partition + '-' + offset;
        const before = existsSync(file) ? readFileSync(file, 'utf8').length : 0;
        appendFileSync(file, '.');
        if (before < times) ways.add(way);
        isStopped ||= before < times && way === 'fails';
        if (isStopped) batchItemFailures.push({ itemIdentifier: { partition, offset } });
      }
    }
    if (ways.has('exits')) process.exit(7);
    if (ways.has('throws')) throw new Error('it throws');
    if (ways.has('answers what is not valid')) batchItemFailures.push({ itemIdentifier: 'orders-0-1' });
    return { batchItemFailures };
  };`;

/** What the handler above answers, by the same plan. */
function plannedHandler(partialAnswers: boolean): (batch: readonly RawKafkaRecord[]) => BatchAnswer {
  const deliveries = new Map<string, number>();
  return (batch) => {
    const ways = new Set<Plan['way']>();
    const stopped = new Set<number>();
    const failures = batch.filter((record) => {
      // The values of this test.
      const { way, times } = JSON.parse(Buffer.from(record.value ?? '', 'base64').toString()) as Plan;
      const before = deliveries.get(nameOf(record)) ?? 0;
      deliveries.set(nameOf(record), before + 1);
      if (before < times) ways.add(way);
      if (before < times && way === 'fails') stopped.add(record.partition);
      return stopped.has(record.partition);
    });
    if (ways.has('exits') || ways.has('throws')) return { kind: 'failure', reason: '' };
    if (!partialAnswers) return { kind: 'success' };
    if (ways.has('answers what is not valid')) return { kind: 'failure', reason: '' };
    return failures.length === 0 ? { kind: 'success' } : { kind: 'partial', failures };
  };
}

const plans = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Plan>({ way: 'fails', times: 0 }) },
  {
    weight: 1,
    arbitrary: fc.record({
      way: fc.constantFrom<Plan['way']>('fails', 'throws', 'exits', 'answers what is not valid'),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
);

const runs = fc.record({
  partialAnswers: fc.boolean(),
  bisect: fc.boolean(),
  maxRetries: fc.constantFrom(-1, 0, 1, 3),
  destination: fc.boolean(),
  batchSize: fc.integer({ min: 1, max: 8 }),
  partitions: fc.array(fc.array(plans, { maxLength: 9 }), { minLength: 1, maxLength: 3 }),
});

test('the simulator predicts each step of dev: the batch, the answer, what becomes of each record, the offsets', async () => {
  const seed = daySeed;
  for (const { partitions, ...drawn } of fc.sample(runs, { seed, numRuns: cases({ full: 40, usual: 5 }) })) {
    const records = partitions.flatMap((all, partition) =>
      all.map((plan, index) => rawRecord(partition, 10 + 2 * index, { value: base64(JSON.stringify(plan)) })),
    );
    if (records.length === 0) continue;
    const settings = { ...MAPPING_DEFAULTS, ...drawn };
    const { batches, result, root } = await replay(settings, records);
    const answerTo = plannedHandler(settings.partialAnswers);
    const { steps, observed, givenUp, isOver } = followModel({
      settings,
      records,
      batches,
      answerTo,
      isComplete: true,
    });
    const about = JSON.stringify({ seed, drawn, partitions });
    expect(observed, about).toEqual(steps);
    const letters = lettersIn(join(root, '.dead-letters/orders')).map(({ record }) => nameOf(record));
    expect(letters, about).toEqual(givenUp.toSorted());
    expect([result.end, result.givenUp], about).toEqual([isOver ? 'replayed' : 'stuck', givenUp.length]);
    if (!isOver) expect(settings, about).toMatchObject({ maxRetries: -1, destination: false });
  }
});

async function replay(
  { partialAnswers, bisect, maxRetries, destination, batchSize }: typeof MAPPING_DEFAULTS,
  records: readonly RawKafkaRecord[],
) {
  const infra = {
    bisect,
    batchSize,
    retryAttempts: maxRetries,
    ...(destination ? { destination: 'arn:aws:s3:::failed' } : {}),
  };
  const config = {
    topics: { orders: { value: 'order.avsc', infra, reportBatchItemFailures: partialAnswers } },
  };
  const root = temporaryProject({
    'gen-msk-consumer.config.json': JSON.stringify(config),
    'order.avsc': '{ "type": "record", "name": "Order", "fields": [] }',
    'handler.mjs': HANDLER,
  });
  mkdirSync(join(root, 'deliveries'));
  const batches: DeliveredBatch[] = [];
  const result = await dev('orders', {
    cwd: root,
    from: Buffer.from(JSON.stringify(rawEvent(...records))),
    handler: 'handler.mjs',
    onEvent: (event) => {
      if (event.kind === 'batch') batches.push(event.batch);
    },
  });
  expect(result.diagnostics).toEqual([]);
  return { batches, result, root };
}
