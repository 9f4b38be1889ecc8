import type { Config } from '../config/config.js';
import type { ConfigSource } from '../config/config-source.js';
import { setVersions } from '../config/set-versions.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { revisionFile, type GitRepository } from '../history/git-repository.js';
import type { TopicDiff, VersionToKeep } from '../history/topic-diff.js';
import { versionsSetting } from '../history/version-to-keep.js';
import { editConfig, toPaste } from './edit-config.js';
import { writeConfig } from './write-config.js';

export { versionsSetting };

export interface VersionsToKeep {
  readonly config: Config;
  readonly source: ConfigSource;
  readonly repository: GitRepository;
  /** The commit with the older schemas. */
  readonly commit: string;
  readonly topics: readonly TopicDiff[];
  /** The ids of the older and the newer schema, for a config that does not have them. */
  readonly ids?: { readonly older: string; readonly newer: string } | undefined;
}

interface KeptVersions {
  /** The files that were written, relative to the project's root: the older schemas, and the config. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Kept extends VersionToKeep {
  readonly topic: string;
  readonly part: 'key' | 'value';
  /** The older text of the file. */
  readonly text: string;
}

/** Copies older schemas from a commit to files of their own and lists them in the config, whose comments stay. */
export async function keepVersions(input: VersionsToKeep): Promise<KeptVersions> {
  const { config, source, repository, commit, topics, ids } = input;
  const wanted = topics.flatMap(({ topic, parts }) =>
    parts.flatMap(({ part, keep }) => (keep === undefined ? [] : [{ topic, part, ...keep }])),
  );
  if (wanted.length === 0) return refused(nothingToKeep(config.file));
  if (ids !== undefined && wanted.length > 1) return refused(severalParts(wanted.map(({ topic }) => topic)));
  const known = wanted.map((keep) => ({
    ...keep,
    olderId: keep.olderId ?? ids?.older ?? null,
    newerId: keep.newerId ?? ids?.newer ?? null,
  }));
  const unknown = known.filter(({ olderId, newerId }) => olderId === null || newerId === null);
  if (unknown.length > 0) return refused(...unknown.map((keep) => idsMissing(keep, config)));
  const kept: Kept[] = [];
  for (const keep of known) {
    const text = await revisionFile(repository, commit, keep.file);
    if (!text.ok) return refused(text.problem);
    kept.push({ ...keep, text: text.value });
  }
  return write(kept, { config, source });
}

function write(kept: readonly Kept[], { config, source }: Pick<VersionsToKeep, 'config' | 'source'>): KeptVersions {
  const { root, file } = config;
  const files: string[] = [];
  for (const { olderFile, text } of kept) {
    const failures = writeConfig({ root, file: olderFile, content: text, replaces: false });
    if (failures.length > 0) return { files, diagnostics: failures };
    files.push(olderFile);
  }
  const failures = editConfig(config, (content) =>
    kept.reduce(
      (text, keep) => setVersions(text, [...source.base, 'topics', keep.topic, keep.part], versionsSetting(keep)),
      content,
    ),
  );
  if (failures === undefined) return { files, diagnostics: kept.map((keep) => versionsToPaste(keep, file)) };
  return failures.length > 0 ? { files, diagnostics: failures } : { files: [...files, file], diagnostics: [] };
}

function refused(...diagnostics: readonly Diagnostic[]): KeptVersions {
  return { files: [], diagnostics };
}

function nothingToKeep(file: string): Diagnostic {
  return {
    code: 'version-kept',
    severity: 'note',
    message: 'no schema file with records that carry an id was edited, so there is no version to keep',
    location: { file },
  };
}

function severalParts(topics: readonly string[]): Diagnostic {
  return {
    code: 'usage',
    severity: 'error',
    message: `--ids is for one schema, but those of ${topics.join(', ')} have changed`,
    help: 'Choose one with --topic.',
  };
}

function idsMissing({ topic, part }: { readonly topic: string; readonly part: string }, { file }: Config): Diagnostic {
  return {
    code: 'usage',
    severity: 'error',
    message: `the ids of the older and the newer schema of ${topic} ${part} are not known, so records of the two cannot be distinguished`,
    location: { file },
    help: `Pass the ids of the registry: npx gen-msk-consumer diff --apply --topic ${topic} --ids <older>..<newer>`,
  };
}

function versionsToPaste({ topic, part, ...keep }: Kept, file: string): Diagnostic {
  return toPaste(file, {
    paste: `${part}: ${JSON.stringify({ versions: versionsSetting(keep) }, null, 2)},`,
    help: `Put the lines in place of the ${part} of "${topic}".`,
  });
}
