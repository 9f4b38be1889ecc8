import { BrokerError } from '../broker/broker-error.js';

/** Runs what asks AWS; whatever its SDK throws, for the request or for what it was to be made with, is a BrokerError. */
export async function withAwsErrors<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new BrokerError('source-unreadable', `${cause.name}: ${cause.message}`, { cause });
  }
}
