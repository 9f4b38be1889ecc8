import { schemaFingerprint } from '../avro/canonical-form.js';
import type { AvroPart, JsonPart, JsonVersion, VersionModel } from '../model/topic-model.js';
import type { ByteReader } from '../runtime/byte-reader.js';
import {
  readAnyFrame,
  readConfluentFrame,
  readConfluentGuidFrame,
  readGlueFrame,
  readSingleObjectFrame,
} from '../runtime/kafka/framing.js';

export type SchemaPart = AvroPart | JsonPart;

const frameReaders = {
  none: undefined,
  lambda: undefined,
  'lambda-json': undefined,
  confluent: readConfluentFrame,
  'confluent-guid': readConfluentGuidFrame,
  glue: readGlueFrame,
  'single-object': readSingleObjectFrame,
  auto: readAnyFrame,
} as const;

/**
 * Reads a part's frame and returns the writer's schema id: the frame's, or the one that came next to the bytes, in which
 * case there is no frame. Undefined where nothing gives one. Throws a DecodeError for another frame.
 */
export function openFrame(r: ByteReader, part: SchemaPart, given: string | undefined): string | undefined {
  return given ?? frameReaders[part.framing]?.(r);
}

/** The version with a schema id; the reader's where the framing gives none; undefined for an id that is not known. */
export function versionOf<Part extends SchemaPart>(
  part: Part,
  id: string | undefined,
): Part['versions'][number] | undefined {
  const versions: readonly (VersionModel | JsonVersion)[] = part.versions;
  const known = versions.filter((version) => idOf(part, version) !== null);
  if (id === undefined || known.length === 0) return part.reader;
  // Records do not need their writer's JSON Schema: the reader's validates them all.
  return known.find((version) => idOf(part, version) === id) ?? (part.kind === 'json' ? part.reader : undefined);
}

/** A version's id as records carry it. */
export function idOf(part: SchemaPart, version: VersionModel | JsonVersion): string | null {
  return part.framing === 'single-object' && 'type' in version ? schemaFingerprint(version.type) : version.id;
}
