import type { ConsumeOptions } from './consume-options.js';

const CHOICES = {
  order: ['partition', 'key', 'none'],
  onInvalid: ['fail', 'skip', 'deadLetter'],
  onFailed: ['retry', 'deadLetter'],
} as const;

/** Throws when an option is not what it can be, so that a mistake shows when the function starts. */
export function checkOptions(options: ConsumeOptions): void {
  for (const name of ['order', 'onInvalid', 'onFailed'] as const) {
    const choices: readonly unknown[] = CHOICES[name];
    const value: unknown = options[name];
    if (typeof value === 'string' && !choices.includes(value))
      throw new RangeError(`${name} must be one of ${choices.join(', ')}, not ${value}`);
  }
  checkCount('maxConcurrentPartitions', options.maxConcurrentPartitions, 1);
  checkCount('maxConcurrency', options.maxConcurrency, 1);
  checkCount('maxSkipped', options.maxSkipped, 0);
  checkCount('retryWithin.tries', options.retryWithin?.tries, 1);
  const { onFailed, onInvalid, deadLetter, idempotency } = options;
  const limit = typeof onFailed === 'object' ? onFailed.deadLetterAfter : undefined;
  checkCount('onFailed.deadLetterAfter', limit, 1);
  const sends = onInvalid === 'deadLetter' || onFailed === 'deadLetter' || limit !== undefined;
  if (sends && deadLetter === undefined)
    throw new TypeError('onInvalid and onFailed send dead letters: set the option "deadLetter"');
  if (limit !== undefined && idempotency?.countsAttempts !== true) {
    throw new TypeError(
      'onFailed.deadLetterAfter needs the option "idempotency" with a store that counts attempts',
    );
  }
}

function checkCount(name: string, value: number | undefined, least: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < least))
    throw new RangeError(`${name} must be a whole number of at least ${least}, not ${value}`);
}
