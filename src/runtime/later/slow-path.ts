import type { DecodedRecord } from '../kafka/decoded-record.js';
import { UnknownSchemaError } from '../errors.js';
import { RecordError } from '../kafka/record-error.js';
import { SchemaLearner, type LearningSide } from './schema-learner.js';
import type { SlowAttempt, SlowPath } from '../kafka/topic-binding.js';

/** The sides of a topic whose writers' schemas can be fetched. */
export interface SlowPathSides {
  readonly key?: LearningSide;
  readonly value?: LearningSide;
}

/**
 * Makes the way to records whose writer's schema was unknown at generation: it is fetched, resolved to the reader's and
 * interpreted, with the values and errors that generated code would give. `now` is a clock in milliseconds.
 */
export function makeSlowPath({ key, value }: SlowPathSides, now?: () => number): SlowPath {
  const learners = {
    key: key && new SchemaLearner(key, now),
    value: value && new SchemaLearner(value, now),
  };

  /** Makes a schema known, or says why it cannot be. */
  const learn = async (
    side: 'key' | 'value',
    schemaId: string,
    remaining: number | undefined,
  ): Promise<UnknownSchemaError | undefined> => {
    const learner = learners[side];
    try {
      if (learner === undefined) throw new Error(`the schemas of the ${side} are not fetched`);
      await learner.learn(schemaId, { remaining });
      return undefined;
    } catch (cause) {
      return new UnknownSchemaError(schemaId, learner?.knownSchemaIds ?? [], cause);
    }
  };

  return {
    decode: async <Key, Value>({
      raw,
      error,
      lambda,
      again,
    }: SlowAttempt<Key, Value>): Promise<DecodedRecord<Key, Value>> => {
      let unread = error;
      // Once for the key and once for the value.
      for (let tries = 0; tries < 2; tries++) {
        const { cause, stage } = unread;
        if (!(cause instanceof UnknownSchemaError)) break;
        const side = stage === 'decode the key' ? 'key' : 'value';
        const failed = await learn(side, cause.schemaId, lambda?.getRemainingTimeInMillis());
        if (failed !== undefined) {
          const fault = { stage, cause: failed, schemaId: cause.schemaId };
          return { kind: 'invalid', error: new RecordError(raw, fault) };
        }
        const decoded = again();
        if (decoded.kind !== 'invalid') return decoded;
        unread = decoded.error;
      }
      return { kind: 'invalid', error: unread };
    },
    warmUp: async (schemaIds) => {
      const all = (['key', 'value'] as const).flatMap((side) =>
        (schemaIds[side] ?? []).map((id) => learn(side, `${id}`.toLowerCase(), undefined)),
      );
      for (const failed of await Promise.all(all)) if (failed !== undefined) throw failed;
    },
  };
}
