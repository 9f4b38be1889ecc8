import type { TopicModel } from '../model/topic-model.js';
import type { CapturedRecord } from '../records/captured.js';
import { givenId } from '../records/inspect-record.js';
import { readPart } from '../records/read-part.js';

/** How many letters there are of each reason, and of each schema. */
export interface LetterCounts {
  readonly letters: number;
  /** The most frequent first. */
  readonly reasons: readonly { readonly code: string; readonly reason: string; readonly count: number }[];
  readonly schemas: readonly { readonly topic: string; readonly schemaId: string | null; readonly count: number }[];
}

export interface LetterCounter {
  readonly add: (captured: CapturedRecord, topic: TopicModel | undefined) => void;
  readonly all: () => LetterCounts;
}

/** Counts letters as they come. */
export function countLetters(): LetterCounter {
  let letters = 0;
  const reasons = new Map<string, number>();
  const schemas = new Map<string, number>();
  const count = (counts: Map<string, number>, key: unknown): void => {
    const name = JSON.stringify(key);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  return {
    add: ({ record, letter }, topic) => {
      letters++;
      count(reasons, [letter?.code ?? 'none', letter?.reason ?? 'not a dead letter']);
      const part = topic?.value;
      const id =
        part === undefined || typeof record.value !== 'string'
          ? undefined
          : readPart(part, Buffer.from(record.value, 'base64'), givenId(part, record, 'value')).schemaId;
      count(schemas, [record.topic, id ?? null]);
    },
    all: () => ({
      letters,
      reasons: sorted<[string, string]>(reasons).map(([[code, reason], total]) => ({ code, reason, count: total })),
      schemas: sorted<[string, string | null]>(schemas).map(([[topic, schemaId], total]) => ({
        topic,
        schemaId,
        count: total,
      })),
    }),
  };
}

function sorted<Key>(counts: ReadonlyMap<string, number>): readonly (readonly [Key, number])[] {
  return (
    [...counts]
      .toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      // What `count` wrote.
      .map(([name, total]) => [JSON.parse(name) as Key, total])
  );
}
