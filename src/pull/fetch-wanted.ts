import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '../config/config.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Clock } from '../http/clock.js';
import { openRegistry } from '../sources/open-registry.js';
import type { Registry } from '../sources/registry.js';
import { RegistryError } from '../sources/registry-error.js';
import type { SharedSources } from '../sources/shared-sources.js';
import { openSnapshot, type Snapshot } from '../sources/snapshot.js';
import { sha256, versionPath } from '../sources/snapshot-subject.js';
import { fetchSubjects } from './fetch-subjects.js';
import type { SubjectRequest } from './subject-request.js';
import type { Asked, PullProgress } from './live-subjects.js';
import { wantedSubjects } from './wanted-subjects.js';

interface FetchOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  /** Glob patterns of topics; undefined for all. */
  readonly topics: readonly string[] | undefined;
  readonly onProgress: (progress: PullProgress) => void;
  /** True to ask for the texts too that the snapshot holds. */
  readonly isFresh?: boolean;
  /** Opens the registry. Default: a connection of its own. */
  readonly open?: SharedSources['openRegistry'] | undefined;
}

/** Asks the config's registry for all that its topics want. Every failure is a diagnostic. */
export async function fetchWanted(config: Config, options: FetchOptions): Promise<Asked> {
  const wanted = wantedSubjects(config, options.topics);
  if (!wanted.ok) return { subjects: new Map(), diagnostics: wanted.problems };
  if (wanted.value.length === 0) return { subjects: new Map(), diagnostics: [] };
  const snapshot = openSnapshot(config);
  return withRegistry(config, options, (registry) =>
    fetchSubjects({
      registry,
      wanted: wanted.value,
      snapshot,
      isIntact: options.isFresh === true ? () => false : intactFiles(config, snapshot),
      configFile: config.file,
      onProgress: options.onProgress,
    }),
  );
}

/** Opens the config's registry for one piece of work and closes it; a failure of the registry becomes a diagnostic. */
async function withRegistry(
  config: Config,
  { environment, clock, open = openRegistry }: Pick<FetchOptions, 'environment' | 'clock' | 'open'>,
  ask: (registry: Registry) => Promise<Asked>,
): Promise<Asked> {
  let registry: Registry | undefined;
  try {
    if (config.registry === undefined) {
      const message = 'the config has no "registry"';
      throw new RegistryError({ code: 'registry-setup', message });
    }
    registry = await open(config.registry, { environment, clock });
    return await ask(registry);
  } catch (error) {
    if (error instanceof RegistryError) return { subjects: new Map(), diagnostics: [error.diagnostic] };
    throw error;
  } finally {
    registry?.close();
  }
}

/** Checks whether the snapshot's file of a version is, byte for byte, the one that was pulled. */
export function intactFiles(config: Config, snapshot: Snapshot): SubjectRequest['isIntact'] {
  return (subject, number) => {
    const version = snapshot.version({ subject, version: number });
    if (version === undefined) return false;
    try {
      const text = readFileSync(join(config.root, versionPath(config.snapshot, subject, version)), 'utf8');
      return sha256(text) === version.sha256;
    } catch {
      // Missing or unreadable: the registry has it still, and writing says what is wrong.
      return false;
    }
  };
}
