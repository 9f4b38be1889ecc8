import { conjunctionOf } from './conjunction.js';
import { branchLiterals } from './discriminator.js';
import { conjuncts } from '../schema/conjuncts.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';

interface BranchesToName {
  readonly branches: readonly JsonSchema[];
  /** What holds for all of them. */
  readonly base: readonly JsonSchema[];
  /** Whether a union of several has the name of what holds the choice. */
  readonly isDeclared: boolean;
  readonly settings: JsonSettings;
}

/**
 * What the branches of a choice are named after, next to the name of what holds the choice: their discriminating literal,
 * else the one property that only they require, else a number. The only branch that is an object needs nothing: ''.
 */
export function branchWords({ branches, base, isDeclared, settings }: BranchesToName): readonly string[] {
  const types = branches.map((branch) => conjunctionOf([...base, branch], settings).types);
  const objects = branches.filter((_, index) => types[index]?.has('object'));
  const literals = branchLiterals(objects, base);
  const properties = requiredByOne(objects);
  const isAlone = (branch: number, type: 'object' | 'array') =>
    types[branch]?.has(type) !== true || types.filter((others) => others.has(type)).length === 1;
  const isUnion = types.filter((of) => [...of].some((type) => type !== 'null')).length > 1;
  const plain = (index: number) => (isDeclared && isUnion && types[index]?.has('object') === true ? 'Object' : '');
  const words = branches.map((branch, index): string | undefined => {
    if (isAlone(index, 'object') && isAlone(index, 'array')) return plain(index);
    const literal = literals.get(branch);
    return literal === undefined ? properties.get(branch) : literalWord(String(literal));
  });
  const others = words.flatMap((word, index) => (word === undefined ? [index] : []));
  return words.map((word, index) => word ?? (others.length === 1 ? plain(index) : String(others.indexOf(index) + 1)));
}

function literalWord(literal: string): string {
  return /[a-z]/.test(literal) ? literal : literal.toLowerCase();
}

/** The property that a branch requires and no other branch does, where it is only one. */
function requiredByOne(branches: readonly JsonSchema[]): ReadonlyMap<JsonSchema, string> {
  const required = branches.map((branch) => new Set(conjuncts([branch]).flatMap((schema) => schema.required)));
  const counts = new Map<string, number>();
  for (const name of required.flatMap((names) => [...names])) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    branches.flatMap((branch, index): [JsonSchema, string][] => {
      const [only, ...others] = [...(required[index] ?? [])].filter((name) => counts.get(name) === 1);
      return only === undefined || others.length > 0 ? [] : [[branch, only]];
    }),
  );
}
