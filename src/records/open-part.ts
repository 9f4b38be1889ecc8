import type { JsonVersion, SchemaPart, VersionModel } from '../model/topic-model.js';
import { frameReaders, wireId } from '../model/wire-id.js';
import type { ByteReader } from '../runtime/byte-reader.js';
import * as framing from '../runtime/kafka/framing.js';

/**
 * Reads a part's frame and returns the writer's schema id: the frame's, or the one that came next to the bytes, in which
 * case there is no frame. Undefined where nothing gives one. Throws a DecodeError for another frame.
 */
export function openFrame(r: ByteReader, part: SchemaPart, given: string | undefined): string | undefined {
  const reader = frameReaders[part.framing];
  return given ?? (reader && framing[reader](r));
}

/** The version with a schema id; the reader's where the framing gives none; undefined for an id that is not known. */
export function versionOf<Part extends SchemaPart>(
  part: Part,
  id: string | undefined,
): Part['versions'][number] | undefined {
  const versions: readonly (VersionModel | JsonVersion)[] = part.versions;
  const known = versions.filter((version) => wireId(part, version) !== null);
  if (id === undefined || known.length === 0) return part.reader;
  // Records do not need their writer's JSON Schema: the reader's validates them all.
  return known.find((version) => wireId(part, version) === id) ?? (part.kind === 'json' ? part.reader : undefined);
}
