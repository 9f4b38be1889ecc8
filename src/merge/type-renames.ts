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
  return new RenameFinder(declaredTypes(before), declaredTypes(after)).find(formerNames);
}

type Declared = ReadonlyMap<string, DeclaredType>;

class RenameFinder {
  private readonly before: Declared;
  private readonly after: Declared;
  private readonly renames = new Map<string, string>();

  constructor(before: Declared, after: Declared) {
    this.before = before;
    this.after = after;
  }

  find(formerNames: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
    const claims = [...formerNames].flatMap(([now, names]) =>
      this.isNew(now) ? names.filter((name) => this.isGone(name)).map((was) => [was, now] as const) : [],
    );
    for (const [was, is] of claims)
      if (claims.filter((claim) => claim[0] === was || claim[1] === is).length === 1) this.renames.set(was, is);
    // A type that has a new name leads to the types of its fields, which may have one too.
    for (let known = -1; known < this.renames.size;) {
      known = this.renames.size;
      for (const [was, is] of this.namesakes()) if (this.isLike(was, is)) this.renames.set(was, is);
    }
    return this.renames;
  }

  private isGone(name: string): boolean {
    return this.before.has(name) && !this.after.has(name);
  }

  private isNew(name: string): boolean {
    return this.after.has(name) && !this.before.has(name);
  }

  /** The pairs of names that stand in the same places, each name in one pair only. */
  private namesakes(): readonly (readonly [string, string])[] {
    const pairs = new Map<string, Set<string>>();
    for (const [name, was] of this.before) {
      const is = this.after.get(this.renames.get(name) ?? name);
      if (is === undefined) continue;
      this.compare(was.alias, is.alias, pairs);
      for (const [field, tokens] of was.fields) this.compare(tokens, is.fields.get(field) ?? [], pairs);
    }
    const single = [...pairs].flatMap(([was, names]) => {
      const [is] = names;
      return names.size === 1 && is !== undefined ? [[was, is] as const] : [];
    });
    const taken = new Set(this.renames.values());
    return single.filter(([was, is]) => {
      const rivals = single.filter(([, other]) => other === is).length;
      return rivals === 1 && !taken.has(is) && !this.renames.has(was);
    });
  }

  /** Notes which name stands where another one stood, in two types that are otherwise the same. */
  private compare(was: Tokens, is: Tokens, pairs: Map<string, Set<string>>): void {
    const same = (token: string, index: number): boolean => {
      const now = is[index] ?? '';
      return (this.renames.get(token) ?? token) === now || (this.isGone(token) && this.isNew(now));
    };
    if (was.length !== is.length || !was.every(same)) return;
    was.forEach((token, index) => {
      const now = is[index] ?? '';
      if (this.isGone(token) && this.isNew(now)) pairs.set(token, (pairs.get(token) ?? new Set()).add(now));
    });
  }

  private isLike(was: string, is: string): boolean {
    const [old, young] = [this.before.get(was), this.after.get(is)];
    if (old === undefined || young === undefined) return false;
    if (old.fields.size === 0) return young.fields.size === 0;
    const kept = [...old.fields.keys()].filter((field) => young.fields.has(field)).length;
    return kept * 2 >= old.fields.size;
  }
}
