// The process of a handler: loads the module that its arguments name, and invokes it with what its parent sends.
import { pathToFileURL } from 'node:url';
import { describeError } from './describe-error.js';
import { invocationContext } from './invocation-context.js';
import type { InvocationCost, InvokeMessage, WorkerMessage } from './messages.js';
import { makeObserver } from './observer.js';
import { OBSERVER } from './observed-runtime.js';
import { callHandler, type LambdaHandler } from './call-handler.js';

let invocation: InvokeMessage | undefined;
let isObserved = false;

const [, , file = '', exportName = 'handler'] = process.argv;

function send(message: WorkerMessage): void {
  process.send?.(message);
}

Object.assign(globalThis, {
  [Symbol.for(OBSERVER)]: makeObserver({
    onEvent: () => {
      isObserved = true;
    },
    onRecord: (record, change) => send({ kind: 'record', record, change }),
    fails({ topic, partition, offset }) {
      const { failAt } = invocation ?? {};
      return failAt?.topic === topic && failAt.partition === partition && failAt.offset === offset;
    },
  }),
});

async function load(): Promise<LambdaHandler> {
  const module: unknown = await import(pathToFileURL(file).href);
  const handler = exported(module, exportName) ?? exported(exported(module, 'default'), exportName);
  // What is exported is called as it is; a wrong one fails as it does in Lambda.
  if (typeof handler === 'function') return handler as LambdaHandler;
  throw new TypeError(`the module exports no function "${exportName}"`);
}

function exported(module: unknown, name: string): unknown {
  return typeof module === 'object' && module !== null
    ? (module as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

async function invoke(handler: LambdaHandler, message: InvokeMessage): Promise<void> {
  invocation = message;
  isObserved = false;
  const begun = performance.now();
  const cost = (): InvocationCost => ({
    milliseconds: performance.now() - begun,
    peakMemory: process.resourceUsage().maxRSS * 1024,
    isObserved,
  });
  try {
    const answer = await callHandler(handler, message.event, invocationContext(message));
    const took = cost();
    // Lambda makes JSON of it, whatever it is.
    send({ kind: 'answered', json: JSON.stringify(answer), cost: took });
  } catch (error) {
    send({ kind: 'threw', error: describeError(error), cost: cost() });
  }
}

// The parent decides when this process ends: it gets Ctrl+C too, and may go first.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

const loading = performance.now();
load().then(
  (handler) => {
    process.on('message', (message: InvokeMessage) => void invoke(handler, message));
    send({ kind: 'ready', milliseconds: performance.now() - loading });
  },
  (error: unknown) => send({ kind: 'unloadable', error: describeError(error) }),
);
