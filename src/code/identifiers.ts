/** Words with capitals, run together: a valid identifier for any text. */
export function pascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map(upperFirst).join('');
  if (joined === '') return `Topic${text.replace(/./gs, (mark) => MARKS[mark] ?? '')}`;
  return /^\d/.test(joined) ? `Topic${joined}` : joined;
}

const MARKS: Readonly<Record<string, string>> = { '.': 'Dot', _: 'Underscore', '-': 'Dash' };

export function upperFirst(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** With a small letter in front: of a run of capitals all are lowered but the first of the next word: `SMSEvents` → `smsEvents`. */
export function lowerFirst(word: string): string {
  return word.replace(/^[A-Z](?:[A-Z]*(?![a-z]))?/, (capitals) => capitals.toLowerCase());
}

/** Words that cannot name a variable in a strict-mode module (ECMA-262). */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch this throw ' +
    'true try typeof undefined var void while with yield globalThis NaN Infinity'
  ).split(' '),
);

/** Words that cannot name a type besides, or that would not read well as one. */
const TYPE_WORDS: ReadonlySet<string> = new Set(
  'any as bigint boolean infer keyof never number object readonly string symbol type unique unknown'.split(' '),
);

/** Hands out names in one scope: the wanted one where it is free and legal, else the first of the alternatives, else numbered. */
export class NameScope {
  private readonly taken: Set<string>;

  private readonly holds: 'names' | 'variables';

  /** `variables`: of a function's own, which types cannot meet. */
  constructor(taken: Iterable<string> = [], holds: 'names' | 'variables' = 'names') {
    this.taken = new Set(taken);
    this.holds = holds;
  }

  claim(wanted: string, ...alternatives: readonly string[]): string {
    const name =
      [wanted, ...alternatives, `${wanted}_`].find((candidate) => this.isFree(candidate)) ?? this.numbered(wanted);
    this.taken.add(name);
    return name;
  }

  isFree(name: string): boolean {
    return !KEYWORDS.has(name) && !(this.holds === 'names' && TYPE_WORDS.has(name)) && !this.taken.has(name);
  }

  private numbered(wanted: string): string {
    let number = 2;
    while (!this.isFree(`${wanted}${number}`)) number++;
    return `${wanted}${number}`;
  }
}
