import { createHash } from 'node:crypto';
import type { RawKafkaRecord } from '../../runtime/kafka/kafka-event.js';
import type { Captured, CapturedRecord, OffsetRange } from '../captured.js';
import { InputError } from '../input-problem.js';
import { readDocuments } from '../read-documents.js';
import type { SourcedLetter } from './letter-source.js';

/** Reads the records of offsets that a document only names. */
export type ReadRange = (range: OffsetRange) => Promise<readonly RawKafkaRecord[]>;

/**
 * The letters in a text; of an on-failure message that holds none, the records that it names. `name` is that of the text.
 * Throws an InputError where something in it should be a record and is not.
 */
export async function lettersOf(
  { text, name }: { readonly text: string; readonly name: string },
  readRange: ReadRange,
): Promise<readonly SourcedLetter[]> {
  const { captured, faults } = readDocuments(text.trim());
  if (faults.length > 0) throw new InputError(faults.map((fault) => `${name}: ${fault}`));
  return captured === undefined ? [] : lettersIn(captured, readRange);
}

async function lettersIn(captured: Captured, readRange: ReadRange): Promise<readonly SourcedLetter[]> {
  if (captured.kind === 'records') return captured.records.map(letterOf);
  if (captured.kind === 'bytes') return [];
  const records: RawKafkaRecord[] = [];
  for (const range of captured.ranges) records.push(...(await readRange(range)));
  return records.map((record) => letterOf({ record }));
}

function letterOf(captured: CapturedRecord): SourcedLetter {
  const { topic, partition, offset, key, value } = captured.record;
  // Topics of two clusters may have the same name.
  const hash = createHash('sha256')
    .update(JSON.stringify([key ?? null, value ?? null]))
    .digest('hex')
    .slice(0, 12);
  return { id: `${topic}-${partition}@${offset}/${hash}`, captured };
}

/** Letters in the order of their topic, so that those of one partition are handled as they were written. */
export function inOrder(letters: readonly SourcedLetter[]): readonly SourcedLetter[] {
  return letters.toSorted(({ captured: { record: a } }, { captured: { record: b } }) => {
    if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
    return a.partition - b.partition || a.offset - b.offset;
  });
}
