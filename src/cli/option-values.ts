import { InvalidArgumentError } from 'commander';

/** The value of an option that is a number, not below zero. */
export function positiveNumber(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number >= 0) return number;
  throw new InvalidArgumentError('Expected a number that is not negative.');
}

/** The value of an option that counts something. */
export function positiveInteger(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Expected a whole number, 1 or greater.');
}

/** The value of an option that is a time-out in seconds: as long as Lambda allows with a Kafka mapping. */
export function timeoutSeconds(text: string): number {
  const number = positiveNumber(text);
  if (number > 0 && number <= 840) return number;
  throw new InvalidArgumentError('Expected seconds, at most 840: 14 minutes is the limit with a Kafka mapping.');
}
