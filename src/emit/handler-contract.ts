import { stringLiteral } from '../code/source-text.js';
import type { TopicNames } from '../model/topic-names.js';
import type { TopicBranch } from './topic-branches.js';
import type { TopicPlan } from './topic-plan.js';

/** What the team's files of a topic have to agree with. */
export interface HandlerContract {
  readonly topic: string;
  readonly names: TopicNames;
  /** The topic's folder, relative to the project's root. */
  readonly folder: string;
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
