import type { JsonSchema } from '../schema/json-schema.js';

/** The schema with only one of the branches of its choice, wherever in it and what it refers to the choice is; itself if it has no such branch. */
export function narrowToBranch(schema: JsonSchema, branch: JsonSchema): JsonSchema {
  const known = new Map<JsonSchema, JsonSchema>();
  const narrow = (part: JsonSchema): JsonSchema => {
    const before = known.get(part);
    if (before !== undefined) return before;
    // For what leads back to it.
    known.set(part, part);
    const choose = (branches: readonly JsonSchema[]) => (branches.includes(branch) ? [branch] : branches);
    const narrowed = {
      anyOf: choose(part.anyOf),
      oneOf: choose(part.oneOf),
      refs: part.refs.map(narrow),
      allOf: part.allOf.map(narrow),
    };
    const isSame =
      narrowed.anyOf === part.anyOf &&
      narrowed.oneOf === part.oneOf &&
      [...narrowed.refs, ...narrowed.allOf].every((inner, index) => inner === [...part.refs, ...part.allOf][index]);
    const result = isSame ? part : { ...part, ...narrowed, key: `${part.key} as ${branch.key}` };
    known.set(part, result);
    return result;
  };
  return narrow(schema);
}
