import type { DecodedRecord } from '../kafka/decoded-record.js';
import { UnknownSchemaError } from '../errors.js';
import { RecordError } from '../kafka/record-error.js';
import { SchemaLoader, type LoadedPart } from './schema-loader.js';
import type { SlowPathRequest, SlowPath } from '../kafka/topic-binding.js';

/** The parts of a topic whose writers' schemas can be fetched. */
export interface SlowPathParts {
  readonly key?: LoadedPart;
  readonly value?: LoadedPart;
}

/**
 * Makes the way to records whose writer's schema was unknown at generation: it is fetched, resolved to the reader's and
 * interpreted, with the values and errors that generated code would give. `now` is a clock in milliseconds.
 */
export function makeSlowPath({ key, value }: SlowPathParts, now?: () => number): SlowPath {
  const loaders = {
    key: key && new SchemaLoader(key, now),
    value: value && new SchemaLoader(value, now),
  };

  /** Makes a schema known, or says why it cannot be. */
  const load = async (
    part: 'key' | 'value',
    schemaId: string,
    remaining: number | undefined,
  ): Promise<UnknownSchemaError | undefined> => {
    const loader = loaders[part];
    try {
      if (loader === undefined) throw new Error(`the schemas of the ${part} are not fetched`);
      await loader.load(schemaId, { remaining });
      return undefined;
    } catch (cause) {
      return new UnknownSchemaError(schemaId, loader?.knownSchemaIds ?? [], cause);
    }
  };

  return {
    decode: async <Key, Value>({
      raw,
      error,
      lambda,
      retry,
    }: SlowPathRequest<Key, Value>): Promise<DecodedRecord<Key, Value>> => {
      let unread = error;
      // Once for the key and once for the value.
      for (let tries = 0; tries < 2; tries++) {
        const { cause, stage } = unread;
        if (!(cause instanceof UnknownSchemaError)) break;
        const part = stage === 'decode the key' ? 'key' : 'value';
        const failed = await load(part, cause.schemaId, lambda?.getRemainingTimeInMillis());
        if (failed !== undefined) {
          const fault = { stage, cause: failed, schemaId: cause.schemaId };
          return { kind: 'invalid', error: new RecordError(raw, fault) };
        }
        const decoded = retry();
        if (decoded.kind !== 'invalid') return decoded;
        unread = decoded.error;
      }
      return { kind: 'invalid', error: unread };
    },
    warmUp: async (schemaIds) => {
      const all = (['key', 'value'] as const).flatMap((part) =>
        (schemaIds[part] ?? []).map((id) => load(part, String(id).toLowerCase(), undefined)),
      );
      for (const failed of await Promise.all(all)) if (failed !== undefined) throw failed;
    },
  };
}
