import type { ParsedHandler } from './parsed-handler.js';
import { tagComparisons, type TagComparison } from './tag-comparisons.js';
import { typeKeys, type TypeKey } from './type-map.js';
import { knownValues, unionSwitches, type UnionSwitch } from './union-switch.js';
import type { HandlerBranches } from './user-file.js';

/** What a handler says of the types of record. */
export interface TypeMentions {
  readonly switches: readonly UnionSwitch[];
  readonly comparisons: readonly TagComparison[];
  /** The keys of maps. */
  readonly keys: readonly TypeKey[];
}

export function typeMentions(branches: HandlerBranches, { parsed, index }: ParsedHandler): TypeMentions {
  return {
    switches: unionSwitches(branches, parsed, index),
    comparisons: tagComparisons(branches.property, parsed, index),
    keys: typeKeys(knownValues(branches), parsed),
  };
}
