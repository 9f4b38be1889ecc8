import type { Config } from '../config/config.js';
import type { TopicModel } from '../model/topic-model.js';
import { catchStackOverflowAsync } from '../diagnostics/catch-stack-overflow.js';
import { makeJsonTypes } from './json-types.js';
import { formerNames } from './topic-contract.js';
import { nameTopic } from './named-topic.js';
import { planNamed } from './topic-plan.js';
import { packageTemplates } from './templates.js';
import { typesFile } from './types-file.js';

export interface EmittedTypes {
  /** Of `types.ts`, relative to the project's root. */
  readonly path: string;
  readonly text: string;
  /** What the schema says that a declared type was called before. */
  readonly formerNames: ReadonlyMap<string, readonly string[]>;
}

/** The types of one topic alone, as the package's template lays them out; undefined for a schema that is too deep. */
export async function emitTypes(topic: TopicModel, config: Config): Promise<EmittedTypes | undefined> {
  const emitted = await catchStackOverflowAsync(async () => {
    const plan = planNamed(nameTopic(topic, await makeJsonTypes(topic)), config, undefined);
    const filled = packageTemplates.fill(typesFile(plan));
    if (!filled.ok) throw new Error('the template of types.ts is the package’s own');
    return { path: `${plan.folder}/types.ts`, text: filled.value, formerNames: formerNames(plan.types) };
  });
  return emitted.ok ? emitted.value : undefined;
}
