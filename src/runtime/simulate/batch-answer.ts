/** Where a record is. */
export interface RecordPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** What Lambda makes of the outcome of an invocation. */
export type BatchAnswer =
  | { readonly kind: 'success' }
  /** These records of the batch failed. */
  | { readonly kind: 'partial'; readonly failures: readonly RecordPosition[] }
  /** The handler threw, timed out, was killed or gave an answer that is not valid: the complete batch failed. */
  | { readonly kind: 'failure'; readonly reason: string }
  /** Lambda did not hear the answer, or could not commit it: the batch comes again, which is not a retry. */
  | { readonly kind: 'unheard' };

/** The key of a record's partition in the event's `records`, and in the answer. */
export function partitionName({ topic, partition }: RecordPosition): string {
  return `${topic}-${String(partition)}`;
}

/**
 * Reads what a handler returned as Lambda does. Without partial answers, anything is a success. With them, null, an
 * object without `batchItemFailures` and an empty list are; a list with anything that is not a record of the batch
 * fails the complete batch.
 */
export function readBatchAnswer(
  answer: unknown,
  batch: readonly RecordPosition[],
  { partialAnswers }: { readonly partialAnswers: boolean },
): BatchAnswer {
  if (!partialAnswers || answer === undefined || answer === null) return { kind: 'success' };
  if (!isObject(answer)) return invalid(`a ${typeof answer} is not a batch response`);
  const items = answer.batchItemFailures ?? [];
  if (!Array.isArray(items)) return invalid('batchItemFailures is not a list');
  if (items.length === 0) return { kind: 'success' };
  const places = new Map(
    batch.map((record) => [`${partitionName(record)}@${String(record.offset)}`, record]),
  );
  const failures: RecordPosition[] = [];
  for (const item of items as readonly unknown[]) {
    const identifier = isObject(item) ? item.itemIdentifier : undefined;
    const record = isObject(identifier) ? places.get(placeOf(identifier)) : undefined;
    if (record === undefined) {
      const shown = JSON.stringify(item) as string | undefined;
      return invalid(`${shown ?? typeof item} is not a record of the batch`);
    }
    failures.push(record);
  }
  return { kind: 'partial', failures };
}

function invalid(reason: string): BatchAnswer {
  return { kind: 'failure', reason: `the answer is not valid: ${reason}` };
}

/** The parts of an answer, each of which may be anything. */
interface Unchecked {
  readonly batchItemFailures?: unknown;
  readonly itemIdentifier?: unknown;
  readonly partition?: unknown;
  readonly offset?: unknown;
}

function isObject(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null;
}

/** A record's place as the answer spells it; an offset that is not a number is nowhere. */
function placeOf({ partition, offset }: Unchecked): string {
  return typeof partition === 'string' && typeof offset === 'number'
    ? `${partition}@${String(offset)}`
    : '';
}
