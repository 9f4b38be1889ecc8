import type { CheckOptions } from './check-options.js';
import { withPosition } from '../config/config-source.js';
import { openConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { systemClock } from '../http/system-clock.js';
import { fetchWanted, intactFiles } from '../pull/fetch-wanted.js';
import type { LiveSubjects } from '../pull/live-subjects.js';
import { openSnapshot, type Snapshot } from '../sources/snapshot.js';
import { wantedSubjects } from '../pull/wanted-subjects.js';
import { versionPath } from '../sources/snapshot-subject.js';

/**
 * Where the snapshot is not what the live registry holds: an error diagnostic for each version that is new, gone or other
 * there, and for each vendored file that was edited. Writes nothing.
 */
export async function registryDrift(options: CheckOptions): Promise<readonly Diagnostic[]> {
  const { cwd, config: file, topics, env = process.env } = options;
  const opened = await openConfig({ cwd, file, env });
  if (!opened.ok) return opened.problems;
  const { config, source } = opened;
  const wanted = wantedSubjects(config, topics);
  if (!wanted.ok) return wanted.problems;
  if (wanted.value.length === 0) return [nothingToCompare(config.file)];
  const asked = await fetchWanted(config, {
    environment: env,
    clock: options.clock ?? systemClock,
    topics,
    onProgress: options.onProgress ?? (() => undefined),
    isFresh: true,
    open: options.shared?.openRegistry,
  });
  const vanished = asked.diagnostics.map((diagnostic): Diagnostic => {
    if (diagnostic.code !== 'subject-vanished') return diagnostic;
    const { message, location } = diagnostic;
    return { code: 'registry-drift', severity: 'error', message, ...(location === undefined ? {} : { location }) };
  });
  const snapshot = openSnapshot(config);
  const isIntact = intactFiles(config, snapshot);
  const drift = newVersions(asked.subjects, snapshot, config.file);
  const edited = editedFiles(asked.subjects, snapshot, isIntact);
  return [...vanished, ...drift, ...edited].map((diagnostic) => withPosition(source, diagnostic));
}

/** Reports a check without subjects, which would always pass. */
function nothingToCompare(file: string): Diagnostic {
  return {
    code: 'registry-setup',
    severity: 'error',
    message: 'no topic has its schema from a registry, so there is nothing to compare with one',
    location: { file },
    help: 'Leave out --registry, or name the subjects of topics: "value": { "subject": "…" }.',
  };
}

function newVersions(subjects: LiveSubjects, snapshot: Snapshot, configFile: string): readonly Diagnostic[] {
  return versionsOf(subjects).flatMap(({ subject, version, id }): Diagnostic[] => {
    if (snapshot.version({ subject, version }) !== undefined) return [];
    const message = `version ${version}${id} of the subject ${JSON.stringify(subject)} is not in the snapshot`;
    return [{ code: 'registry-drift', severity: 'error', message, location: { file: configFile } }];
  });
}

function editedFiles(
  subjects: LiveSubjects,
  snapshot: Snapshot,
  isIntact: ReturnType<typeof intactFiles>,
): readonly Diagnostic[] {
  return versionsOf(subjects).flatMap(({ subject, version }): Diagnostic[] => {
    const known = snapshot.version({ subject, version });
    if (known === undefined || isIntact(subject, version)) return [];
    const location = { file: versionPath(snapshot.folder, subject, known) };
    const message = 'differs from the text that was pulled: it was edited, deleted, or its line endings changed';
    return [{ code: 'registry-drift', severity: 'error', message, location }];
  });
}

function versionsOf(
  subjects: LiveSubjects,
): readonly { readonly subject: string; readonly version: number; readonly id: string }[] {
  return [...subjects].flatMap(([subject, versions]) =>
    [...versions.values()].map(({ version: { version, id } }) => ({
      subject,
      version,
      id: id === undefined ? '' : ` (schema id ${id})`,
    })),
  );
}
