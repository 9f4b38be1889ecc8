import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import picomatch from 'picomatch';

import type { Config } from '../config/config.js';
import type { GenMskConsumerConfig } from '../config/config-schema.js';
import { configsIn } from '../config/find-config.js';
import type { RegistryConfig } from '../config/registry-config.js';
import type { RawRegistry } from '../config/registry-schema.js';
import { resolveRegistry, type Environment } from '../config/resolve-registry.js';
import type { ConfigProblem } from '../config/config-source.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Clock } from '../http/clock.js';
import { systemClock } from '../http/system-clock.js';
import { chooseSettings, decisionsOf } from '../init/decision.js';
import { findingsOf } from '../init/project/finding.js';
import { schemaReference } from '../init/schema-reference.js';
import { readProject } from '../init/project/project.js';
import { setupRemarks } from '../init/project/setup-remarks.js';
import { configExists, configFile, nothingWritten, type InitOptions, type InitResult } from './init.js';
import { writeConfig } from './write-config.js';
import { listSubjects, subjectsWithoutTopic } from './list-subjects.js';
import { topicsOfSubjects, type TopicsOfSubjects } from '../init/topics-of-subjects.js';

/** Settings that are not given: the framing is the registry's own, the others are chosen by what the project's files show. */
export interface InitRegistryOptions extends Omit<InitOptions, 'choose'> {
  /** The address of a Confluent-compatible registry, `glue:<registry name>`, or true for the variable SCHEMA_REGISTRY_URL. */
  readonly registry: string | true;
  /** Asked before anything is written, with what was found; null calls it off. */
  readonly choose?: (found: RegistryChoices) => Promise<RegistryChoices | null>;
  /** Holds the credentials, and names the proxy. Default: that of the process. */
  readonly env?: Environment;
  /** The clock that retries wait by. Default: the real one. */
  readonly clock?: Clock;
}

/** What a person is asked. */
export interface RegistryChoices extends Pick<Config, 'output' | 'testRunner'> {
  readonly topics: TopicsOfSubjects['topics'];
}

/** Creates a config for the topics that a registry's subjects show. An existing config is kept, unless `force` is set. */
export async function initRegistry(options: InitRegistryOptions): Promise<InitResult> {
  const { env = process.env, clock = systemClock } = options;
  const root = resolve(options.cwd ?? '.');
  const refuse = (...diagnostics: readonly Diagnostic[]): InitResult => nothingWritten(root, diagnostics);
  if (!existsSync(root))
    return refuse({ code: 'usage', severity: 'error', message: `the folder ${root} does not exist` });
  const inTheWay = configsIn(root).find((name) => name !== configFile || options.force !== true);
  if (inTheWay !== undefined) return refuse(configExists(inTheWay));

  const raw = rawRegistry(options.registry, env);
  if ('code' in raw) return refuse(raw);
  const registry = registryConfig(raw, root, env);
  if ('code' in registry) return refuse(registry);
  const subjects = await listSubjects(registry, { environment: env, clock });
  if ('code' in subjects) return refuse(subjects);

  const project = await readProject(root);
  const chosen = chooseSettings(project, options);
  const reasons =
    options.framing === undefined
      ? { ...chosen, framing: { value: raw.type, reason: "that of the registry's serializers" } }
      : chosen;
  const { topics, withoutTopic } = topicsOfSubjects(subjects, raw.type);
  const isWanted = options.topics === undefined ? () => true : picomatch([...options.topics], { dot: true });
  const found: RegistryChoices = {
    topics: topics.filter(({ topic }) => isWanted(topic)),
    output: options.output ?? 'src/consumers',
    testRunner: reasons.testRunner.value,
  };
  if (found.topics.length === 0)
    return refuse(
      noTopics(
        subjects.length,
        topics.map(({ topic }) => topic),
      ),
    );
  const choices = options.choose === undefined ? found : await options.choose(found);
  if (choices === null) return refuse();
  const importExtension = reasons.importExtension.value;
  const key = reasons.key.value;
  const config: GenMskConsumerConfig = {
    $schema: schemaReference(root),
    output: choices.output,
    ...(importExtension === '.js' ? {} : { importExtension }),
    testRunner: choices.testRunner,
    registry: raw,
    ...(options.framing === undefined ? {} : { defaults: { framing: options.framing } }),
    topics: Object.fromEntries(choices.topics.map(({ topic, parts }) => [topic, { key, ...parts }])),
  };
  const content = `${JSON.stringify(config, null, 2)}\n`;
  const failures = writeConfig({ root, file: configFile, content, replaces: options.force === true });
  if (failures.length > 0) return refuse(...failures);
  const settings = {
    framing: reasons.framing.value,
    key: reasons.key.value,
    testRunner: choices.testRunner,
    importExtension,
  };
  const bareKeys = choices.topics.filter(({ parts }) => parts.key === undefined).map(({ topic }) => topic);
  const remarks = options.topics === undefined ? subjectsWithoutTopic(withoutTopic) : [];
  return {
    root,
    file: configFile,
    created: [],
    topics: choices.topics.map(({ topic }) => topic),
    findings: findingsOf(project),
    decisions: decisionsOf({ reasons, settings, bareKeys }),
    diagnostics: [...remarks, ...setupRemarks(project, { ...settings, output: choices.output })],
  };
}

