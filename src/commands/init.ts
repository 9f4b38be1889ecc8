import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import picomatch from 'picomatch';
import type { Config, Framing } from '../config/config.js';
import { configsIn } from '../config/find-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Change, ChangeList } from '../plan/change.js';
import { isRunning } from '../plan/is-running.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import { writeChanges } from '../plan/write-changes.js';
import { findSchemas } from '../init/find-schemas.js';
import { guessTestRunner } from '../init/guess-test-runner.js';
import { initRemarks, leftOutRemark, misfit } from '../init/init-remarks.js';
import { proposeTopics } from '../init/propose-topics.js';
import { renderConfig, type InitChoices } from '../init/render-config.js';

export interface InitOptions {
  /** The folder to search and to write the config to. Default: the current folder. */
  readonly cwd?: string;
  /** Glob patterns of topics to confine the config to. Default: all that were found. */
  readonly topics?: readonly string[];
  /** Default: `src/consumers`. */
  readonly output?: string;
  /** Default: `none`. */
  readonly framing?: Framing;
  /** Default: the one that package.json speaks of, or else vitest. */
  readonly testRunner?: Config['testRunner'];
  /** Default: `.js`. */
  readonly importExtension?: Config['importExtension'];
  /** True to replace a gen-msk-consumer.config.json. Default: false. */
  readonly force?: boolean;
  /** Asked before anything is written, with what was found; null calls it off. */
  readonly choose?: (found: InitChoices) => Promise<InitChoices | null>;
}

export interface InitResult {
  /** The folder that paths are relative to, absolute. */
  readonly root: string;
  /** The config that was written; null when there is none. */
  readonly file: string | null;
  /** The Kafka topics in it. */
  readonly topics: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The config that `init` writes. */
export const configFile = 'gen-msk-consumer.config.json';

/** Writes a first config for the Avro and JSON schemas in a folder. A config that is there is kept, unless `force` is given. */
export async function init(options: InitOptions = {}): Promise<InitResult> {
  const root = resolve(options.cwd ?? '.');
  const refuse = (...diagnostics: readonly Diagnostic[]): InitResult => ({ root, file: null, topics: [], diagnostics });
  if (!existsSync(root))
    return refuse({ code: 'no-schemas', severity: 'error', message: `the folder ${root} does not exist` });
  const existing = configsIn(root);
  const inTheWay = existing.find((name) => name !== configFile || options.force !== true);
  if (inTheWay !== undefined) return refuse(configExists(inTheWay));

  const { files, warnings: skipped } = await findSchemas(root);
  const { topics, include, leftOut } = proposeTopics(files, (path) => existsSync(join(root, path)));
  const warnings = [...leftOut.map(leftOutRemark), ...skipped];
  const isWanted = options.topics === undefined ? () => true : picomatch([...options.topics], { dot: true });
  const found: InitChoices = {
    topics: topics.filter(({ topic }) => isWanted(topic)),
    include,
    output: options.output ?? 'src/consumers',
    framing: options.framing ?? 'none',
    testRunner: options.testRunner ?? guessTestRunner(root),
    importExtension: options.importExtension ?? '.js',
  };
  if (found.topics.length === 0) return refuse(noTopics(topics.map(({ topic }) => topic)), ...warnings);

  const choices = options.choose === undefined ? found : await options.choose(found);
  if (choices === null) return refuse();
  const wrong = misfit(choices);
  if (wrong !== undefined) return refuse(wrong);
  // A file of the user's is never replaced; one of the tool's is, as --force asks for.
  const owner = options.force === true ? 'tool' : 'user';
  const change: Change = {
    kind: 'missing',
    path: configFile,
    expected: { path: configFile, owner, content: renderConfig(choices) },
  };
  const list: ChangeList = { changes: [change], folders: [], leftovers: { files: [], folders: [] } };
  const failures = writeChanges(list, nodeFileSystem(root), { id: process.pid, isRunning });
  if (failures.length > 0) return refuse(...failures);
  const diagnostics = [...initRemarks(choices, configFile), ...warnings];
  return { root, file: configFile, topics: choices.topics.map(({ topic }) => topic), diagnostics };
}

/** A config that is in the way. */
export function configExists(file: string): Diagnostic {
  const location = { file };
  const message = 'the folder already has a config';
  if (file === configFile) return { code: 'config-exists', severity: 'error', message, location };
  return { code: 'config-exists', severity: 'error', message, location, help: 'Edit it, or remove it first.' };
}

function noTopics(found: readonly string[]): Diagnostic {
  if (found.length === 0)
    return {
      code: 'no-schemas',
      severity: 'error',
      message: 'no Avro or JSON Schema of a record was found in this folder or its subfolders',
    };
  return {
    code: 'topic-not-found',
    severity: 'error',
    message: `--topic does not match any of the topics found: ${found.join(', ')}`,
  };
}
