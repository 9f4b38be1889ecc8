import { declaredTypes, type DeclaredType, type Tokens } from './declared-types.js';

/**
 * What types that `types.ts` declares no more are called now. A type has a new name if the schema says so (an alias of
 * Avro's), or if in the same places there is now another type, which is new and has at least half of its fields.
 */
export function typeRenames(
  before: string,
  after: string,
  formerNames: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string> {
  return renameFinder(declaredTypes(before), declaredTypes(after)).find(formerNames);
}

type Declared = ReadonlyMap<string, DeclaredType>;

function renameFinder(before: Declared, after: Declared) {
  const renames = new Map<string, string>();

  function find(formerNames: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
    const claims = [...formerNames].flatMap(([now, names]) =>
      isNew(now) ? names.filter((name) => isGone(name)).map((was) => [was, now] as const) : [],
    );
    for (const [was, is] of claims)
      if (claims.filter((claim) => claim[0] === was || claim[1] === is).length === 1) renames.set(was, is);
    // A type that has a new name leads to the types of its fields, which may have one too.
    for (let known = -1; known < renames.size;) {
      known = renames.size;
      for (const [was, is] of namesakes()) if (isLike(was, is)) renames.set(was, is);
    }
    return renames;
  }

  function isGone(name: string): boolean {
    return before.has(name) && !after.has(name);
  }

  function isNew(name: string): boolean {
    return after.has(name) && !before.has(name);
  }

  /** The pairs of names that stand in the same places, each name in one pair only. */
  function namesakes(): readonly (readonly [string, string])[] {
    const pairs = new Map<string, Set<string>>();
    for (const [name, was] of before) {
      const is = after.get(renames.get(name) ?? name);
      if (is === undefined) continue;
      compare(was.alias, is.alias, pairs);
      for (const [field, tokens] of was.fields) compare(tokens, is.fields.get(field) ?? [], pairs);
    }
    const single = [...pairs].flatMap(([was, names]) => {
      const [is] = names;
      return names.size === 1 && is !== undefined ? [[was, is] as const] : [];
    });
    const taken = new Set(renames.values());
    return single.filter(([was, is]) => {
      const rivals = single.filter(([, other]) => other === is).length;
      return rivals === 1 && !taken.has(is) && !renames.has(was);
    });
  }

  /** Notes which name stands where another one stood, in two types that are otherwise the same. */
  function compare(was: Tokens, is: Tokens, pairs: Map<string, Set<string>>): void {
    const same = (token: string, index: number): boolean => {
      const now = is[index] ?? '';
      return (renames.get(token) ?? token) === now || (isGone(token) && isNew(now));
    };
    if (was.length !== is.length || !was.every(same)) return;
    was.forEach((token, index) => {
      const now = is[index] ?? '';
      if (isGone(token) && isNew(now)) pairs.set(token, (pairs.get(token) ?? new Set()).add(now));
    });
  }

  function isLike(was: string, is: string): boolean {
    const [old, young] = [before.get(was), after.get(is)];
    if (old === undefined || young === undefined) return false;
    if (old.fields.size === 0) return young.fields.size === 0;
    const kept = [...old.fields.keys()].filter((field) => young.fields.has(field)).length;
    return kept * 2 >= old.fields.size;
  }

  return { find };
}
