import { thrownReason } from '../runtime/kafka/thrown-reason.js';

/** A Lambda handler of whatever types. */
export type LambdaHandler = (event: unknown, context: object, callback: Callback) => unknown;

type Callback = (error?: unknown, answer?: unknown) => void;

/**
 * Calls a handler as Lambda's runtime for Node does: it answers by a promise or by the callback. What a function that
 * takes no callback returns is not an answer, unless it is a promise.
 */
export async function callHandler(handler: LambdaHandler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const returned = handler(event, context, (error, answer) => {
      if (error === undefined || error === null) resolve(answer);
      else reject(error instanceof Error ? error : new Error(thrownReason(error)));
    });
    if (isPromise(returned)) returned.then(resolve, reject);
    else if (handler.length < 3) resolve(null);
  });
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
