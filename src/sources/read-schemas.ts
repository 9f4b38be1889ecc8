import { byCodePoint } from '../diagnostics/by-code-point.js';

import type { Config, PartConfig, VersionConfig } from '../config/config.js';
import { projectPaths, type ProjectPaths } from '../config/project-path.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { LENIENT } from '../json-schema/read/dialect.js';
import type { JsonDocument, JsonDocuments } from '../json-schema/read/json-documents.js';
import { referencesIn } from '../json-schema/read/references-in.js';
import { referenceResolver, type ReferenceResolver } from '../json-schema/read/resolve-reference.js';
import { schemaIndex, type SchemaIndex } from '../json-schema/read/schema-index.js';
import { parseSchemaPath } from '../paths/schema-path.js';
import { patternExpander } from './expand-patterns.js';
import { fileOrPart, partFault } from './file-part.js';
import { readSchemaFile, type ReadFile } from './read-schema-file.js';
import type { SchemaFile } from './schema-file.js';
import { similarFile } from './similar-file.js';

/** Every schema file that the chosen topics need. */
export interface Schemas {
  get(file: string): SchemaFile | undefined;
  /** Every file that was read, in no order. */
  paths(): Iterable<string>;
  /** The files of a part's `include` patterns, in code-point order. */
  included(part: SchemaPart): readonly SchemaFile[];
  /** The files that the references of a part's JSON Schemas may lead to; the same value for parts that share them. */
  documents(part: SchemaPart): JsonDocuments;
  /** The files that a part names, and `more` that it was found to use, with those that their references lead to. */
  reach(part: SchemaPart, more: readonly string[]): SchemaReach;
  /** Whether a file that a part needs could not be read: what is wrong with it is among the problems already. */
  isIncomplete(part: SchemaPart): boolean;
}

/** Files that schemas use, and those that references were looked for in and that are not there, with the reason. */
interface SchemaReach {
  readonly files: readonly string[];
  readonly absent: ReadonlyMap<string, string>;
}

/** The files, or what is wrong with some of them and those that could be read. */
type SchemasRead =
  | Extract<Result<Schemas>, { readonly ok: true }>
  | { readonly ok: false; readonly problems: readonly Diagnostic[]; readonly readable: Schemas };

type SchemaPart = Extract<PartConfig, { kind: 'schema' }>;

/** Reads a schema file; `file` is relative to `root`. */
export type ReadSchemaFile = (root: string, file: string) => Promise<ReadFile>;

/** How many files references alone may lead to: a bound for hostile schemas. */
const MAX_REFERRED = 10_000;

/**
 * Reads the schema files of a config and, from JSON Schemas, those that their references lead to within the project,
 * each once. Missing and malformed ones are all reported; what a reference does not find, its schema's builder reports.
 * `readFile` stands for reading a file from the disk, `expand` for the search for what patterns match.
 */
export async function readSchemas(
  config: Config,
  readFile: ReadSchemaFile = readSchemaFile,
  expand = patternExpander(config.root),
): Promise<SchemasRead> {
  const parts = config.topics.flatMap(({ key, value }) => [key, value]).filter((part) => part.kind === 'schema');
  const included = new Map<string, readonly string[]>();
  for (const { include } of parts) {
    const key = keyOf(include);
    if (!included.has(key)) included.set(key, await expand(include));
  }
  const reading: Reading = { config, readFile, files: new Map(), absent: new Map(), links: new Map(), problems: [] };
  await readNamed(reading, namedFiles(parts));
  await readNamed(reading, new Map([...included.values()].flat().map((file) => [file, undefined])));
  await followReferences(reading);
  checkParts(reading, parts);
  const readable = schemasOf(reading, included);
  if (reading.problems.length > 0) return { ok: false, problems: [...reading.problems].sort(byPlace), readable };
  return { ok: true, value: readable, warnings: [] };
}

