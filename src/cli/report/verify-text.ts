import type { TopicVerification, VerifyResult } from '../../commands/verify.js';
import { counted } from '../../diagnostics/counted.js';
import { wordList } from '../../diagnostics/word-list.js';
import type { SecondReader, Verdict, VerifiedPart } from '../../records/verify/verify-part.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';

/** Prints for each topic which versions its records have, and how they fared. */
export function printVerified({ topics }: VerifyResult, out: Terminal): void {
  topics.forEach((topic, index) => {
    if (index > 0) out.line();
    printTopic(topic, out);
  });
}

function printTopic({ topic, records, versions }: TopicVerification, out: Terminal): void {
  out.line(`${out.paint('bold', printable(topic))}: ${counted(records.length, 'record')}`);
  for (const { part, schemaId, file, records: count, share } of versions) {
    const schema = schemaId === null ? 'the schema' : `schema ${printable(schemaId)}`;
    const place = file === null ? 'not in the snapshot' : out.path(file);
    out.line(`  ${part}s with ${schema} (${place}): ${counted(count, 'record')}, ${Math.round(share * 100)} %`);
  }
  for (const what of ['key', 'value'] as const) {
    const parts = records.map((record) => record[what]);
    const lines = verdicts.flatMap(([verdict, words]) => {
      const count = parts.filter((part) => part.verdict === verdict).length;
      return count === 0 ? [] : [`${count} ${verdict === 'agreed' ? `${words} ${readersOf(parts)}` : words}`];
    });
    if (lines.length > 0) out.line(`  ${what}s: ${lines.join(', ')}`);
  }
}

const verdicts: readonly (readonly [Verdict, string])[] = [
  ['agreed', 'read the same by the generated decoder and'],
  ['disagreement', 'read differently'],
  ['undecodable', 'undecodable'],
  ['unknown-schema', 'of an unknown schema'],
  ['slow-path', 'on the slow path'],
  ['absent', 'absent'],
];

const readerNames: Readonly<Record<SecondReader, string>> = {
  '@kafkajs/confluent-schema-registry': '@kafkajs/confluent-schema-registry',
  interpreter: 'the interpreter',
};

function readersOf(parts: readonly VerifiedPart[]): string {
  const agreed = parts.filter(({ verdict }) => verdict === 'agreed');
  const readers = new Set(agreed.flatMap(({ secondReader }) => secondReader ?? []));
  return wordList(
    [...readers].map((reader) => readerNames[reader]),
    'and',
  );
}

/** The result without bytes of records, which may be personal data. */
export function withoutBytes(result: VerifyResult): VerifyResult {
  const part = (verified: VerifiedPart): VerifiedPart => ({ ...verified, fault: undefined, ...faultOf(verified) });
  return {
    ...result,
    topics: result.topics.map((topic) => ({
      ...topic,
      records: topic.records.map((record) => ({ ...record, key: part(record.key), value: part(record.value) })),
    })),
  };
}

function faultOf({ fault }: VerifiedPart): Partial<Pick<VerifiedPart, 'fault'>> {
  return fault === undefined ? {} : { fault: { ...fault, bytesAround: { start: fault.bytesAround.start, hex: '' } } };
}
