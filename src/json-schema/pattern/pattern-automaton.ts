import type { PatternNode } from './pattern-syntax.js';

/** A pattern's characters as states, and which may follow which (Glushkov's automaton). */
export interface Automaton {
  /** For each state, the sample characters that lead into it, by number. */
  readonly characters: readonly ReadonlySet<number>[];
  /** For each state, those that may follow. */
  readonly follow: readonly ReadonlySet<number>[];
  /** The steps, as `from,to`, that there is more than one way to take. */
  readonly doubled: ReadonlySet<string>;
}

/** Repetitions up to this many are written out; more are taken for any number. */
const MAX_COPIES = 8;
/** Patterns of more characters are not worked through. */
const MAX_STATES = 200;

/** A pattern's automaton, if not anchored with a state that passes over what stands before a match; undefined for one too large. */
export function automatonOf(
  root: PatternNode,
  { flags, anchored }: { readonly flags: string; readonly anchored: boolean },
): Automaton | undefined {
  const builder = new AutomatonBuilder();
  const before = anchored ? undefined : builder.state('[^]');
  const whole = builder.build(root);
  if (before !== undefined) {
    builder.connect([before], [before]);
    builder.connect([before], whole.first);
  }
  if (builder.sources.length > MAX_STATES) return undefined;
  return { characters: sampleSets(builder.sources, flags), follow: builder.follow, doubled: builder.doubled };
}

interface Fragment {
  readonly empty: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const NOTHING: Fragment = { empty: true, first: [], last: [] };

class AutomatonBuilder {
  readonly sources: string[] = [];
  readonly follow: Set<number>[] = [];
  readonly doubled = new Set<string>();

  state(source: string): number {
    this.follow.push(new Set());
    return this.sources.push(source) - 1;
  }

  connect(from: readonly number[], to: readonly number[]): void {
    for (const one of from) {
      for (const other of to) {
        if (this.follow[one]?.has(other) === true) this.doubled.add(`${one},${other}`);
        this.follow[one]?.add(other);
      }
    }
  }

  build(node: PatternNode): Fragment {
    if (this.sources.length > MAX_STATES) return NOTHING;
    switch (node.kind) {
      case 'character': {
        const state = this.state(node.source);
        return { empty: false, first: [state], last: [state] };
      }
      case 'sequence':
        return node.parts.map((part) => this.build(part)).reduce((a, b) => this.chain(a, b), NOTHING);
      case 'choice': {
        const parts = node.parts.map((part) => this.build(part));
        return {
          empty: parts.some(({ empty }) => empty),
          first: parts.flatMap(({ first }) => first),
          last: parts.flatMap(({ last }) => last),
        };
      }
      case 'repeat':
        return this.repeat(node);
      case 'start':
      case 'end':
      case 'ahead':
      case 'ignored':
        return NOTHING;
    }
  }

  private repeat({ part, min, max }: Extract<PatternNode, { kind: 'repeat' }>): Fragment {
    if (max > MAX_COPIES) {
      const once = this.build(part);
      this.connect(once.last, once.first);
      return { ...once, empty: once.empty || min === 0 };
    }
    let whole = NOTHING;
    for (let copy = 0; copy < max; copy++) {
      const once = this.build(part);
      whole = this.chain(whole, { ...once, empty: once.empty || copy >= min });
    }
    return whole;
  }

  private chain(a: Fragment, b: Fragment): Fragment {
    this.connect(a.last, b.first);
    return {
      empty: a.empty && b.empty,
      first: a.empty ? [...a.first, ...b.first] : a.first,
      last: b.empty ? [...a.last, ...b.last] : b.last,
    };
  }
}

/** Characters of many kinds, for classes that name none. */
const SAMPLES =
  '\0\t\n\r !"#$%&\'()*+,-./0123456789:;<=>?@ABCMXYZ[\\]^_`abcmxyz{|}~\u0080\u00A0\u00AA\u00DF\u00E9\u0130\u0391\u05D0\u0660\u0915\u0E01\u2028\u3042\u4E00\uAC00\u{1F600}';

/** Which of the sample characters each state takes. */
function sampleSets(sources: readonly string[], flags: string): readonly ReadonlySet<number>[] {
  const samples = new Set(SAMPLES);
  for (const source of sources) {
    for (const sign of source) {
      const code = sign.codePointAt(0) ?? 0;
      for (const near of [code - 1, code, code + 1])
        if (near >= 0 && near <= 0x10ffff) samples.add(String.fromCodePoint(near));
    }
  }
  const list = [...samples];
  const sets = new Map<string, ReadonlySet<number>>();
  return sources.map((source) => {
    const known = sets.get(source);
    if (known !== undefined) return known;
    const expression = new RegExp(`^(?:${source})$`, flags);
    const set = new Set(list.flatMap((sign, index) => (expression.test(sign) ? [index] : [])));
    sets.set(source, set);
    return set;
  });
}
