import { stringLiteral } from '../code/source-text.js';
import type { NamedTypes } from '../avro/named-types.js';
import { shortName } from '../runtime/resolution/schema.js';
import type { TopicNames } from '../model/topic-names.js';
import type { TopicBranch, TopicType } from './topic-branches.js';
import { hasSamples, type TopicPlan } from './topic-plan.js';

/** What the team's files of a topic have to agree with. */
export interface HandlerContract {
  readonly topic: string;
  readonly names: TopicNames;
  /** The topic's folder, relative to the project's root. */
  readonly folder: string;
  /** The folder of the modules that all topics share. */
  readonly runtimeFolder: string;
  readonly importExtension: TopicPlan['importExtension'];
  /** The names of the team's files. */
  readonly userFiles: readonly string[];
  /** The discriminator of the value's record types, if there are several. */
  readonly branches: { readonly property: string; readonly branches: readonly ContractBranch[] } | undefined;
  /** What the schema says that a declared type was called before: its aliases, without their namespaces. */
  readonly formerNames: ReadonlyMap<string, readonly string[]>;
}

export interface ContractBranch extends Pick<TopicBranch, 'value' | 'literal'> {
  /** What the schema says that the property held before: the aliases of the record. */
  readonly aliases: readonly string[];
}

/** A branch by what the property holds. */
export function contractBranch(value: ContractBranch['value'], aliases: readonly string[]): ContractBranch {
  return { value, literal: typeof value === 'string' ? stringLiteral(value) : String(value), aliases };
}

export function handlerContract(plan: TopicPlan, runtimeFolder: string): HandlerContract {
  const { topic, branches, types } = plan;
  return {
    topic: topic.topic,
    names: topic.names,
    folder: plan.folder,
    runtimeFolder,
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
