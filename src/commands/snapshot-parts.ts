import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, PartConfig } from '../config/config.js';
import type { PartModel, VersionModel } from '../model/topic-model.js';
import { resolveFetched } from '../runtime/later/read-fetched.js';
import { SchemaFetchError } from '../runtime/later/schema-source.js';
import { openSnapshot, type Snapshot } from '../sources/snapshot.js';
import { versionPath, type SnapshotVersion } from '../sources/snapshot-subject.js';

/**
 * A part with all versions of its subjects that are in the snapshot, those that the config does not choose included: what
 * the consumer would fetch of them.
 */
export function withSnapshotVersions(part: PartModel, config: Config, partConfig: PartConfig): PartModel {
  if (part.kind !== 'avro' || partConfig.kind !== 'schema') return part;
  const snapshot = openSnapshot(config);
  const known = new Set(part.versions.map(({ id }) => id));
  const versions: VersionModel[] = [];
  for (const { subject } of partConfig.from?.subjects ?? []) {
    const found = snapshot.subject(subject);
    if (typeof found === 'string') continue;
    for (const version of found.versions) {
      const id = part.framing === 'confluent' ? version.id?.toString() : version.guid;
      if (id === undefined || known.has(id) || version.type !== 'AVRO') continue;
      const file = versionPath(config.snapshot, subject, version);
      const read = resolved(config, { file, version, snapshot }, part.shape);
      if (read !== undefined) versions.push({ id, file, files: [], ...read });
    }
  }
  // The last one is the reader's.
  return { ...part, versions: [...versions, ...part.versions] };
}

interface SnapshotFile {
  readonly file: string;
  readonly version: SnapshotVersion;
  readonly snapshot: Snapshot;
}

/** Undefined for one that the reader's schema cannot read. */
function resolved(
  { root, snapshot: folder }: Pick<Config, 'root' | 'snapshot'>,
  { file, version, snapshot }: SnapshotFile,
  shape: Parameters<typeof resolveFetched>[1],
): ReturnType<typeof resolveFetched> | undefined {
  const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
  const references = snapshot.references(version).found;
  try {
    return resolveFetched(
      {
        text: textOf(file),
        references: references.map((one) => textOf(versionPath(folder, one.subject, one.version))),
      },
      shape,
    );
  } catch (error) {
    if (error instanceof SchemaFetchError) return undefined;
    throw error;
  }
}
