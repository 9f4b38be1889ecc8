import type { Config } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { checkConfig } from '../infra/check-config.js';
import type { TopicFacts } from '../infra/rules/rule.js';
import { topicFacts } from '../infra/topic-facts.js';
import { topicNames } from '../model/topic-names.js';
import { nodeFileSystem } from '../plan/node-file-system.js';

/** A config with the topics that a run is for, and the files that it generates. */
export interface InfraInput {
  readonly config: Config;
  /** Generated files, as far as they were made; others are read from the disk. */
  readonly files: readonly { readonly path: string; readonly body: string }[];
}

/** What is known of each topic for the rules of infrastructure: from the config, `event.json` and the team's handler. */
export function factsOf({ config, files }: InfraInput): readonly TopicFacts[] {
  const { read } = nodeFileSystem(config.root);
  const textOf = (path: string): string | undefined =>
    files.find((file) => file.path === path)?.body ?? read(path) ?? undefined;
  return config.topics.map((topic) => {
    const folder = `${config.output}/${topicNames(topic.as ?? topic.topic).folder}`;
    const event = textOf(`${folder}/event.json`);
    const handler = read(`${folder}/handler.ts`) ?? undefined;
    return topicFacts({ topic, event, handler, now: Date.now() });
  });
}

/** What the rules say of the infrastructure in the config. */
export function infraFindings(input: InfraInput): readonly Diagnostic[] {
  return input.config.topics.some(({ infra }) => infra !== undefined) ? checkConfig(input.config, factsOf(input)) : [];
}
