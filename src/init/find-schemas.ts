import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { glob } from 'tinyglobby';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { readSchemaText } from '../sources/schema-file.js';
import { parseSubject } from '../sources/snapshot-subject.js';
import { readAvroFile } from './avro-file.js';
import type { FoundSchema } from './found-schema.js';
import type { ReadFile } from './read-file.js';
import { JSON_SCHEMA_NAME, readJsonSchemaFile } from './json-schema-file.js';

interface FoundSchemas {
  /** In code-point order of their paths. */
  readonly files: readonly FoundSchema[];
  readonly warnings: readonly Diagnostic[];
}

/** A file larger than this is data, unless its name says that it is a schema. */
const largest = 1024 * 1024;

const ignored = ['**/node_modules/**', '**/dist/**', '**/build/**', '**/coverage/**'] as const;

/** The schemas in a folder and below it, but for installed packages, built files, hidden folders and what `pull` has vendored. */
export async function findSchemas(root: string): Promise<FoundSchemas> {
  const paths = await glob('**/*.{avsc,avro,json,yaml,yml}', {
    cwd: root,
    ignore: [...ignored],
    followSymbolicLinks: false,
  });
  const vendored = new Set(paths.filter((path) => isSubject(root, path)).map((path) => dirname(path)));
  const files: FoundSchema[] = [];
  const warnings: Diagnostic[] = [];
  for (const path of paths.filter((each) => !vendored.has(dirname(each))).sort()) {
    const text = readText(root, path);
    if (text === undefined) continue;
    const read = await readFoundSchema(path, text);
    if (read.ok) files.push(read.file);
    else if (read.reason !== undefined) {
      warnings.push({ code: 'schema-skipped', severity: 'warning', message: read.reason, location: { file: path } });
    }
  }
  return { files, warnings };
}

/** The files of other schema languages in a folder and below it, in code-point order. */
export async function findOtherSchemas(root: string): Promise<readonly string[]> {
  const paths = await glob('**/*.{proto,avdl}', { cwd: root, ignore: [...ignored], followSymbolicLinks: false });
  return paths.sort();
}

/** Reads the text of a file as a schema, where it is one. */
export async function readFoundSchema(path: string, text: string): Promise<ReadFile<FoundSchema>> {
  const none = { ok: false, reason: undefined } as const;
  if (!isNamed(path) && (otherFile.test(basename(path)) || !telling.test(text))) return none;
  const isYaml = /\.ya?ml$/.test(path);
  const read = isYaml
    ? await (await import('../sources/schema-yaml.js')).readSchemaYaml(path, text)
    : readSchemaText(path, text);
  if (!('json' in read)) return isNamed(path) ? { ok: false, reason: `it is not ${isYaml ? 'YAML' : 'JSON'}` } : none;
  if (read.format === 'json-schema') return readJsonSchemaFile(path, read.json);
  const avro = readAvroFile(path, read.json);
  return avro.ok || !JSON_SCHEMA_NAME.test(path) ? avro : { ok: false, reason: 'it is not a JSON Schema' };
}

/** Whether a file marks the schemas in its folder as those of a registry's subject. */
function isSubject(root: string, path: string): boolean {
  return basename(path) === 'subject.json' && parseSubject(readFileSync(join(root, path), 'utf8')) !== undefined;
}

/** Whether the name of a file says that it is a schema. */
function isNamed(path: string): boolean {
  return /\.(?:avsc|avro)$/.test(path) || JSON_SCHEMA_NAME.test(path);
}

/** Files that are JSON or YAML for another reason. */
const otherFile =
  /^(?:package(?:-lock)?|tsconfig.*|jsconfig.*|composer|deno|npm-shrinkwrap)\.json$|^(?:pnpm-lock|docker-compose.*|compose.*)\.ya?ml$/;

/** Words of which a schema has one at least. Most files of a project have none, and need not be parsed. */
const telling =
  /\$schema|\bproperties\b|\b(?:one|any|all)Of\b|\$defs|\bdefinitions\b|\brecord\b|\benum\b|\bfixed\b|\berror\b/;

/** Undefined for data: a large file, or the binary container files that share the extension .avro with schemas. */
function readText(root: string, path: string): string | undefined {
  const file = join(root, path);
  if (!isNamed(path) && statSync(file).size > largest) return undefined;
  const bytes = readFileSync(file);
  return bytes.subarray(0, 4).equals(Buffer.from('Obj\u0001')) ? undefined : bytes.toString('utf8');
}
