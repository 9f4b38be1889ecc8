import { thrownReason } from '../runtime/kafka/thrown-reason.js';
import type { HandlerError } from './messages.js';

/** A thrown value, which may be anything, as Lambda reports it. */
export function describeError(thrown: unknown): HandlerError {
  const message = thrownReason(thrown);
  if (!(thrown instanceof Error)) return { type: typeof thrown, message };
  return { type: thrown.name, message, stack: thrown.stack };
}
