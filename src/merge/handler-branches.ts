import { stringLiteral } from '../code/source-text.js';
import type { ContractBranch, HandlerContract } from '../emit/handler-contract.js';
import type { HandlerBranch, HandlerBranches } from './user-file.js';

/**
 * The types of record that one of the team's files switches over, if it is the handler and there are several. `types` is the
 * text of `types.ts` as it was; '' where it does not change.
 */
export function handlerBranches(
  { folder, branches }: HandlerContract,
  name: string,
  types: string,
): HandlerBranches | undefined {
  if (branches === undefined || name !== 'handler.ts') return undefined;
  return {
    property: branches.property,
    branches: branches.branches.map((branch) => handlerBranch(branch, types)),
    errors: `${folder}/consumer`,
  };
}

function handlerBranch({ value, literal, aliases }: ContractBranch, types: string): HandlerBranch {
  const isNew = types === '' ? undefined : !types.includes(literal);
  const former = aliases.filter((alias) => types === '' || types.includes(stringLiteral(alias)));
  return { value, literal, isNew, ...(former.length === 1 && isNew !== false ? { formerly: former[0] ?? '' } : {}) };
}
