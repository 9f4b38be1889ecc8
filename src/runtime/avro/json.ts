import type { ByteReader } from '../byte-reader.js';
import { MAX_EMPTY_VALUES, TOO_MANY_EMPTY } from './limits.js';
import { DecodeError } from '../errors.js';
import type { JsonHolder } from '../json/holder.js';
import { jsonParser, type WideNumbers } from '../json/parse.js';
import { parseJson } from '../json/read.js';
import { jsonText, mayHoldWideNumber, openJson } from '../json/text.js';

/** A branch of a union, as a value of it shows itself in JSON. */
export interface JsonBranch {
  /** The names that a value may be wrapped in, as `{"string": …}`: a type, a full name, its last part, an alias. */
  readonly names: readonly string[];
  /** Whether the specification's JSON encoding of the branch could be this. */
  readonly fits: (value: unknown) => boolean;
  /** Whether it could be this in one of the other forms that are read. */
  readonly mayBe?: (value: unknown) => boolean;
  /** Of a record, the names and aliases of each field that must be there, and of each that may. */
  readonly fields?: {
    readonly needed: readonly (readonly string[])[];
    readonly others: readonly string[];
  };
}

/**
 * One Avro value as Lambda's event source mapping delivers it in the format JSON. How that writes unions, numbers of 64
 * bits and logical types is not published, so all likely ways are read: the specification's JSON encoding first, in which
 * a union's value is wrapped in its branch's name, and then plain values, digits as text and ISO 8601.
 */
export class AvroJson {
  /** Holds the whole value as `value`. */
  readonly root: { readonly value: unknown };
  /** The place of the value of the branch that `branch` found last. */
  holder: JsonHolder;
  key: string | number = 'value';
  private readonly r: ByteReader;
  private readonly at: string;
  private readonly start: number;
  private readonly wide: WideNumbers | undefined;

  /** Parses what is left in the reader. Throws a DecodeError if it is not JSON. */
  constructor(r: ByteReader, at: string) {
    this.r = r;
    this.at = at;
    this.start = openJson(r, at);
    if (mayHoldWideNumber(r)) {
      // Only to make sure that it is UTF-8.
      jsonText(r, at);
      this.wide = new Map();
      this.root = jsonParser(r, at, this.wide).parse();
    } else this.root = { value: parseJson(r, at) };
    this.holder = { ...this.root };
  }

  /** The root as a holder. */
  get value(): JsonHolder {
    return this.root;
  }

  /** A number or a text as it stands there; a whole number past 2^53-1 as a bigint. */
  plain(holder: JsonHolder, key: string | number): unknown {
    return this.wide?.get(holder)?.get(key) ?? ownValue(holder, key);
  }

  object(holder: JsonHolder, key: string | number, at: string): JsonHolder {
    const value = ownValue(holder, key);
    return isHolder(value) ? value : this.refuse(holder, key, at, 'an object');
  }

  array(
    holder: JsonHolder,
    key: string | number,
    at: string,
  ): JsonHolder & { readonly length: number } {
    const value = ownValue(holder, key);
    // An array has its items by their indexes, as a holder does.
    if (Array.isArray(value)) return value as unknown as JsonHolder & { readonly length: number };
    return this.refuse(holder, key, at, 'an array');
  }

  /** Checks whether a record has a field; if not, counts the values of its default. */
  has(record: JsonHolder, key: string, at: string, defaultValues: number): boolean {
    if (Object.hasOwn(record, key)) return true;
    this.countEmpty(defaultValues, record, at);
    return false;
  }

  /** Counts values that are not in the text of `record`, before they are built. */
  countEmpty(count: number, record: JsonHolder, at: string): void {
    this.r.emptyValues += count;
    if (this.r.emptyValues > MAX_EMPTY_VALUES) this.fail(record, undefined, at, TOO_MANY_EMPTY);
  }

