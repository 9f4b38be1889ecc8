import type { Config, PartConfig } from '../config/config.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Result } from '../diagnostics/diagnostic.js';
import type { Clock } from '../http/clock.js';
import { fetchWanted } from '../pull/fetch-wanted.js';
import type { LiveSubjects, PullProgress } from '../pull/live-subjects.js';
import { readSchemaFile, type ReadFile } from '../sources/read-schema-file.js';
import type { ReadSchemaFile } from '../sources/read-schemas.js';
import { readSchemaText } from '../sources/schema-file.js';
import type { SharedSources } from '../sources/shared-sources.js';
import { openSnapshot } from '../sources/snapshot.js';
import { versionPath } from '../sources/snapshot-subject.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';
import { readState, type SchemaState } from './schema-state.js';

export interface RegistryStatesInput {
  /** With the registry resolved, and the chosen topics alone. */
  readonly config: Config;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly onProgress: (progress: PullProgress) => void;
  /** What other projects of the run read too. */
  readonly shared?: SharedSources | undefined;
}

export interface RegistryStates {
  readonly before: SchemaState;
  readonly after: SchemaState;
}

/**
 * The topics whose schemas are those of subjects: as they are in the snapshot, and as they would be after a pull. What the
 * registry answers stays in memory. A topic of which nothing was pulled yet is there afterwards only.
 */
export async function registryStates(input: RegistryStatesInput): Promise<Result<RegistryStates>> {
  const { environment, clock, onProgress, shared } = input;
  const readSchema = shared?.readSchemaFile ?? readSchemaFile;
  const topics = input.config.topics.filter(({ key, value }) => isOfSubject(key) || isOfSubject(value));
  const config = { ...input.config, topics };
  const asked = await fetchWanted(config, {
    environment,
    clock,
    topics: undefined,
    onProgress,
    open: shared?.openRegistry,
  });
  if (asked.diagnostics.some(({ severity }) => severity === 'error')) return { ok: false, problems: asked.diagnostics };

  const pulled = config.topics.filter((topic) => isPulled({ ...config, topics: [topic] }));
  const snapshot = resolveSubjectsFromSnapshot({ ...config, topics: pulled });
  if (!snapshot.ok) return snapshot;
  const before = await readState({ name: 'the snapshot', config: snapshot.value, readFile: readSchema });
  if (!before.ok) return before;

  const live = resolveSubjectsFromSnapshot(config, openSnapshot(config, liveSubjects(asked.subjects)));
  if (!live.ok) return live;
  const readFile = liveFiles(asked.subjects, config, readSchema);
  const after = await readState({ name: 'the registry', config: live.value, readFile });
  if (!after.ok) return after;
  return { ok: true, value: { before: before.value, after: after.value }, warnings: asked.diagnostics };
}

function isOfSubject(part: PartConfig): boolean {
  return part.kind === 'schema' && part.from !== undefined;
}

function isPulled(config: Config): boolean {
  const filled = resolveSubjectsFromSnapshot(config);
  return filled.ok || !filled.problems.every(({ code }) => code === 'subject-not-pulled');
}

function liveSubjects(subjects: LiveSubjects): Parameters<typeof openSnapshot>[1] {
  return [...subjects].map(([subject, versions]) => ({
    subject,
    versions: [...versions.values()].map(({ version }) => version).sort((a, b) => a.version - b.version),
  }));
}

/** Reads the registry's schemas from memory, and everything else from the disk. */
function liveFiles(subjects: LiveSubjects, config: Config, readSchema: ReadSchemaFile): ReadSchemaFile {
  const texts = new Map<string, string>();
  for (const [subject, versions] of subjects) {
    for (const { version, text } of versions.values()) {
      if (text !== null) texts.set(versionPath(config.snapshot, subject, version), text);
    }
  }
  return async (root, file): Promise<ReadFile> => {
    const text = texts.get(file);
    if (text === undefined) return readSchema(root, file);
    const read = readSchemaText(file, text);
    return 'json' in read ? { kind: 'read', file: read } : { kind: 'malformed', problems: read };
  };
}
