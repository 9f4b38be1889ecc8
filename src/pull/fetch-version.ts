import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.js';
import type { FetchedVersion, ListedVersion } from '../sources/registry.js';
import { readSchemaText } from '../sources/schema-file.js';
import { sha256, type SchemaType, type SnapshotVersion } from '../sources/snapshot-subject.js';
import type { SubjectRequest } from './subject-request.js';
import type { LiveVersion } from './live-subjects.js';
import { given } from '../config/given.js';

/** A version as the registry has it, or why it cannot be vendored. */
export type VersionToFetch =
  | { readonly kind: 'found'; readonly live: LiveVersion }
  | { readonly kind: 'missing' }
  | { readonly kind: 'problem'; readonly code: DiagnosticCode; readonly message: string };

/** The largest schema that `generate` reads, in bytes. */
const MAX_SCHEMA_BYTES = 8 * 1024 * 1024;

/** Asks for one version: only for its ids where the snapshot holds its text. Throws a RegistryError where the registry fails. */
export async function fetchVersion(
  { registry, snapshot, isIntact }: SubjectRequest,
  subject: string,
  listed: ListedVersion,
): Promise<VersionToFetch> {
  const known = snapshot.version({ subject, version: listed.version });
  if (known !== undefined && isIntact(subject, known.version) && (await registry.hasIds(subject, listed, known))) {
    return { kind: 'found', live: { version: known, text: null } };
  }
  const fetched = await registry.fetch(subject, listed);
  if (fetched === null) return { kind: 'missing' };
  const what = `version ${fetched.version} of the subject ${JSON.stringify(subject)}`;
  const { type } = fetched;
  if (!isSchemaType(type)) {
    const message = `${what} has the schema type ${JSON.stringify(type)}; only Avro and JSON Schema are supported`;
    return { kind: 'problem', code: 'subject-unsupported', message };
  }
  const fault = textFault(fetched.text);
  if (fault !== undefined)
    return { kind: 'problem', code: 'registry-response-invalid', message: `${what} cannot be read: ${fault}` };
  const version = vendored(fetched, type);
  const contradiction = known === undefined ? undefined : contradictionOf(known, version);
  if (contradiction !== undefined) {
    return { kind: 'problem', code: 'registry-changed', message: `${what} ${contradiction}` };
  }
  return { kind: 'found', live: { version, text: fetched.text } };
}

function isSchemaType(type: string): type is SchemaType {
  return type === 'AVRO' || type === 'JSON';
}

function vendored({ version, id, guid, text, references, rules }: FetchedVersion, type: SchemaType): SnapshotVersion {
  return {
    version,
    ...given({ id, guid }),
    type,
    sha256: sha256(text),
    references,
    ...(rules === undefined ? {} : { rules }),
  };
}

function textFault(text: string): string | undefined {
  if (Buffer.byteLength(text) > MAX_SCHEMA_BYTES) return `it is larger than ${MAX_SCHEMA_BYTES / 1024 / 1024} MB`;
  // Text that is not valid UTF-8 could not be written unchanged.
  if (Buffer.from(text).toString() !== text) return 'it contains a lone surrogate';
  const read = readSchemaText('', text);
  return 'json' in read ? undefined : (read[0]?.message ?? 'it is not JSON');
}

/** How a version differs from what was pulled under its number; a registry that keeps its word never changes one. */
function contradictionOf(known: SnapshotVersion, now: SnapshotVersion): string | undefined {
  if (known.id !== now.id)
    return `had the schema id ${shown(known.id)} when it was pulled, but now has ${shown(now.id)}`;
  const isSame = known.sha256 === now.sha256 && known.type === now.type;
  if (!isSame) return `has a different text than when it was pulled, under the same id`;
  if (known.guid !== undefined && now.guid !== undefined && known.guid !== now.guid) {
    return `had the GUID ${known.guid} when it was pulled, but now has ${now.guid}`;
  }
  const references = (version: SnapshotVersion): string =>
    JSON.stringify(version.references.map(({ name, subject, version: number }) => [name, subject, number]));
  return references(known) === references(now) ? undefined : 'references different schemas than when it was pulled';
}

function shown(id: number | undefined): string {
  return id === undefined ? 'none' : String(id);
}