/** The files that a config names one by one, each with the JSON pointer of where it does. */
function namedFiles(parts: readonly SchemaPart[]): ReadonlyMap<string, string> {
  const named = parts.flatMap((part) => [
    ...allVersions(part).flatMap(({ file, pointer, references = [] }) =>
      [parseSchemaPath(file).file, ...references.map((reference) => reference.file)].map(
        (name) => [name, pointer] as const,
      ),
    ),
    ...(part.sample === undefined ? [] : [[part.sample.file, part.sample.pointer] as const]),
  ]);
  return new Map(named.reverse());
}

/** Those of several subjects too, of which some stand for others of the same id. */
function allVersions({ versions, union = [] }: SchemaPart): readonly VersionConfig[] {
  return [...versions, ...union.flatMap((subject) => subject.versions)];
}

/** What was read so far. */
interface Reading {
  readonly files: Map<string, SchemaFile>;
  /** Why files that references lead to are not there. */
  readonly absent: Map<string, string>;
  /** Where the references of a JSON Schema may lead to. */
  readonly links: Map<string, readonly string[]>;
  readonly problems: Diagnostic[];
  readonly config: Config;
  readonly readFile: ReadSchemaFile;
}

/** Reads files that must be there, unless they were read; each with where the config names it, if it does. */
async function readNamed(reading: Reading, files: ReadonlyMap<string, string | undefined>): Promise<void> {
  const { root, file: configFile } = reading.config;
  const wanted = [...files].filter(([file]) => !reading.files.has(file));
  await Promise.all(
    wanted.map(async ([file, pointer]) => {
      const read = await reading.readFile(root, file);
      if (read.kind === 'read') reading.files.set(file, read.file);
      else if (read.kind === 'malformed') reading.problems.push(...read.problems);
      else {
        const location = pointer === undefined ? { file } : { file: configFile, pointer };
        const message = `the schema file ${file} ${read.reason}`;
        const near = similarFile(root, file);
        const help = near === undefined ? {} : { help: `Did you mean "${near}"?` };
        reading.problems.push({ code: 'schema-not-found', severity: 'error', message, location, ...help });
      }
    }),
  );
}

/** Reports what the config names inside files and is not there, or is not a JSON Schema. */
function checkParts(reading: Reading, parts: readonly SchemaPart[]): void {
  for (const { file: path, pointer } of parts.flatMap(allVersions)) {
    const fault = partFault(path, reading.files);
    if (fault === undefined) continue;
    const location = { file: reading.config.file, pointer };
    reading.problems.push({ code: 'schema-not-found', severity: 'error', ...fault, location });
  }
}

/** Reads what the references of JSON Schemas lead to by path, and what those of these do, as far as it is there. */
async function followReferences(reading: Reading): Promise<void> {
  const paths = projectPaths(reading.config.root, reading.config.schemaRoots ?? []);
  const documents: JsonDocuments = { get: (file) => reading.files.get(file), all: () => [] };
  const index = schemaIndex(documents, LENIENT);
  const resolver = referenceResolver(index);
  let referred = 0;
  for (let open = [...reading.files.values()]; open.length > 0;) {
    for (const file of open) reading.links.set(file.file, candidatesOf(file, index, resolver));
    const candidates = new Set(open.flatMap(({ file }) => reading.links.get(file) ?? []));
    const wanted = [...candidates].filter((file) => !reading.files.has(file) && !reading.absent.has(file));
    referred += wanted.length;
    if (referred > MAX_REFERRED) {
      const message = `the schema references more than ${MAX_REFERRED} files`;
      reading.problems.push({
        code: 'schema-invalid',
        severity: 'error',
        message,
        location: { file: open[0]?.file ?? '' },
      });
      return;
    }
    const read = await Promise.all(wanted.map(async (file) => readReferred(reading, file, paths)));
    open = read.filter((file) => file !== undefined);
  }
}

