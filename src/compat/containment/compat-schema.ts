import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import { syntheticSchema as madeOf, type SchemaPart } from '../../json-schema/schema/synthetic-schema.js';

/** The schema that says no more than `part`. It is of the newest draft, so a format in it need not be asserted. */
export function syntheticSchema(part: SchemaPart): JsonSchema {
  return madeOf(ORIGIN, String(made++), part);
}

let made = 0;

const ORIGIN = { key: 'compat', place: { file: '', pointer: '' }, draft: '2020-12' } as const;
