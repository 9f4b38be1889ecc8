import type { Automaton } from './pattern-automaton.js';

/** Searches that take more steps than this are taken to succeed. */
const MAX_STEPS = 1_000_000;

/**
 * Whether a text can lead from a state back to it in two ways: then there are exponentially many ways through a text
 * of many times that.
 */
export function isAmbiguousInLoop(automaton: Automaton): boolean {
  const loops = loopsOf(automaton);
  for (const step of automaton.doubled) {
    const [from = -1, to = -1] = step.split(',').map(Number);
    if (loops[from] !== undefined && loops[from] === loops[to]) return true;
  }
  const pairs = pairGraph(automaton, loops);
  const forward = reached(pairs, (pair) => isDiagonal(pair));
  const backward = reached(reversed(pairs), (pair) => isDiagonal(pair));
  // Within one loop, all diagonal pairs reach one another.
  return [...forward].some((pair) => !isDiagonal(pair) && backward.has(pair));
}

/** One more than the number of loops in a row that a text can be shared out among in many ways: the degree of the time. */
export function loopChain(automaton: Automaton): number {
  const loops = loopsOf(automaton);
  const names = [...new Set(loops.filter((loop) => loop !== undefined))];
  const degrees = new Map<number, number>();
  const degreeOf = (loop: number): number => {
    const before = degrees.get(loop);
    if (before !== undefined) return before;
    let degree = 1;
    for (const other of names) {
      if (other === loop || !leadsTo(automaton, loops, other, loop)) continue;
      degree = Math.max(degree, degreeOf(other) + (share(automaton, loops, other, loop) ? 1 : 0));
    }
    degrees.set(loop, degree);
    return degree;
  };
  return Math.max(1, ...names.map(degreeOf));
}

type Loops = readonly (number | undefined)[];

/** For each state, the least state of the loop it is in; undefined for one in none. */
function loopsOf({ follow }: Automaton): Loops {
  const reach = follow.map((_, state) => closure(follow, state));
  return follow.map((_, state) => {
    if (reach[state]?.has(state) !== true) return undefined;
    return follow.findIndex((_set, other) => reach[state]?.has(other) === true && reach[other]?.has(state) === true);
  });
}

function closure(follow: Automaton['follow'], state: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [state];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of follow[at] ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

function leadsTo({ follow }: Automaton, loops: Loops, from: number, to: number): boolean {
  return [...closure(follow, from)].some((state) => loops[state] === to);
}

/** Whether a text leads around one loop, around another, and from the one into the other. */
function share(automaton: Automaton, loops: Loops, first: number, second: number): boolean {
  const statesOf = (loop: number): number[] => loops.flatMap((one, state) => (one === loop ? [state] : []));
  let steps = 0;
  for (const p of statesOf(first)) {
    for (const q of statesOf(second)) {
      const goal = `${p},${q},${q}`;
      const seen = new Set<string>();
      const open = [[p, p, q] as const];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        const [a, b, c] = at;
        for (const x of automaton.follow[a] ?? []) {
          if (loops[x] !== first) continue;
          for (const z of automaton.follow[c] ?? []) {
            if (loops[z] !== second || !meet(automaton, x, z)) continue;
            for (const y of automaton.follow[b] ?? []) {
              if (++steps > MAX_STEPS) return true;
              if (!meet(automaton, x, y, z)) continue;
              const key = `${x},${y},${z}`;
              if (key === goal) return true;
              if (seen.has(key)) continue;
              seen.add(key);
              open.push([x, y, z]);
            }
          }
        }
      }
    }
  }
  return false;
}

/** Whether one character leads into all of the states. */
function meet({ characters }: Automaton, ...states: readonly number[]): boolean {
  const [first, ...others] = states.map((state) => characters[state]);
  if (first === undefined) return false;
  for (const character of first) if (others.every((set) => set?.has(character) === true)) return true;
  return false;
}

type Graph = ReadonlyMap<string, readonly string[]>;

/** Pairs of states of one loop, and the pairs that one character leads to from them. */
function pairGraph(automaton: Automaton, loops: Loops): Graph {
  const graph = new Map<string, string[]>();
  loops.forEach((loop, a) => {
    if (loop === undefined) return;
    loops.forEach((other, b) => {
      if (other !== loop) return;
      const next: string[] = [];
      for (const x of automaton.follow[a] ?? []) {
        if (loops[x] !== loop) continue;
        for (const y of automaton.follow[b] ?? [])
          if (loops[y] === loop && meet(automaton, x, y)) next.push(`${x},${y}`);
      }
      graph.set(`${a},${b}`, next);
    });
  });
  return graph;
}

function reversed(graph: Graph): Graph {
  const back = new Map<string, string[]>();
  for (const [from, list] of graph) {
    for (const to of list) {
      const known = back.get(to);
      if (known === undefined) back.set(to, [from]);
      else known.push(from);
    }
  }
  return back;
}

function reached(graph: Graph, isStart: (node: string) => boolean): ReadonlySet<string> {
  const open = [...graph.keys()].filter(isStart);
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of graph.get(at) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

function isDiagonal(pair: string): boolean {
  const [a, b] = pair.split(',');
  return a === b;
}
