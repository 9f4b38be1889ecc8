import { posix } from 'node:path';
import type { Config } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { hasSchema, type TopicModel } from '../model/topic-model.js';
import { tooDeep, catchStackOverflowAsync, type StackResult } from '../diagnostics/catch-stack-overflow.js';
import { runtimeModules } from '../code/runtime-name.js';
import type { ModuleImport } from '../code/module-text.js';
import type { FileBody } from '../plan/output-file.js';
import { consumerFile } from './consumer-file.js';
import { decoderFile } from './decoder-file.js';
import { eventFile } from './event-file.js';
import { fixtureFile, TEST_EXPORTS } from './fixture-file.js';
import { handlerFile, handlerTestFile } from './handler-files.js';
import { indexExports, indexFile, ROUTE_MODULE } from './index-file.js';
import { makeJsonTypes } from './json-types.js';
import { hasSamples, planTopic, type TopicPlan } from './topic-plan.js';
import { slowPathFile } from './slow-path-file.js';
import type { TemplateInput } from './template-data.js';
import { packageTemplates, type Templates } from './templates.js';
import type { HandlerContract } from './handler-contract.js';
import { topicContract } from './topic-contract.js';
import { typesFile } from './types-file.js';
import { distinct } from '../diagnostics/distinct.js';

/** A generated file: its text below the header, and what that imports. */
interface GeneratedFile extends FileBody {
  readonly imports: readonly ModuleImport[];
}

/** A topic's files, and what is known from making them. */
export interface EmittedTopic {
  readonly files: readonly GeneratedFile[];
  /** What the team's files of it have to agree with. */
  readonly contract: HandlerContract;
  /** The modules of the runtime that the files need. */
  readonly runtime: readonly string[];
  readonly warnings: readonly Diagnostic[];
}

/** The text of every file that the topics call for; one entry for each topic, in their order, and a call of `onTopic`. */
export async function emitTopics(
  topics: readonly TopicModel[],
  config: Config,
  templates: Templates = packageTemplates,
  onTopic: (done: number) => void = () => undefined,
): Promise<Result<readonly EmittedTopic[]>> {
  const emitted: { readonly topic: TopicModel; readonly result: StackResult<FilledTopic> }[] = [];
  for (const topic of topics) {
    emitted.push({ topic, result: await catchStackOverflowAsync(() => emitTopic(topic, config, templates)) });
    onTopic(emitted.length);
  }
  const problems = emitted.flatMap(({ topic, result }) =>
    result.ok ? result.value.problems : [tooDeep(sourceOf(topic))],
  );
  // What is wrong with a template is so for every topic.
  if (problems.length > 0) return { ok: false, problems: distinct(problems) };
  const value = emitted.flatMap(({ result }) => (result.ok ? [result.value] : []));
  return { ok: true, value, warnings: value.flatMap((topic) => topic.warnings) };
}

/** The index of all the config's topics. */
export function emitIndex(config: Config): FileBody & { readonly runtime: readonly string[] } {
  return {
    path: `${config.output}/index.ts`,
    owner: 'tool',
    body: indexFile(config),
    sources: [posix.relative(config.output, config.file)],
    runtime: sorted([...indexExports(config).map(({ module }) => module), ROUTE_MODULE]),
  };
}

function sorted(modules: Iterable<string>): readonly string[] {
  return [...new Set(modules)].sort();
}

interface FilledTopic extends EmittedTopic {
  /** What keeps templates from being filled in. */
  readonly problems: readonly Diagnostic[];
}

async function emitTopic(topic: TopicModel, config: Config, templates: Templates): Promise<FilledTopic> {
  const { plan, warnings } = planTopic(topic, config, await makeJsonTypes(topic));
  const problems: Diagnostic[] = [];
  const fill = (input: TemplateInput): string => {
    const filled = templates.fill(input);
    if (filled.ok) return filled.value;
    problems.push(...filled.problems);
    return '';
  };
  const files = topicFiles(plan, fill);
  return {
    files,
    problems,
    contract: topicContract(plan),
    runtime: sorted([
      ...runtimeModules(files.flatMap(({ imports }) => imports)),
      ...(hasSamples(plan) ? TEST_EXPORTS.map(({ module }) => module) : []),
    ]),
    warnings,
  };
}

function sourceOf({ key, value }: TopicModel): string {
  return [value, key].flatMap((part) => (hasSchema(part) ? [part.reader.file] : []))[0] ?? '';
}

type Filled = TemplateInput & { readonly imports?: readonly ModuleImport[] };

function topicFiles(plan: TopicPlan, fill: (input: TemplateInput) => string): readonly GeneratedFile[] {
  const file = (owner: 'tool' | 'user', name: string, input: Filled): GeneratedFile => ({
    path: `${plan.folder}/${name}`,
    owner,
    imports: input.imports ?? [],
    body: fill(input),
    sources: plan.sources,
  });
  const slowPath = slowPathFile(plan);
  const event = hasSamples(plan) ? eventFile(plan) : undefined;
  return [
    file('tool', 'types.ts', typesFile(plan)),
    file('tool', 'decoder.ts', decoderFile(plan)),
    file('tool', 'consumer.ts', consumerFile(plan)),
    ...(slowPath === undefined ? [] : [file('tool', 'slow-path.ts', slowPath)]),
    file('user', 'handler.ts', handlerFile(plan)),
    ...(event !== undefined && hasSamples(plan)
      ? [
          file('tool', 'fixture.ts', fixtureFile(plan)),
          eventJson(plan, event),
          file('user', 'handler.test.ts', handlerTestFile(plan)),
        ]
      : []),
  ];
}

function eventJson({ folder }: TopicPlan, body: string): GeneratedFile {
  return { path: `${folder}/event.json`, owner: 'tool-headerless', imports: [], body, sources: [] };
}