/** Credentials are named in the config, not written into it. */
function rawRegistry(registry: string | true, env: Environment): RawRegistry | Diagnostic {
  if (typeof registry === 'string' && registry.startsWith('glue:')) {
    return { type: 'glue', registryName: registry.slice('glue:'.length) };
  }
  if (registry === true && (env['SCHEMA_REGISTRY_URL'] ?? '') === '') {
    return {
      code: 'usage',
      severity: 'error',
      message: 'the address of the registry is missing',
      help: 'Pass it: init --registry https://… or init --registry glue:<registry name>, or set SCHEMA_REGISTRY_URL.',
    };
  }
  const url = registry === true ? '${SCHEMA_REGISTRY_URL}' : registry;
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  if (isSet('SCHEMA_REGISTRY_USERNAME') && isSet('SCHEMA_REGISTRY_PASSWORD')) {
    const auth = {
      type: 'basic',
      username: '${SCHEMA_REGISTRY_USERNAME}',
      password: '${SCHEMA_REGISTRY_PASSWORD}',
    } as const;
    return { type: 'confluent', url, auth };
  }
  if (isSet('SCHEMA_REGISTRY_TOKEN')) {
    return { type: 'confluent', url, auth: { type: 'bearer', token: '${SCHEMA_REGISTRY_TOKEN}' } };
  }
  return { type: 'confluent', url };
}

function registryConfig(raw: RawRegistry, root: string, environment: Environment): RegistryConfig | Diagnostic {
  const problems: ConfigProblem[] = [];
  const config = resolveRegistry(raw, { root, environment, report: (problem) => void problems.push(problem) });
  const [problem] = problems;
  if (config !== undefined && problem === undefined) return config;
  return {
    code: 'usage',
    severity: 'error',
    message: `--registry: ${problem?.message ?? 'missing'}`,
    help: 'Credentials are read from SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD, or SCHEMA_REGISTRY_TOKEN.',
  };
}

function noTopics(subjects: number, topics: readonly string[]): Diagnostic {
  if (topics.length > 0) {
    const message = `--topic does not match any of the topics found: ${topics.join(', ')}`;
    return { code: 'topic-not-found', severity: 'error', message };
  }
  return {
    code: 'topic-not-found',
    severity: 'error',
    message:
      subjects === 0
        ? 'the registry has no subjects'
        : 'none of the subjects in the registry shows which topic it is for',
    help: 'Write the config by hand: "<topic>": { "value": { "subject": "…" } }.',
  };
}
