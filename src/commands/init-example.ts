import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configsIn } from '../config/find-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { WriteError, writing } from '../diagnostics/write-error.js';
import { exampleFiles } from '../init/example-files.js';
import { findSchemas } from '../init/find-schemas.js';
import type { Change } from '../plan/change.js';
import { isRunning } from '../plan/is-running.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import { writeChanges } from '../plan/write-changes.js';
import { configExists, init, nothingWritten, type InitOptions, type InitResult } from './init.js';

/**
 * Writes an example project: an Avro and a JSON Schema topic, and a package.json and tsconfig.json where there are none; then
 * their config, as `init` does. A folder that has schemas or a config is left as it is.
 */
export async function initExample(options: Omit<InitOptions, 'force' | 'choose'> = {}): Promise<InitResult> {
  const root = resolve(options.cwd ?? '.');
  const refuse = (...problems: readonly Diagnostic[]): InitResult => nothingWritten(root, problems);
  try {
    writing(root, () => mkdirSync(root, { recursive: true }));
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return refuse(error.diagnostic(root));
  }
  const [config] = configsIn(root);
  if (config !== undefined) return refuse(configExists(config));
  const [schema] = (await findSchemas(root)).files;
  if (schema !== undefined) return refuse(hasSchemas(schema.path));
  const changes = Object.entries(exampleFiles)
    .filter(([path]) => !existsSync(join(root, path)))
    .map(([path, content]): Change => ({ kind: 'missing', path, expected: { path, owner: 'user', content } }));
  const list = { changes, folders: [], leftovers: { files: [], folders: [] } };
  const failures = writeChanges(list, nodeFileSystem(root), { id: process.pid, isRunning });
  if (failures.length > 0) return refuse(...failures);
  return { ...(await init(options)), created: changes.map(({ path }) => path) };
}

function hasSchemas(file: string): Diagnostic {
  return {
    code: 'usage',
    severity: 'error',
    message: 'the folder has schemas of its own: the example is for an empty folder',
    location: { file },
    help: 'Run `npx gen-msk-consumer init`, which writes a config for them.',
  };
}
