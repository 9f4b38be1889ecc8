import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunResult } from '../../src/commands/compare-with-disk.js';
import { generate } from '../../src/commands/generate.js';
import { tempFolder } from '../support/temp-folder.js';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Makes a folder an ES module package that finds the packages of this repository. */
export function linkPackages(root: string): void {
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
}

export interface ProjectFiles {
  /** The config's JSON. */
  readonly config: unknown;
  /** Schemas by path: a text as it is, anything else as JSON. */
  readonly schemas?: Readonly<Record<string, unknown>>;
}

/** Writes a package with a config and schemas; returns its folder. */
export function writeProject({ config, schemas = {} }: ProjectFiles): string {
  const root = tempFolder();
  linkPackages(root);
  writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(config, null, 2));
  for (const [path, schema] of Object.entries(schemas)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof schema === 'string' ? schema : JSON.stringify(schema, null, 2));
  }
  return root;
}

/** Writes a project and generates into it; throws when that does not succeed. */
export async function generateProject(files: ProjectFiles): Promise<GeneratedProject> {
  const root = writeProject(files);
  const result = await generate({ cwd: root });
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  return { root, result, files: readTree(join(root, 'src/consumers')) };
}

export interface GeneratedProject {
  readonly root: string;
  readonly result: RunResult;
  /** The generated files by their path below `src/consumers`. */
  readonly files: Readonly<Record<string, string>>;
}

/** Every file below a folder, by its path relative to it, in code-point order. */
export function readTree(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** A record schema of the given fields: `[name, type]`. */
export function record(name: string, fields: readonly (readonly [string, unknown])[]): object {
  return { type: 'record', name, fields: fieldsOf(fields) };
}

export function fieldsOf(fields: readonly (readonly [string, unknown])[]): readonly object[] {
  return fields.map(([name, type]) => ({ name, type }));
}
