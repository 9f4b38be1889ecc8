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

/** A range of offsets of a partition: `0:120-140`, or `0:120` for one. */
interface PartitionOffsets {
  readonly partition: number;
  readonly first: number;
  readonly last: number;
}

/** The value of an option that takes one or more ranges of offsets; both ends are included. */
export function offsetRanges(text: string, before: readonly PartitionOffsets[] = []): readonly PartitionOffsets[] {
  const [, partition, first, last = first] = /^(\d+):(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const range = { partition: Number(partition), first: Number(first), last: Number(last) };
  if (Number.isSafeInteger(range.partition) && Number.isSafeInteger(range.last) && range.first <= range.last)
    return [...before, range];
  throw new InvalidArgumentError('Expected <partition>:<first>-<last>, such as 0:120-140.');
}
