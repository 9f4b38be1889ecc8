import { posix } from 'node:path';
import type { Config } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { TopicModel } from '../model/topic-model.js';
import { tooDeep, catchStackOverflowAsync, type StackResult } from '../diagnostics/catch-stack-overflow.js';
import { sealOfJson, sealOfTexts, withHeader, type HeaderParts, type Seal } from '../plan/header.js';
import type { OutputFile } from '../plan/output-file.js';
import { consumerFile } from './consumer-file.js';
import { decoderFile } from './decoder-file.js';
import { eventFile } from './event-file.js';
import { fixtureFile } from './fixture-file.js';
import { handlerFile, handlerTestFile } from './handler-files.js';
import { indexFile } from './index-file.js';
import { makeJsonTypes } from './json-types.js';
import { runtimeFiles, runtimeFolder } from './runtime-files.js';
import { hasSamples, planTopic, type TopicPlan } from './topic-plan.js';
import { slowPathFile } from './slow-path-file.js';
import type { TemplateInput } from './template-data.js';
import { packageTemplates, type Templates } from './templates.js';
import { handlerContract, type HandlerContract } from './handler-contract.js';
import { typesFile } from './types-file.js';
import { hasSchema } from './wire-frame.js';

/** What `emitFiles` gives. */
export interface Emitted {
  readonly files: readonly OutputFile[];
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
  const index: OutputFile = {
    path: `${config.output}/index.ts`,
    owner: 'tool',
    content: withHeader(indexFile(config), [posix.relative(config.output, config.file)], {
      ...bannerOf(config),
      seal: projectSeal(config),
    }),
  };
  return {
    ok: true,
    value: {
      files: [...files, index, ...runtimeFiles(runtimeModules(files), config)],
      contracts: done.map(({ contract }) => contract),
    },
    warnings: done.flatMap((topic) => topic.warnings),
  };
}

interface EmittedTopic {
  readonly files: readonly OutputFile[];
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
    files: topicFiles(plan, config, fill),
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

function topicFiles(plan: TopicPlan, config: Config, fill: (input: TemplateInput) => string): readonly OutputFile[] {
  const tool = (name: string, input: TemplateInput, seal?: Seal): OutputFile => ({
    path: `${plan.folder}/${name}`,
    owner: 'tool',
    content: withHeader(fill(input), plan.sources, { ...bannerOf(config), ...(seal === undefined ? {} : { seal }) }),
  });
  const user = (name: string, input: TemplateInput): OutputFile => ({
    path: `${plan.folder}/${name}`,
    owner: 'user',
    content: fill(input),
  });
  const slowPath = slowPathFile(plan);
  const event = hasSamples(plan) ? eventFile(plan) : undefined;
  const seal = event === undefined ? undefined : { 'event.json': sealOfJson(event) ?? '' };
  return [
    tool('types.ts', typesFile(plan)),
    tool('decoder.ts', decoderFile(plan)),
    tool('consumer.ts', consumerFile(plan), seal),
    ...(slowPath === undefined ? [] : [tool('slow-path.ts', slowPath)]),
    user('handler.ts', handlerFile(plan)),
    ...(event !== undefined && hasSamples(plan)
      ? [
          tool('fixture.ts', fixtureFile(plan)),
          { path: `${plan.folder}/event.json`, owner: 'tool-headerless', content: event } as const,
          user('handler.test.ts', handlerTestFile(plan)),
        ]
      : []),
  ];
}

function bannerOf({ banner }: Pick<Config, 'banner'>): HeaderParts {
  return banner === undefined ? {} : { banner };
}

/** The modules of the runtime that generated files import. */
function runtimeModules(files: readonly OutputFile[]): ReadonlySet<string> {
  const imports = files.flatMap(({ content }) => [
    ...content.matchAll(/ from '\.\.\/_runtime\/([\w/-]+)(?:\.[jt]s)?';/g),
  ]);
  return new Set(imports.flatMap(([, module]) => module ?? []));
}
