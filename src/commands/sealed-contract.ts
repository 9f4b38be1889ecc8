import type { Config } from '../config/config.js';
import { contractBranch, type ContractBranch, type HandlerContract } from '../emit/handler-contract.js';
import type { FoundTopic } from '../seal/sealed-topic.js';

/** What the team's files of a topic have to agree with, as its seal records it. */
export function sealedContract(
  { topic, names, folder, userFiles, record }: FoundTopic,
  config: Config,
): HandlerContract {
  const [property, ...branches] = record.branches.map((text): unknown => JSON.parse(text));
  return {
    topic: topic.topic,
    names,
    folder,
    importExtension: config.importExtension,
    userFiles,
    branches: typeof property !== 'string' ? undefined : { property, branches: branches.map(writtenBranch) },
    // They matter where generated types change.
    formerNames: new Map(),
  };
}

/** The words of a seal for the branches of a contract. */
export function sealedBranches({ branches }: HandlerContract): readonly string[] {
  if (branches === undefined) return [];
  const words = branches.branches.map(({ value, aliases }) => JSON.stringify([value, ...aliases]));
  return [JSON.stringify(branches.property), ...words];
}

function writtenBranch(written: unknown): ContractBranch {
  // As `sealedBranches` writes it: the seal fits.
  const [value, ...aliases] = written as [ContractBranch['value'], ...string[]];
  return contractBranch(value, aliases);
}
