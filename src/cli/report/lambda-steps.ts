import type { InvokedFunction, InvokedRecord } from '../../commands/invoke.js';
import { counted } from '../../diagnostics/counted.js';

/** What Lambda would do next with the records of a batch, a sentence for each step. */
export function lambdaSteps(
  records: readonly InvokedRecord[],
  { maxRetries, destination }: InvokedFunction['mapping'],
): readonly string[] {
  const having = (next: InvokedRecord['next']): readonly InvokedRecord[] => records.filter((one) => one.next === next);
  const [committed, retried, halved] = [having('commit'), having('retry'), having('bisect')];
  const [sent, dropped] = [having('destination'), having('drop')];
  const all = (some: readonly InvokedRecord[]): string =>
    some.length === records.length && some.length > 1
      ? `all ${some.length} records`
      : some.length === records.length
        ? 'the record'
        : counted(some.length, 'record');
  return [
    ...(committed.length > 0 ? [`commits ${all(committed)}`] : []),
    ...(retried.length > 0 ? [`delivers ${all(retried)} again: ${limit(maxRetries, destination)}`] : []),
    ...(halved.length > 0
      ? [
          `splits the batch: delivers ${Math.floor(halved.length / 2)} and ${Math.ceil(halved.length / 2)} records again`,
        ]
      : []),
    ...(sent.length > 0 ? [`sends ${all(sent)} to the on-failure destination`] : []),
    ...(dropped.length > 0
      ? [`drops ${all(dropped)}: there are no retries, and there is no on-failure destination`]
      : []),
  ];
}

function limit(maxRetries: number, destination: boolean): string {
  const end = destination ? 'then to the on-failure destination' : 'then it drops them';
  if (maxRetries >= 0) return `at most ${counted(maxRetries, 'time')}, ${end}`;
  return destination ? `at most 10 times, ${end}` : 'without end, until the handler succeeds';
}
