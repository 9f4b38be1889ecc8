import type { Config } from '../config/config.js';
import type { TopicModel } from '../model/topic-model.js';
import { withHeader } from '../plan/header.js';
import type { OutputFile } from '../plan/output-file.js';
import { decoderFile } from './decoder-file.js';
import { runtimeFiles } from './runtime-files.js';
import { planTopic, type TopicPlan } from './topic-plan.js';
import { typesFile } from './types-file.js';

/** The text of every file that a config's topics call for. */
export function emitFiles(topics: readonly TopicModel[], config: Config): readonly OutputFile[] {
  const files = topics.flatMap((topic) => topicFiles(planTopic(topic, config)));
  return [...files, ...runtimeFiles(runtimeModules(files), config)];
}

function topicFiles(plan: TopicPlan): readonly OutputFile[] {
  const tool = (name: string, body: string): OutputFile => ({
    path: `${plan.folder}/${name}`,
    owner: 'tool',
    content: withHeader(body, plan.sources),
  });
  return [tool('types.ts', typesFile(plan)), tool('decoder.ts', decoderFile(plan))];
}

/** The modules of the runtime that generated files import. */
function runtimeModules(files: readonly OutputFile[]): ReadonlySet<string> {
  const modules = files.flatMap(({ content }) => [...content.matchAll(/from '\.\.\/_runtime\/([\w-]+)(?:\.[jt]s)?'/g)].map(([, module]) => module ?? ''));
  return new Set(modules);
}
