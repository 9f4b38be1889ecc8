import { posix } from 'node:path';
import type { Config } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { TopicModel } from '../model/topic-model.js';
import { tooDeep, catchStackOverflowAsync, type StackResult } from '../diagnostics/catch-stack-overflow.js';
import { runtimeModules } from '../code/runtime-name.js';
import type { ModuleImport } from '../code/module-text.js';
import { sealOfJson, sealOfTexts } from '../plan/header.js';
import type { FileBody, Seal } from '../plan/output-file.js';
import { consumerFile } from './consumer-file.js';
import { decoderFile } from './decoder-file.js';
import { eventFile } from './event-file.js';
import { fixtureFile } from './fixture-file.js';
import { handlerFile, handlerTestFile } from './handler-files.js';
import { indexExports, indexFile, ROUTE_MODULE } from './index-file.js';
import { makeJsonTypes } from './json-types.js';
import { runtimeFiles, runtimeFolder } from './runtime-files.js';
import { hasSamples, planTopic, type TopicPlan } from './topic-plan.js';
import { slowPathFile } from './slow-path-file.js';
import type { TemplateInput } from './template-data.js';
import { packageTemplates, type Templates } from './templates.js';
import { handlerContract, type HandlerContract } from './handler-contract.js';
import { typesFile } from './types-file.js';
import { hasSchema } from './wire-frame.js';

/** A generated file: its text below the header, and what that imports. */
export interface GeneratedFile extends FileBody {
  readonly imports: readonly ModuleImport[];
}

/** What `emitFiles` gives. */
export interface Emitted {
  readonly files: readonly FileBody[];
  /** One for each topic: what the team's files of it have to agree with. */
  readonly contracts: readonly HandlerContract[];
}

/** The text of every file that the topics call for, and of the index of all the config's topics. */
export async function emitFiles(
  topics: readonly TopicModel[],
  config: Config,
  templates: Templates = packageTemplates,
): Promise<Result<Emitted>> {
  const emitted: { readonly topic: TopicModel; readonly result: StackResult<EmittedTopic> }[] = [];
  for (const topic of topics)
    emitted.push({ topic, result: await catchStackOverflowAsync(() => emitTopic(topic, config, templates)) });
  const problems = emitted.flatMap(({ topic, result }) =>
    result.ok ? result.value.problems : [tooDeep(sourceOf(topic))],
  );
  // What is wrong with a template is so for every topic.
  if (problems.length > 0) return { ok: false, problems: distinct(problems) };
  const done = emitted.flatMap(({ result }) => (result.ok ? [result.value] : []));
  const files = done.flatMap((topic) => topic.files);
  const index: FileBody = {
    path: `${config.output}/index.ts`,
    owner: 'tool',
    body: indexFile(config),
    sources: [posix.relative(config.output, config.file)],
    seal: projectSeal(config),
  };
  const modules = new Set([
    ...runtimeModules(files.flatMap(({ imports }) => imports)),
    ...indexExports(config).map(({ module }) => module),
    ROUTE_MODULE,
    ...templates.runtimeModules,
  ]);
  return {
    ok: true,
    value: {
      files: [...files, index, ...runtimeFiles(modules, config)],
      contracts: done.map(({ contract }) => contract),
    },
    warnings: done.flatMap((topic) => topic.warnings),
  };
}

interface EmittedTopic {
  readonly files: readonly GeneratedFile[];
  readonly contract: HandlerContract;
  readonly warnings: readonly Diagnostic[];
  /** What keeps templates from being filled in. */
  readonly problems: readonly Diagnostic[];
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()];
}

async function emitTopic(topic: TopicModel, config: Config, templates: Templates): Promise<EmittedTopic> {
  const { plan, warnings } = planTopic(topic, config, await makeJsonTypes(topic));
  const problems: Diagnostic[] = [];
  const fill = (input: TemplateInput): string => {
    const filled = templates.fill(input);
    if (filled.ok) return filled.value;
    problems.push(...filled.problems);
    return '';
  };
  return {
    files: topicFiles(plan, fill),
    problems,
    contract: handlerContract(plan, runtimeFolder(config)),
    warnings,
  };
}

function sourceOf({ key, value }: TopicModel): string {
  return [value, key].flatMap((part) => (hasSchema(part) ? [part.reader.file] : []))[0] ?? '';
}

/** What the index of all topics is made from. */
function projectSeal({ topics }: Config): Seal {
  return { topics: sealOfTexts(topics.flatMap(({ topic, as = topic }) => [topic, as])) };
}

type Filled = TemplateInput & { readonly imports?: readonly ModuleImport[] };

function topicFiles(plan: TopicPlan, fill: (input: TemplateInput) => string): readonly GeneratedFile[] {
  const file = (owner: 'tool' | 'user', name: string, input: Filled, seal?: Seal): GeneratedFile => ({
    path: `${plan.folder}/${name}`,
    owner,
    imports: input.imports ?? [],
    body: fill(input),
    sources: plan.sources,
    ...(seal === undefined ? {} : { seal }),
  });
  const slowPath = slowPathFile(plan);
  const event = hasSamples(plan) ? eventFile(plan) : undefined;
  const seal = event === undefined ? undefined : { 'event.json': sealOfJson(event) ?? '' };
  return [
    file('tool', 'types.ts', typesFile(plan)),
    file('tool', 'decoder.ts', decoderFile(plan)),
    file('tool', 'consumer.ts', consumerFile(plan), seal),
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
