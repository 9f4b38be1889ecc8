import type { Config } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostic.js';
import type { TopicModel } from '../model/topic-model.js';
import { tooDeep, withinStackAsync } from '../model/within-stack.js';
import { withHeader } from '../plan/header.js';
import type { OutputFile } from '../plan/output-file.js';
import { consumerFile } from './consumer-file.js';
import { decoderFile } from './decoder-file.js';
import { eventFile } from './event-file.js';
import { fixtureFile } from './fixture-file.js';
import { handlerFile, handlerTestFile } from './handler-files.js';
import { indexFile } from './index-file.js';
import { makeJsonTypes } from './json-types.js';
import { runtimeFiles } from './runtime-files.js';
import { hasSamples, planTopic, type TopicPlan } from './topic-plan.js';
import { slowPathFile } from './slow-path-file.js';
import { typesFile } from './types-file.js';
import { hasSchema } from './wire-frame.js';

/** The text of every file that the topics call for, and of the index of all the config's topics. */
export async function emitFiles(topics: readonly TopicModel[], config: Config): Promise<Result<readonly OutputFile[]>> {
  const emitted: ({ readonly done: EmittedTopic } | { readonly tooDeep: TopicModel })[] = [];
  for (const topic of topics)
    emitted.push((await withinStackAsync(() => emitTopic(topic, config))) ?? { tooDeep: topic });
  const problems = emitted.flatMap((one) => ('done' in one ? [] : [tooDeep(sourceOf(one.tooDeep))]));
  if (problems.length > 0) return { ok: false, problems };
  const done = emitted.flatMap((one) => ('done' in one ? [one.done] : []));
  const files = done.flatMap((topic) => topic.files);
  const index: OutputFile = {
    path: `${config.output}/index.ts`,
    owner: 'tool',
    content: withHeader(indexFile(config), [config.file]),
  };
  return {
    ok: true,
    value: [...files, index, ...runtimeFiles(runtimeModules(files), config)],
    warnings: done.flatMap((topic) => topic.warnings),
  };
}

interface EmittedTopic {
  readonly files: readonly OutputFile[];
  readonly warnings: readonly Diagnostic[];
}

async function emitTopic(topic: TopicModel, config: Config): Promise<EmittedTopic> {
  const { plan, warnings } = planTopic(topic, config, await makeJsonTypes(topic));
  return { files: topicFiles(plan), warnings };
}

function sourceOf({ key, value }: TopicModel): string {
  return [value, key].flatMap((side) => (hasSchema(side) ? [side.reader.file] : []))[0] ?? '';
}

function topicFiles(plan: TopicPlan): readonly OutputFile[] {
  const tool = (name: string, body: string): OutputFile => ({
    path: `${plan.folder}/${name}`,
    owner: 'tool',
    content: withHeader(body, plan.sources),
  });
  const user = (name: string, content: string): OutputFile => ({
    path: `${plan.folder}/${name}`,
    owner: 'user',
    content,
  });
  const slowPath = slowPathFile(plan);
  return [
    tool('types.ts', typesFile(plan)),
    tool('decoder.ts', decoderFile(plan)),
    tool('consumer.ts', consumerFile(plan)),
    ...(slowPath === undefined ? [] : [tool('slow-path.ts', slowPath)]),
    user('handler.ts', handlerFile(plan)),
    ...(hasSamples(plan)
      ? [
          tool('fixture.ts', fixtureFile(plan)),
          { path: `${plan.folder}/event.json`, owner: 'tool-headerless', content: eventFile(plan) } as const,
          user('handler.test.ts', handlerTestFile(plan)),
        ]
      : []),
  ];
}

/** The modules of the runtime that generated files import. */
function runtimeModules(files: readonly OutputFile[]): ReadonlySet<string> {
  const imports = files.flatMap(({ content }) => [
    ...content.matchAll(/ from '\.\.\/_runtime\/([\w-]+)(?:\.[jt]s)?';/g),
  ]);
  return new Set(imports.flatMap(([, module]) => module ?? []));
}
