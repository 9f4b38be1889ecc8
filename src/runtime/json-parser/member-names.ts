import type { ByteReader } from '../byte-reader.js';
import { giveUp } from './give-up.js';
import { parseKey } from './parse-map.js';
import { plainObject, type PlainObject } from './plain-object.js';
import { skipSpace } from './space.js';
import { Spelling, take } from './spelling.js';

const COMMA = 0x2c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Out of turn, a member counts double: where more than every third is, the members are shuffled. */
const MISS = 2;
const MAX_DISORDER = 64;

const BUCKETS = 64;
/** Further members are looked up by their text. */
const MAX_IN_BUCKET = 8;

/**
 * The names of an object's members. What comes next is guessed from the objects before, since most producers write all
 * members in one order, whichever it is.
 */
export class MemberNames<Name extends string> {
  /** Whether members have lately come in ever other orders: then setting each in a place of its own is slow. */
  isShuffled = false;
  private readonly names: readonly Name[];
  /** By its text, each name with its colon; its `next` is the member: the same with the comma before it. */
  private byText: ReadonlyMap<string, Spelling> | undefined;
  /** The names by a hash of their first bytes. */
  private buckets: readonly (readonly Spelling[])[] = [];
  /** The guess at the first member. */
  private guess: Spelling | undefined;
  private disorder = 0;

  constructor(...names: readonly Name[]) {
    this.names = names;
  }

  /** A constructor of objects that have these names. */
  plainObject(): new () => PlainObject<Name> {
    return plainObject();
  }

  /** Opens an object and moves to the value of its first member; undefined if there is none. */
  first(r: ByteReader): Spelling | undefined {
    if (skipSpace(r) !== OPEN) giveUp();
    r.position++;
    const { guess } = this;
    if (guess === undefined || !take(r, guess)) return this.seekFirst(r);
    skipSpace(r);
    return guess.next;
  }

  /** Moves to the value of the member after `previous`; undefined where the object ends. */
  next(r: ByteReader, previous: Spelling): Spelling | undefined {
    const { next } = previous;
    if (next === undefined || !take(r, next)) return this.seekNext(r, previous);
    if (this.disorder > 0) this.count(-1);
    skipSpace(r);
    return next;
  }

  private seekFirst(r: ByteReader): Spelling | undefined {
    if (skipSpace(r) === CLOSE) {
      r.position++;
      return undefined;
    }
    const name = this.find(r);
    if (name.next === undefined) return name;
    this.guess = name;
    return name.next;
  }

  private seekNext(r: ByteReader, previous: Spelling): Spelling | undefined {
    const byte = skipSpace(r);
    r.position++;
    if (byte === CLOSE) return undefined;
    if (byte !== COMMA) giveUp();
    skipSpace(r);
    const name = this.find(r);
    const member = name.next;
    if (member === undefined) return name;
    if (member !== previous.next) {
      previous.next = member;
      this.count(MISS);
    }
    return member;
  }

  private count(change: number): void {
    this.disorder = Math.min(this.disorder + change, MAX_DISORDER);
    this.isShuffled = this.disorder > MAX_DISORDER / 2;
  }

  /** The name that comes next, whatever was guessed, past its colon; one that the schema does not give has no `next`. */
  private find(r: ByteReader): Spelling {
    // Only here, so that a function that starts pays for no table.
    const names = this.byText ?? this.spell();
    for (const name of this.buckets[hashAt(r.bytes, r.position)] ?? []) {
      if (!take(r, name)) continue;
      skipSpace(r);
      return name;
    }
    const text = parseKey(r);
    // It is not kept, since it would keep its message alive.
    return names.get(text) ?? new Spelling(text, '');
  }

  /** Spells the names: each with its colon, and as what comes next after it, with the comma before it too. */
  private spell(): ReadonlyMap<string, Spelling> {
    const buckets = Array.from({ length: BUCKETS }, (): Spelling[] => []);
    const names = this.names.map((text) => {
      const json = `${JSON.stringify(text)}:`;
      const name = new Spelling(text, json);
      name.next = new Spelling(text, `,${json}`);
      const bucket = buckets[hashAt(name.bytes, 0)] ?? [];
      if (text !== '' && bucket.length < MAX_IN_BUCKET) bucket.push(name);
      return [text, name] as const;
    });
    this.buckets = buckets;
    this.byText = new Map(names);
    return this.byText;
  }
}

function hashAt(bytes: Buffer, position: number): number {
  const word = ((bytes[position + 1] ?? 0) << 2) ^ ((bytes[position + 2] ?? 0) << 1);
  return (word ^ (bytes[position + 3] ?? 0)) & (BUCKETS - 1);
}
