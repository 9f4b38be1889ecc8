import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import { addTo } from '../diagnostics/group-by.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { KafkaEvent } from '../runtime/kafka/kafka-event.js';
import type { RecordPosition } from '../runtime/simulate/batch-answer.js';
import { bundleHandler, type HandlerBundle } from './bundle-handler.js';
import type { HandlerRun, InvocationEnd } from './handler-run.js';
import type { HandlerSettings } from './handler-settings.js';
import type { HandlerError, InvocationCost, RecordChange } from './messages.js';
import { answeredOutcomes, batchAnswer, observedOutcome, recordKey } from './record-outcomes.js';
import { Sandbox, type SandboxAnswer, type SandboxOptions } from './sandbox.js';

/** A handler that is ready for events. */
export interface RunningHandler {
  /** The files of the project that it was made from, absolute. */
  readonly inputs: readonly string[];
  /** How long the module took to load, in milliseconds. */
  readonly loadMilliseconds: number;
  /**
   * Invokes the handler as Lambda does, one event at a time. Never rejects for what the handler does: its process is killed
   * at the deadline, and the next event gets a new one.
   */
  readonly invoke: (event: KafkaEvent, options?: InvokeHandlerOptions) => Promise<HandlerRun>;
  /** Ends the process, even in the middle of an invocation. */
  readonly stop: () => Promise<void>;
}

interface InvokeHandlerOptions {
  /** In seconds. Default: that of the settings. */
  readonly timeout?: number | undefined;
  /** A record whose handling is made to fail. */
  readonly failAt?: RecordPosition | undefined;
}

export type StartHandlerOptions = Omit<SandboxOptions, 'onRecord'>;

/** Compiles a team's handler and loads it in a process of its own, with Lambda's environment. */
export async function startHandler(
  settings: HandlerSettings,
  options: StartHandlerOptions,
): Promise<Result<RunningHandler>> {
  const bundle = await bundleHandler(settings.file, settings.root);
  if (!bundle.ok) return bundle;
  const handler = new HandlerProcess(settings, options, bundle.value);
  const failure = await handler.start();
  if (failure === undefined) return { ok: true, value: handler, warnings: [] };
  await handler.stop();
  return { ok: false, problems: [unloadable(settings, failure)] };
}

class HandlerProcess implements RunningHandler {
  readonly inputs: readonly string[];
  loadMilliseconds = 0;
  private readonly settings: HandlerSettings;
  private readonly options: SandboxOptions;
  private readonly bundle: HandlerBundle;
  private sandbox: Sandbox | undefined;
  /** What was seen of records in the current invocation. */
  private seen = new Map<string, RecordChange[]>();

  constructor(settings: HandlerSettings, options: StartHandlerOptions, bundle: HandlerBundle) {
    this.settings = settings;
    this.bundle = bundle;
    this.inputs = bundle.inputs;
    const onRecord = (record: RecordPosition, change: RecordChange): void => {
      addTo(this.seen, recordKey(record), change);
    };
    this.options = { ...options, onRecord };
  }

  /** Starts a process. Returns what kept it from loading the module. */
  async start(): Promise<HandlerError | undefined> {
    const { sandbox, loaded } = await Sandbox.start(this.bundle.file, this.settings, this.options);
    if (loaded.kind === 'ready') {
      this.sandbox = sandbox;
      this.loadMilliseconds = loaded.milliseconds;
      return undefined;
    }
    await sandbox.kill();
    if ('error' in loaded) return loaded.error;
    throw new Error(`the process of the handler said "${loaded.kind}" before it was ready`);
  }

  async stop(): Promise<void> {
    await this.sandbox?.kill();
    this.sandbox = undefined;
    this.bundle.remove();
  }

  async invoke(event: KafkaEvent, options: InvokeHandlerOptions = {}): Promise<HandlerRun> {
    const { timeout = this.settings.timeout, failAt } = options;
    const batch = Object.values(event.records).flat();
    const failure = this.sandbox === undefined ? await this.start() : undefined;
    this.seen = new Map();
    const begun = performance.now();
    const { sandbox } = this;
    const elapsed = (): number => performance.now() - begun;
    if (sandbox === undefined) {
      const error = failure ?? { type: 'Runtime.ExitError', message: 'the process of the handler was stopped' };
      return this.runOf(batch, { kind: 'exited', error }, { milliseconds: elapsed() });
    }
    const deadline = Date.now() + timeout * 1_000;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<InvocationEnd>((resolve) => {
      const message = `the task timed out after ${timeout.toFixed(2)} seconds`;
      const error = { type: 'Sandbox.Timedout', message };
      timer = setTimeout(() => resolve({ kind: 'timed-out', error }), timeout * 1_000);
    });
    const answered = sandbox.invoke({ event, requestId: randomUUID(), deadline, failAt });
    const answer = await Promise.race([answered, late]);
    clearTimeout(timer);
    if ('cost' in answer) return this.runOf(batch, endOf(answer), answer.cost);
    const milliseconds = elapsed();
    this.sandbox = undefined;
    await sandbox.kill();
    // A process that is ready answers, is late or ends.
    return this.runOf(batch, answer as InvocationEnd, { milliseconds });
  }

  private runOf(
    batch: readonly RecordPosition[],
    end: InvocationEnd,
    { milliseconds, peakMemory, isObserved = this.seen.size > 0 }: Partial<InvocationCost> & { milliseconds: number },
  ): HandlerRun {
    const { seen, settings } = this;
    const outcomes = isObserved
      ? batch.map((record) => observedOutcome(record, seen.get(recordKey(record)) ?? [], end))
      : answeredOutcomes(batch, batchAnswer(end, batch, settings), end.kind === 'answered' ? undefined : end.error);
    return { end, outcomes, isObserved, milliseconds, peakMemory };
  }
}

function endOf(answer: Extract<SandboxAnswer, { readonly cost: InvocationCost }>): InvocationEnd {
  if (answer.kind === 'threw') return { kind: 'threw', error: answer.error };
  const { json } = answer;
  return { kind: 'answered', answer: json === undefined ? undefined : JSON.parse(json) };
}

function unloadable({ file, root, exportName }: HandlerSettings, { type, message }: HandlerError): Diagnostic {
  return {
    code: 'handler-unloadable',
    severity: 'error',
    message: `the handler "${exportName}" cannot be loaded: ${type}: ${message}`,
    location: { file: relative(root, file).replaceAll('\\', '/') },
  };
}
