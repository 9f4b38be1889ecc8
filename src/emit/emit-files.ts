import type { Config } from '../config/config.js';
import type { Diagnostic } from '../diagnostic.js';
import type { TopicModel } from '../model/topic-model.js';
import { withHeader } from '../plan/header.js';
import type { OutputFile } from '../plan/output-file.js';
import { consumerFile } from './consumer-file.js';
import { decoderFile } from './decoder-file.js';
import { eventFile } from './event-file.js';
import { fixtureFile } from './fixture-file.js';
import { handlerFile, handlerTestFile } from './handler-files.js';
import { indexFile } from './index-file.js';
import { runtimeFiles } from './runtime-files.js';
import { hasSamples, planTopic, type TopicPlan } from './topic-plan.js';
import { typesFile } from './types-file.js';

export interface EmittedFiles {
  readonly files: readonly OutputFile[];
  readonly warnings: readonly Diagnostic[];
}

/** The text of every file that the topics call for, and of the index of all the config's topics. */
export function emitFiles(topics: readonly TopicModel[], config: Config): EmittedFiles {
  const planned = topics.map((topic) => planTopic(topic, config));
  const files = planned.flatMap(({ plan }) => topicFiles(plan));
  const index: OutputFile = { path: `${config.output}/index.ts`, owner: 'tool', content: withHeader(indexFile(config), [config.file]) };
  return {
    files: [...files, index, ...runtimeFiles(runtimeModules(files), config)],
    warnings: planned.flatMap(({ warnings }) => warnings),
  };
}

function topicFiles(plan: TopicPlan): readonly OutputFile[] {
  const tool = (name: string, body: string): OutputFile => ({
    path: `${plan.folder}/${name}`,
    owner: 'tool',
    content: withHeader(body, plan.sources),
  });
  const user = (name: string, content: string): OutputFile => ({ path: `${plan.folder}/${name}`, owner: 'user', content });
  return [
    tool('types.ts', typesFile(plan)),
    tool('decoder.ts', decoderFile(plan)),
    tool('consumer.ts', consumerFile(plan)),
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
  const imports = files.flatMap(({ content }) => [...content.matchAll(/ from '\.\.\/_runtime\/([\w-]+)(?:\.[jt]s)?';/g)]);
  return new Set(imports.flatMap(([, module]) => module ?? []));
}