  /** Finds the branch of a union value; `holder` and `key` are then the place of the branch's own value. */
  branch(
    holder: JsonHolder,
    key: string | number,
    at: string,
    branches: readonly JsonBranch[],
  ): number {
    const value = this.plain(holder, key);
    this.holder = holder;
    this.key = key;
    const wrapped = this.wrappedBranch(value, branches);
    if (wrapped >= 0) return wrapped;
    // A nullable field that is missing.
    const fitting = branches.findIndex(({ fits }) => fits(value ?? null));
    if (isHolder(value)) return this.objectBranch(value, at, branches, fitting);
    const index = fitting >= 0 ? fitting : branches.findIndex(({ mayBe }) => mayBe?.(value));
    return index >= 0 ? index : this.refuse(holder, key, at, 'a branch of the union');
  }

  /** Throws a DecodeError that says what was expected there. */
  refuse(holder: JsonHolder, key: string | number, at: string, expected: string): never {
    if (ownValue(holder, key) === undefined)
      return this.fail(holder, undefined, at, 'it is missing');
    return this.fail(holder, key, at, `expected ${expected}`);
  }

  /** Throws a DecodeError with the byte at which what `holder` holds begins, or `holder` itself. */
  fail(holder: JsonHolder, key: string | number | undefined, at: string, reason: string): never {
    const path = [...(pathTo(this.root, holder) ?? []), ...(key === undefined ? [] : [key])];
    this.r.position = this.start;
    // The root's own key is none of the text's.
    const position = jsonParser(this.r, this.at).locate(path.slice(1));
    throw new DecodeError(reason, position - this.r.start, at);
  }

  private wrappedBranch(value: unknown, branches: readonly JsonBranch[]): number {
    if (!isHolder(value)) return -1;
    const [name, ...more] = Object.keys(value);
    if (name === undefined || more.length > 0) return -1;
    const inner = this.plain(value, name);
    const index = branches.findIndex(
      (branch) =>
        branch.names.includes(name) && (branch.fits(inner) || branch.mayBe?.(inner) === true),
    );
    if (index >= 0) {
      this.holder = value;
      this.key = name;
    }
    return index;
  }

  /** Records are identified by their fields: first by exactly these fields, then with others. */
  private objectBranch(
    value: JsonHolder,
    at: string,
    branches: readonly JsonBranch[],
    first: number,
  ): number {
    const objects = branches.flatMap((branch, index) =>
      branch.fits(value) ? [{ ...branch, index }] : [],
    );
    const [only] = objects;
    if (only !== undefined && objects.length === 1) return only.index;
    const names = Object.keys(value);
    const complete = objects.filter(
      ({ fields }) =>
        fields?.needed.every((all) => all.some((name) => Object.hasOwn(value, name))) === true,
    );
    const exact = complete.filter(({ fields }) =>
      names.every(
        (name) => fields?.others.includes(name) === true || fields?.needed.flat().includes(name),
      ),
    );
    const map = objects.find(({ fields }) => fields === undefined);
    const found = exact.length > 0 || map !== undefined ? exact : complete;
    const [one, ...others] = found;
    if (one !== undefined && others.length === 0) return one.index;
    if (one === undefined && map !== undefined) return map.index;
    if (first < 0)
      return this.fail(this.holder, this.key, at, 'it matches none of the union branches');
    const which = found.map((branch) => branch.names[0] ?? '').join(' and ');
    const reason =
      one === undefined
        ? "its fields match none of the union's records"
        : `it is ambiguous: it matches ${which}`;
    return this.fail(this.holder, this.key, at, reason);
  }
}

/** The name of those by which a field is known that the object has; the first if it has none. */
export function fieldKey(object: JsonHolder, name: string, ...aliases: readonly string[]): string {
  if (Object.hasOwn(object, name)) return name;
  return aliases.find((alias) => Object.hasOwn(object, alias)) ?? name;
}

export function isHolder(value: unknown): value is JsonHolder {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an object itself has; not what it inherits. */
function ownValue(holder: JsonHolder, key: string | number): unknown {
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
}

/** The keys that lead from a value to an object or array within it. */
function pathTo(value: unknown, wanted: object): (string | number)[] | undefined {
  if (value === wanted) return [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const rest = pathTo(item, wanted);
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
}
