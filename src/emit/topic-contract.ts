import type { NamedTypes } from '../avro/named-types.js';
import { shortName } from '../runtime/resolution/schema.js';
import type { HandlerContract } from './handler-contract.js';
import type { TopicType } from './topic-branches.js';
import { hasSamples, type TopicPlan } from './topic-plan.js';

/** What the team's files of a topic that is built have to agree with. */
export function topicContract(plan: TopicPlan): HandlerContract {
  const { topic, branches, types } = plan;
  return {
    topic: topic.topic,
    names: topic.names,
    folder: plan.folder,
    importExtension: plan.importExtension,
    userFiles: ['handler.ts', ...(hasSamples(plan) ? ['handler.test.ts'] : [])],
    branches:
      branches === undefined
        ? undefined
        : {
            property: branches.property,
            branches: branches.branches.map(({ literal, value, type }) => ({
              literal,
              value,
              aliases: aliasesOf(type),
            })),
          },
    formerNames: formerNames(types),
  };
}

export function formerNames({ declarations }: NamedTypes): HandlerContract['formerNames'] {
  return new Map(declarations.map(({ name, shape }) => [name, shape.type.aliases.map(shortName)]));
}

function aliasesOf(type: TopicType): readonly string[] {
  return type.kind === 'avro' && type.shape.kind === 'record' ? type.shape.type.aliases : [];
}
