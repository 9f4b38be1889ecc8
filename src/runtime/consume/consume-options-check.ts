import type { ConsumeOptions } from './consume-options.js';

/** Throws when an option is not what it can be, so that a mistake shows when the function starts. */
export function checkOptions(options: ConsumeOptions): void {
  const { order, onInvalid, onFailed, deadLetter, idempotency } = options;
  const limit = typeof onFailed === 'object' ? onFailed.deadLetterAfter : undefined;
  checkChoice('order', order, 'partition', 'key', 'none');
  checkChoice('onInvalid', onInvalid, 'fail', 'skip', 'deadLetter');
  checkChoice('onFailed', onFailed, 'retry', 'deadLetter');
  for (const name of ['maxConcurrentPartitions', 'maxConcurrency', 'maxSkipped'] as const)
    checkCount(name, options[name], name === 'maxSkipped' ? 0 : 1);
  checkCount('retryWithin.tries', options.retryWithin?.tries);
  checkCount('onFailed.deadLetterAfter', limit);
  const sends = onInvalid === 'deadLetter' || onFailed === 'deadLetter' || limit !== undefined;
  if (sends && deadLetter === undefined)
    throw new TypeError('onInvalid and onFailed send dead letters: set the option "deadLetter"');
  if (limit !== undefined && idempotency?.countsAttempts !== true)
    throw new TypeError(
      'onFailed.deadLetterAfter needs the option "idempotency" with a store that counts attempts',
    );
}

function checkChoice(name: string, value: unknown, ...choices: readonly string[]): void {
  if (typeof value === 'string' && !choices.includes(value))
    throw new RangeError(`${name} must be one of ${choices.join(', ')}, not ${value}`);
}

function checkCount(name: string, value: number | undefined, least = 1): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= least))
    throw new RangeError(
      `${name} must be a whole number of at least ${String(least)}, not ${String(value)}`,
    );
}
