import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { propagation, SpanStatusCode, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { BatchSummary } from '../../src/runtime/consume/hooks.js';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import { RecordError } from '../../src/runtime/kafka/record-error.js';
import { textTopic } from '../runtime/plain-bindings.js';
import { rawEvent, rawRecord } from '../runtime/raw-event.js';
import { spanHooks, traced } from './recipes/open-telemetry.js';
import { loggerHooks } from './recipes/powertools-logger.js';
import { metricsHooks } from './recipes/powertools-metrics.js';
import { subsegments } from './recipes/powertools-tracer.js';

const batch: BatchSummary = {
  topic: 'orders',
  records: 2,
  handled: 1,
  parked: 0,
  skipped: 0,
  duplicates: 0,
  failed: 1,
  handedBack: 0,
  duration: 3,
  lag: 40,
  response: undefined,
};

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

const bytesOf = (text: string) => [...Buffer.from(text)];

/** Two records, the first with the trace of its producer; the handler fails the second. */
const event = rawEvent(
  rawRecord(0, 7, { headers: [{ traceparent: bytesOf(`00-${TRACE}-${SPAN}-01`) }] }),
  rawRecord(0, 8),
);

function failsEight({ offset }: { readonly offset: number }): void {
  if (offset === 8) throw new TypeError('no table');
}

test('OpenTelemetry: a span for each record, linked to its producer, and events on the span around', async () => {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());

  await expect(consumeRecords(textTopic, traced(failsEight))(event)).rejects.toThrow('no table');

  const [first, second, ...others] = exporter.getFinishedSpans();
  expect(others).toEqual([]);
  expect(first?.name).toBe('process orders');
  expect(first?.attributes).toMatchObject({ 'messaging.destination.partition.id': '0', 'messaging.kafka.offset': 7 });
  expect(first?.links.map(({ context: { traceId, spanId } }) => [traceId, spanId])).toEqual([[TRACE, SPAN]]);
  expect(second?.links).toEqual([]);
  expect(second?.status.code).toBe(SpanStatusCode.ERROR);
  expect(second?.events[0]?.name).toBe('exception');

  const around = trace.getTracer('test').startSpan('invocation');
  const active = vi.spyOn(trace, 'getActiveSpan').mockReturnValue(around);
  await spanHooks.onSkipped?.(
    new RecordError(rawRecord(0, 7), { stage: 'decode the value', cause: 'no' }),
    rawRecord(0, 7),
  );
  await spanHooks.onDuplicate?.({ topic: 'orders', partition: 0, offset: 7, timestamp: 0 });
  await spanHooks.onHandBack?.({ topic: 'orders', partition: 0, offset: 8, timestamp: 0, reason: 'running' });
  await spanHooks.onBatch?.(batch);
  active.mockRestore();
  around.end();
  const invocation = exporter.getFinishedSpans().at(-1);
  expect(invocation?.events.map(({ name }) => name)).toEqual([
    'record skipped',
    'duplicate record',
    'record handed back',
  ]);
  expect(invocation?.attributes).toEqual({ 'messaging.batch.message_count': 2, 'consumer.lag_ms': 40 });
});

/** What Powertools writes while `run` runs. */
async function written(run: () => unknown): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const note = (text: unknown) => lines.push(String(text)) > 0;
  // In this mode the console can be watched; metrics are off in it unless they are asked for.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  const spies = (['log', 'info', 'warn', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(note),
  );
  await run();
  for (const spy of spies) spy.mockRestore();
  vi.unstubAllEnvs();
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('Powertools Logger: a line for each thing that happens', async () => {
  const lines = await written(async () => {
    const hooks = loggerHooks(new Logger({ serviceName: 'shop' }));
    const error = new RecordError(rawRecord(0, 7), { stage: 'handle the record', cause: new TypeError('no table') });
    await hooks.onBatch?.(batch);
    await hooks.onSkipped?.(error, rawRecord(0, 7));
    await hooks.onDuplicate?.({ topic: 'orders', partition: 0, offset: 7, timestamp: 0 });
    await hooks.onError?.(error);
    await hooks.onHandBack?.({ topic: 'orders', partition: 0, offset: 7, timestamp: 0, reason: 'held' });
  });
  expect(lines.map(({ level, message }) => [level, message])).toEqual([
    ['INFO', 'batch'],
    ['WARN', 'record skipped'],
    ['INFO', 'duplicate record'],
    ['ERROR', 'record failed'],
    ['WARN', 'record handed back'],
  ]);
  expect(lines[0]).toMatchObject({ service: 'shop', batch: { topic: 'orders', handled: 1, lag: 40 } });
  expect(lines[3]).toMatchObject({ error: { name: 'RecordError' } });
});

test('Powertools Metrics: one document for each batch', async () => {
  const lines = await written(() =>
    metricsHooks(new Metrics({ namespace: 'Orders', serviceName: 'shop' })).onBatch?.(batch),
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ service: 'shop', topic: 'orders', handled: 1, failed: 1, duration: 3, lag: 40 });
});

test('Powertools Tracer: a subsegment for each record', async () => {
  const tracer = new Tracer({ serviceName: 'shop', enabled: true });
  const calls: unknown[] = [];
  const subsegment = {
    addAnnotation: (name: string, value: unknown) => calls.push([name, value]),
    addError: (cause: Error) => calls.push(cause.message),
    close: () => calls.push('closed'),
  };
  vi.spyOn(tracer.provider, 'captureAsyncFunc').mockImplementation((name, run) => {
    calls.push(name);
    return run(subsegment as unknown as Parameters<typeof run>[0]);
  });
  await expect(consumeRecords(textTopic, subsegments(tracer, failsEight))(event)).rejects.toThrow('no table');
  expect(calls).toEqual([
    ...['process orders', ['partition', 0], ['offset', 7], 'closed'],
    ...['process orders', ['partition', 0], ['offset', 8], 'no table', 'closed'],
  ]);
});

test('the docs show the recipes as they are tested', () => {
  const docs = readFileSync(new URL('../../docs/observability.md', import.meta.url), 'utf8');
  const folder = new URL('./recipes/', import.meta.url);
  for (const name of readdirSync(folder)) {
    const recipe = readFileSync(new URL(name, folder), 'utf8');
    const shown = recipe.replace(/import type \{ (\w+) \} from '\.[^']*';\n/g, '').trim();
    expect(docs.includes(shown), `docs/observability.md shows ${name} otherwise`).toBe(true);
  }
});
