import type { TopicModel } from '../../model/topic-model.js';
import type { CapturedRecord } from '../captured.js';
import { givenId } from '../inspect-record.js';
import { readPart } from '../read-part.js';

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
  const reasons = tally<readonly [code: string, reason: string]>();
  const schemas = tally<readonly [topic: string, schemaId: string | null]>();
  return {
    add: ({ record, letter }, topic) => {
      letters++;
      reasons.add([letter?.code ?? 'none', letter?.reason ?? 'not a dead letter']);
      const part = topic?.value;
      const id =
        part === undefined || typeof record.value !== 'string'
          ? undefined
          : readPart(part, Buffer.from(record.value, 'base64'), givenId(part, record, 'value')).schemaId;
      schemas.add([record.topic, id ?? null]);
    },
    all: () => ({
      letters,
      reasons: reasons.all().map(({ key: [code, reason], count }) => ({ code, reason, count })),
      schemas: schemas.all().map(({ key: [topic, schemaId], count }) => ({ topic, schemaId, count })),
    }),
  };
}

interface Counted<Key> {
  readonly key: Key;
  readonly count: number;
}

/** Counts keys that are equal as JSON. */
function tally<Key>(): { readonly add: (key: Key) => void; readonly all: () => readonly Counted<Key>[] } {
  const counts = new Map<string, Counted<Key>>();
  return {
    add(key) {
      const name = JSON.stringify(key);
      counts.set(name, { key, count: (counts.get(name)?.count ?? 0) + 1 });
    },
    /** The most frequent first. */
    all: () =>
      [...counts]
        .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
        .map(([, counted]) => counted),
  };
}
