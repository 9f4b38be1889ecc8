import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import picomatch from 'picomatch';
import { configsIn } from '../config/find-config.js';
import { counted } from '../diagnostics/counted.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { chooseSettings, decisionsOf, type Decision, type GivenSettings } from '../init/decision.js';
import { findOtherSchemas, findSchemas } from '../init/find-schemas.js';
import { initRemarks, leftOutRemark, misfit } from '../init/init-remarks.js';
import { findingsOf, type Finding } from '../init/project/finding.js';
import { readProject } from '../init/project/project.js';
import { setupRemarks } from '../init/project/setup-remarks.js';
import { proposeTopics } from '../init/propose-topics.js';
import { renderConfig, type InitChoices } from '../init/render-config.js';
import { writeConfig } from './write-config.js';

/** The settings that are not given are chosen by what the project's files show. */
export interface InitOptions extends GivenSettings {
  /** The folder to search and to write the config to. Default: the current folder. */
  readonly cwd?: string;
  /** Glob patterns of topics to confine the config to. Default: all that were found. */
  readonly topics?: readonly string[];
  /** Default: `src/consumers`. */
  readonly output?: string;
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
  /** The other files that were written, relative to the root: those of an example. */
  readonly created: readonly string[];
  /** The Kafka topics in it. */
  readonly topics: readonly string[];
  /** What the project's package.json, tsconfig.json and the like show. */
  readonly findings: readonly Finding[];
  /** The settings that were written, and why. */
  readonly decisions: readonly Decision[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The config that `init` writes. */
export const configFile = 'gen-msk-consumer.config.json';

/** Writes a first config for the Avro and JSON schemas in a folder. A config that is there is kept, unless `force` is given. */
export async function init(options: InitOptions = {}): Promise<InitResult> {
  const root = resolve(options.cwd ?? '.');
  const refuse = (...diagnostics: readonly Diagnostic[]): InitResult => nothingWritten(root, diagnostics);
  if (!existsSync(root))
    return refuse({ code: 'no-schemas', severity: 'error', message: `the folder ${root} does not exist` });
  const existing = configsIn(root);
  const inTheWay = existing.find((name) => name !== configFile || options.force !== true);
  if (inTheWay !== undefined) return refuse(configExists(inTheWay));

  const { files, warnings: skipped } = await findSchemas(root);
  const { topics, include, leftOut } = proposeTopics(files, (path) => existsSync(join(root, path)));
  const warnings = [...leftOut.map(leftOutRemark), ...skipped];
  const project = await readProject(root);
  const reasons = chooseSettings(project, options);
  const isWanted = options.topics === undefined ? () => true : picomatch([...options.topics], { dot: true });
  const found: InitChoices = {
    topics: topics.filter(({ topic }) => isWanted(topic)),
    include,
    output: options.output ?? 'src/consumers',
    framing: reasons.framing.value,
    key: reasons.key.value,
    testRunner: reasons.testRunner.value,
    importExtension: reasons.importExtension.value,
  };
  if (found.topics.length === 0) {
    const others = topics.length === 0 ? await findOtherSchemas(root) : [];
    return refuse(
      noTopics(
        topics.map(({ topic }) => topic),
        others,
      ),
      ...warnings,
    );
  }

  const choices = options.choose === undefined ? found : await options.choose(found);
  if (choices === null) return refuse();
  const wrong = misfit(choices);
  if (wrong !== undefined) return refuse(wrong);
  const content = renderConfig(choices, root);
  const failures = writeConfig({ root, file: configFile, content, replaces: options.force === true });
  if (failures.length > 0) return refuse(...failures);
  return {
    root,
    file: configFile,
    created: [],
    topics: choices.topics.map(({ topic }) => topic),
    findings: findingsOf(project),
    decisions: decisionsOf({ reasons, settings: choices, bareKeys: bareKeysOf(choices) }),
    diagnostics: [...initRemarks(choices, configFile), ...warnings, ...setupRemarks(project, choices)],
  };
}

/** The result of a run that wrote nothing. */
export function nothingWritten(root: string, diagnostics: readonly Diagnostic[]): InitResult {
  return { root, file: null, created: [], topics: [], findings: [], decisions: [], diagnostics };
}

function bareKeysOf({ topics }: InitChoices): readonly string[] {
  return topics.filter(({ key }) => key === undefined).map(({ topic }) => topic);
}

/** A config that is in the way. */
export function configExists(file: string): Diagnostic {
  const location = { file };
  const message = 'the folder already has a config';
  if (file === configFile) return { code: 'config-exists', severity: 'error', message, location };
  return { code: 'config-exists', severity: 'error', message, location, help: 'Edit it, or remove it first.' };
}

function noTopics(found: readonly string[], others: readonly string[]): Diagnostic {
  const [other] = others;
  if (other !== undefined)
    return {
      code: 'no-schemas',
      severity: 'error',
      message: `no Avro or JSON Schema of a record was found, only ${counted(others.length, other.endsWith('.proto') ? 'Protobuf file' : 'file')}`,
      location: { file: other },
      help: other.endsWith('.proto')
        ? 'Only Avro and JSON Schema are supported.'
        : 'Make schemas of Avro IDL: `java -jar avro-tools.jar idl2schemata <file> <folder>`.',
    };
  if (found.length === 0)
    return {
      code: 'no-schemas',
      severity: 'error',
      message: 'no Avro or JSON Schema of a record was found in this folder or its subfolders',
      help: 'Run it in the folder of your schema files, or start from an example: `npx gen-msk-consumer init --example`.',
    };
  return {
    code: 'topic-not-found',
    severity: 'error',
    message: `--topic does not match any of the topics found: ${found.join(', ')}`,
  };
}
