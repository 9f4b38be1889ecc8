import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { VerifiedRecord } from '../records/verify/verify-topic.js';
import type { VerifiedPart } from '../records/verify/verify-part.js';

/** What is wrong with records: an error for each that fails, and one remark for all of a schema. */
export function verificationProblems(
  topics: readonly { readonly topic: string; readonly records: readonly VerifiedRecord[] }[],
): readonly Diagnostic[] {
  return topics.flatMap(({ topic, records }) => [
    ...records.flatMap((record) =>
      (['key', 'value'] as const).flatMap((what) => problemOf(record[what], `the ${what} of ${placeOf(record)}`)),
    ),
    ...idsOf(records, 'unknown-schema').map((id): Diagnostic => ({
      code: 'record-schema-unknown',
      severity: 'error',
      message: `records of ${topic} have schema ${id}, which is not in the snapshot`,
    })),
    ...idsOf(records, 'slow-path').map((id): Diagnostic => ({
      code: 'slow-path-needed',
      severity: 'warning',
      message: `records of ${topic} have schema ${id}, which the generated decoder does not have`,
    })),
  ]);
}

function problemOf(part: VerifiedPart, place: string): readonly Diagnostic[] {
  const { verdict, fault, causes, difference = '' } = part;
  if (verdict === 'disagreement')
    return [{ code: 'decoders-disagree', severity: 'error', message: `${place}: ${difference}` }];
  if (verdict !== 'undecodable' || fault === undefined) return [];
  const [first] = causes;
  const message = `${place}: ${fault.reason} (${fault.at}, byte ${fault.byteOffset})`;
  const help = first === undefined ? {} : { help: `${first.message}: ${first.fix}` };
  return [{ code: 'record-unreadable', severity: 'error', message, ...help }];
}

function placeOf({ topic, partition, offset }: VerifiedRecord): string {
  return `a record of ${topic}, partition ${partition}, offset ${offset}`;
}

function idsOf(records: readonly VerifiedRecord[], verdict: VerifiedPart['verdict']): readonly string[] {
  const parts = records.flatMap(({ key, value }) => [key, value]).filter((part) => part.verdict === verdict);
  return [...new Set(parts.map(({ schemaId = '' }) => schemaId))];
}