async function readReferred(reading: Reading, file: string, paths: ProjectPaths): Promise<SchemaFile | undefined> {
  const checked = paths.check(file);
  if (!checked.ok) {
    reading.absent.set(
      file,
      checked.code === 'path-outside'
        ? 'is outside the project and the folders of "schemaRoots"'
        : 'has a name that cannot be used',
    );
    return undefined;
  }
  const read = await reading.readFile(reading.config.root, file);
  switch (read.kind) {
    case 'absent':
      reading.absent.set(file, read.reason);
      return undefined;
    case 'malformed':
      reading.absent.set(file, MALFORMED);
      reading.problems.push(...read.problems);
      return undefined;
    case 'read':
      reading.files.set(file, read.file);
      return read.file;
  }
}

/** Why a file that a reference leads to is not there, where its text is at fault. */
const MALFORMED = 'cannot be read';

function candidatesOf(file: SchemaFile, index: SchemaIndex, resolver: ReferenceResolver): readonly string[] {
  if (file.format !== 'json-schema') return [];
  const document = index.of(file);
  return referencesIn(document).flatMap(({ reference, resource }) =>
    resolver.candidates(reference, { document, resource }),
  );
}

function schemasOf({ files, absent, links }: Reading, includedFiles: ReadonlyMap<string, readonly string[]>): Schemas {
  const documents = new Map<string, JsonDocuments>();
  const included = ({ include }: SchemaPart): readonly SchemaFile[] =>
    (includedFiles.get(keyOf(include)) ?? []).flatMap((file) => files.get(file) ?? []);
  const documentsOf = (part: SchemaPart, versions: readonly VersionConfig[]): JsonDocuments => {
    const all = included(part).filter(({ format }) => format === 'json-schema');
    const named = (name: string, from: string): JsonDocument | undefined => {
      const version =
        versions.find(({ file }) => file === from) ??
        versions.find(({ references = [] }) => references.some(({ file }) => file === from));
      const reference = version?.references?.find((candidate) => candidate.name === name);
      return reference === undefined ? undefined : files.get(reference.file);
    };
    return { get: (file) => files.get(file), all: () => all, absent: (file) => absent.get(file), named };
  };
  return {
    get: (path) => fileOrPart(path, files),
    paths: () => files.keys(),
    included,
    reach: (part, more) => {
      const reached = new Set([...namedFiles([part]).keys(), ...more]);
      for (const file of reached) for (const next of links.get(file) ?? []) reached.add(next);
      const missing = [...reached].flatMap((file): (readonly [string, string])[] =>
        files.has(file) ? [] : [[file, absent.get(file) ?? MALFORMED]],
      );
      return { files: [...reached].filter((file) => files.has(file)), absent: new Map(missing) };
    },
    isIncomplete: (part) => {
      const named = [...namedFiles([part]).keys(), ...(includedFiles.get(keyOf(part.include)) ?? [])];
      const reached = new Set(named);
      for (const file of reached) for (const next of links.get(file) ?? []) reached.add(next);
      return (
        named.some((file) => !files.has(file)) ||
        allVersions(part).some(({ file }) => partFault(file, files) !== undefined) ||
        [...reached].some((file) => absent.get(file) === MALFORMED)
      );
    },
    documents: (part) => {
      // Registry references are a part's own; without them, the included files give the documents.
      const versions = allVersions(part);
      const hasReferences = versions.some(({ references = [] }) => references.length > 0);
      const key = hasReferences ? `part ${part.pointer}` : keyOf(part.include);
      const known = documents.get(key) ?? documentsOf(part, versions);
      documents.set(key, known);
      return known;
    },
  };
}

function keyOf(include: readonly string[]): string {
  return include.join('\0');
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [from, to] = [a.location, b.location];
  const inFile = (from?.line ?? 0) - (to?.line ?? 0) || (from?.column ?? 0) - (to?.column ?? 0);
  return byCodePoint(from?.file ?? '', to?.file ?? '') || inFile || byCodePoint(a.message, b.message);
}
