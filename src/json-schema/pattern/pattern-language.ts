/**
 * A set of texts, as a regular expression with intersection and complement. Terms that are built alike are the same
 * object. (Brzozowski, "Derivatives of Regular Expressions", 1964; Owens, Reppy, Turon, "re-examined", 2009.)
 */
export type Term =
  /** `mask` has a bit for each character of the alphabet. */
  | (TermBase & { readonly kind: 'set'; readonly mask: bigint })
  | (TermBase & { readonly kind: 'chain'; readonly first: Term; readonly rest: Term })
  | (TermBase & { readonly kind: 'repeat'; readonly part: Term; readonly min: number; readonly max: number })
  | (TermBase & { readonly kind: 'any' | 'all'; readonly parts: readonly Term[] })
  | (TermBase & { readonly kind: 'not'; readonly part: Term });

interface TermBase {
  readonly id: number;
  /** Whether the empty text belongs to it. */
  readonly nullable: boolean;
}

/** Makes terms over an alphabet of `size` characters, and takes first characters off them. */
export class PatternLanguage {
  readonly full: bigint;
  /** No text, only the empty text, and every text. */
  readonly none: Term;
  readonly empty: Term;
  readonly every: Term;
  private readonly terms = new Map<string, Term>();
  private readonly derivatives = new Map<number, Map<number, Term>>();

  constructor(size: number) {
    this.full = (1n << BigInt(size)) - 1n;
    this.none = this.set(0n);
    this.empty = this.intern('()', (id) => ({ id, kind: 'all', parts: [], nullable: true }));
    this.every = this.repeat(this.set(this.full), 0, Infinity);
  }

  set(mask: bigint): Term {
    return this.intern(`[${mask.toString(36)}]`, (id) => ({ id, kind: 'set', mask, nullable: false }));
  }

  chain(first: Term, rest: Term): Term {
    if (first === this.none || rest === this.none) return this.none;
    if (first === this.empty) return rest;
    if (rest === this.empty) return first;
    if (first === this.every && rest === this.every) return first;
    if (first.kind === 'chain') return this.chain(first.first, this.chain(first.rest, rest));
    const nullable = first.nullable && rest.nullable;
    return this.intern(`${first.id}.${rest.id}`, (id) => ({ id, kind: 'chain', first, rest, nullable }));
  }

  repeat(part: Term, min: number, max: number): Term {
    if (max === 0 || part === this.empty) return this.empty;
    if (min === 1 && max === 1) return part;
    if (part === this.none) return min === 0 ? this.empty : this.none;
    const nullable = min === 0 || part.nullable;
    return this.intern(`${part.id}{${min},${max}}`, (id) => ({ id, kind: 'repeat', part, min, max, nullable }));
  }

  /** The texts of any of the parts. */
  any(parts: readonly Term[]): Term {
    const distinct = flat('any', parts).filter((part) => part !== this.none);
    if (distinct.includes(this.every)) return this.every;
    const sets = distinct.filter((part) => part.kind === 'set');
    const others = distinct.filter((part) => part.kind !== 'set');
    const merged = sets.length === 0 ? [] : [this.set(sets.reduce((mask, part) => mask | part.mask, 0n))];
    return this.group('any', this.none, [...merged, ...others]);
  }

  /** The texts that all parts have. */
  all(parts: readonly Term[]): Term {
    const distinct = flat('all', parts).filter((part) => part !== this.every);
    if (distinct.includes(this.none)) return this.none;
    if (distinct.includes(this.empty)) return distinct.every((part) => part.nullable) ? this.empty : this.none;
    return this.group('all', this.every, distinct);
  }

  not(part: Term): Term {
    if (part.kind === 'not') return part.part;
    if (part === this.none) return this.every;
    if (part === this.every) return this.none;
    return this.intern(`!${part.id}`, (id) => ({ id, kind: 'not', part, nullable: !part.nullable }));
  }

  /** What may follow the character with this index in the term's texts. */
  after(term: Term, index: number): Term {
    const known = this.derivatives.get(term.id) ?? new Map<number, Term>();
    this.derivatives.set(term.id, known);
    const found = known.get(index) ?? this.derive(term, index);
    known.set(index, found);
    return found;
  }

  /** Parts the alphabet into classes of characters after which the same may follow. */
  classes(term: Term): readonly bigint[] {
    switch (term.kind) {
      case 'set':
        return [term.mask, this.full & ~term.mask].filter((mask) => mask !== 0n);
      case 'chain':
        return term.first.nullable
          ? crossed(this.classes(term.first), this.classes(term.rest))
          : this.classes(term.first);
      case 'repeat':
      case 'not':
        return this.classes(term.part);
      case 'any':
      case 'all':
        return term.parts.reduce<readonly bigint[]>((found, part) => crossed(found, this.classes(part)), [this.full]);
    }
  }

  private derive(term: Term, index: number): Term {
    switch (term.kind) {
      case 'set':
        return (term.mask >> BigInt(index)) & 1n ? this.empty : this.none;
      case 'chain': {
        const first = this.chain(this.after(term.first, index), term.rest);
        return term.first.nullable ? this.any([first, this.after(term.rest, index)]) : first;
      }
      case 'repeat': {
        const rest = this.repeat(term.part, Math.max(term.min - 1, 0), term.max - 1);
        return this.chain(this.after(term.part, index), rest);
      }
      case 'not':
        return this.not(this.after(term.part, index));
      case 'any':
        return this.any(term.parts.map((part) => this.after(part, index)));
      case 'all':
        if (term === this.empty) return this.none;
        return this.all(term.parts.map((part) => this.after(part, index)));
    }
  }

  private group(kind: 'any' | 'all', none: Term, parts: readonly Term[]): Term {
    const [only = none] = parts;
    if (parts.length < 2) return only;
    const sorted = [...parts].sort((one, other) => one.id - other.id);
    const nullable = kind === 'any' ? sorted.some((part) => part.nullable) : sorted.every((part) => part.nullable);
    const key = `${kind}(${sorted.map((part) => part.id).join()})`;
    return this.intern(key, (id) => ({ id, kind, parts: sorted, nullable }));
  }

  private intern(key: string, make: (id: number) => Term): Term {
    const term = this.terms.get(key) ?? make(this.terms.size);
    this.terms.set(key, term);
    return term;
  }
}

/** The parts without duplicates, with groups of the same kind flattened; the empty text is not a group, and stays. */
function flat(kind: 'any' | 'all', parts: readonly Term[]): readonly Term[] {
  const all = parts.flatMap((part) => (part.kind === kind && part.parts.length > 0 ? part.parts : [part]));
  return [...new Set(all)];
}

function crossed(one: readonly bigint[], other: readonly bigint[]): readonly bigint[] {
  return one.flatMap((mask) => other.map((by) => mask & by)).filter((mask) => mask !== 0n);
}
