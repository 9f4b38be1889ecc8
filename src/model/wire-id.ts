import { schemaFingerprint } from '../avro/canonical-form.js';
import type { Framing } from '../config/config.js';
import type { JsonVersion, SchemaPart, VersionModel } from './topic-model.js';

/** The functions of the runtime's framing.ts that read a frame and return the schema id; none where there is no frame. */
export const frameReaders = {
  none: undefined,
  lambda: undefined,
  'lambda-json': undefined,
  confluent: 'readConfluentFrame',
  'confluent-guid': 'readConfluentGuidFrame',
  glue: 'readGlueFrame',
  'single-object': 'readSingleObjectFrame',
  auto: 'readAnyFrame',
} as const satisfies Record<Framing, string | undefined>;

/** A version's id as records carry it; null where the config gives none. */
export function wireId({ framing }: Pick<SchemaPart, 'framing'>, version: VersionModel | JsonVersion): string | null {
  return framing === 'single-object' && 'type' in version ? schemaFingerprint(version.type) : version.id;
}
