import { join } from 'node:path';
import type { RegistryConfig } from '../config/registry-config.js';
import { Secret } from '../config/secret.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { openRegistry, type RegistryWorld } from './open-registry.js';
import { readSchemaFile, type ReadFile } from './read-schema-file.js';
import type { ReadSchemaFile } from './read-schemas.js';
import type { ListedVersion, Registry, VersionIds } from './registry.js';

/** Schema files and registries that several projects read in one run: each file and each answer is read once. */
export interface SharedSources {
  readonly readSchemaFile: ReadSchemaFile;
  readonly openRegistry: (config: RegistryConfig, world: RegistryWorld) => Promise<Registry>;
  /** Ends the connections to all registries. */
  readonly close: () => void;
}

export function sharedSources(): SharedSources {
  const files = new Map<string, Promise<{ readonly name: string; readonly read: ReadFile }>>();
  const registries = new Map<string, Promise<Registry>>();
  const opened: Registry[] = [];
  return {
    readSchemaFile: async (root, file) => {
      const { name, read } = await once(files, join(root, file), async () => ({
        name: file,
        read: await readSchemaFile(root, file),
      }));
      return name === file ? read : renamed(read, file);
    },
    openRegistry: (config, world) =>
      once(registries, keyOf(config), async () => {
        const registry = await openRegistry(config, world);
        opened.push(registry);
        return rememberingRegistry(registry);
      }),
    close: () => {
      for (const registry of opened) registry.close();
    },
  };
}

/** The same text for registries that answer the same: at one address, with one identity. */
function keyOf(config: RegistryConfig): string {
  return JSON.stringify(config, function (this: Readonly<Record<string, unknown>>, name, value: unknown) {
    // What the replacer gets of a secret is what it shows to logs.
    const held = this[name];
    return held instanceof Secret ? held.fingerprint() : value;
  });
}

/** A registry that is asked each thing once, failures included, and stays open when one project is done with it. */
function rememberingRegistry(registry: Registry): Registry {
  const answers = new Map<string, Promise<unknown>>();
  // The key holds the name of the method, so an answer is always of that method's type.
  const ask = <Answer>(question: readonly unknown[], answer: () => Promise<Answer>): Promise<Answer> =>
    once(answers, JSON.stringify(question), answer) as Promise<Answer>;
  return {
    subjects: () => ask(['subjects'], registry.subjects),
    versions: (subject) => ask(['versions', subject], () => registry.versions(subject)),
    hasIds: (subject: string, listed: ListedVersion, known: VersionIds) =>
      ask(['hasIds', subject, listed, known], () => registry.hasIds(subject, listed, known)),
    fetch: (subject, listed) => ask(['fetch', subject, listed], () => registry.fetch(subject, listed)),
    close: () => undefined,
  };
}

function once<Value>(known: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** A file that was read for one project, under the path that another one has for it. */
function renamed(read: ReadFile, file: string): ReadFile {
  switch (read.kind) {
    case 'absent':
      return read;
    case 'malformed':
      return { ...read, problems: read.problems.map((problem) => at(problem, file)) };
    case 'read': {
      const known = read.file;
      return { ...read, file: { ...known, file, locate: (pointer) => ({ ...known.locate(pointer), file }) } };
    }
  }
}

function at(problem: Diagnostic, file: string): Diagnostic {
  return problem.location === undefined ? problem : { ...problem, location: { ...problem.location, file } };
}
