import picomatch from 'picomatch';

import type { Config } from '../config/config.js';
import type { Result } from '../diagnostics/diagnostic.js';
import { readSchemaFile } from '../sources/read-schema-file.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';
import { openRevisionConfig, type RevisionToOpen } from './revision-config.js';
import type { RevisionTree } from './revision-tree.js';
import { problemsOf, readState, type SchemaState } from './schema-state.js';

interface RevisionStateInput extends RevisionToOpen {
  /** Chooses topics by their names. */
  readonly isChosen: (topic: string) => boolean;
}

/** The topics at a revision; none where there was no config yet, with a note that says so. */
export async function revisionState(input: RevisionStateInput): Promise<Result<SchemaState>> {
  const { name, isChosen } = input;
  const opened = await openRevisionConfig(input);
  if (!opened.ok) return { ok: false, problems: problemsOf(name, opened.problems) };
  const { config, tree } = opened.value;
  if (config === undefined) {
    const message = `${name} has no config, so every topic is new`;
    const value = { name, topics: new Map(), shared: '' };
    return { ok: true, value, warnings: [{ code: 'config-missing-at-revision', severity: 'note', message }] };
  }
  const topics = config.topics.filter(({ topic }) => isChosen(topic));
  const state = await readRevision(name, { ...config, topics }, tree);
  return state.ok ? { ...state, warnings: opened.warnings } : { ok: false, problems: problemsOf(name, state.problems) };
}

async function readRevision(name: string, config: Config, tree: RevisionTree): Promise<Result<SchemaState>> {
  const isSubject = (path: string): boolean => path.startsWith(`${config.snapshot}/`) && path.endsWith('/subject.json');
  await tree.place(tree.paths.filter(isSubject));
  const filled = resolveSubjectsFromSnapshot(config);
  if (!filled.ok) return filled;
  await tree.place([...namedFiles(filled.value), ...includedFiles(filled.value, tree.paths)]);
  return readState({
    name,
    config: filled.value,
    // What references lead to, nobody names beforehand.
    readFile: async (root, file) => {
      await tree.place([file]);
      return readSchemaFile(root, file);
    },
  });
}

function namedFiles(config: Config): readonly string[] {
  return schemaParts(config).flatMap(({ versions, union = [] }) =>
    [...versions, ...union.flatMap((subject) => subject.versions)].flatMap(({ file, references = [] }) => [
      file,
      ...references.map((reference) => reference.file),
    ]),
  );
}

/** What may match the patterns of the config's `include`, and rather too much: they are expanded in the folder once more. */
function includedFiles(config: Config, paths: readonly string[]): readonly string[] {
  const patterns = new Set(
    schemaParts(config).flatMap(({ include }) => include.map((each) => each.replace(/^\.\//, ''))),
  );
  if (patterns.size === 0) return [];
  const matches = picomatch([...patterns, ...[...patterns].map((each) => `${each.replace(/\/$/, '')}/**`)], {
    dot: true,
  });
  return paths.filter((path) => matches(path));
}

function schemaParts({ topics }: Config) {
  return topics.flatMap(({ key, value }) => [key, value]).filter((part) => part.kind === 'schema');
}
