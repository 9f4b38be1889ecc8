import { nearestName } from '../../diagnostics/nearest-name.js';
import { isJsonObject, memberOf, type JsonObject } from '../schema/json-pointer.js';
import { patternFault } from '../pattern/pattern-fault.js';
import { pointerTo } from '../../paths/json-pointer.js';
import type { Dialect } from './dialect.js';
import type { JsonType } from '../schema/json-schema.js';

/** Reports something at a JSON pointer into the schema's file. */
export type Report = (pointer: string, message: string, help?: string) => void;

/** Reads the keywords of one schema. A value that the draft does not allow is reported, and counts as not given. */
export class KeywordReader {
  readonly json: JsonObject;
  readonly pointer: string;
  readonly dialect: Dialect;
  /** Where keywords stand that the model calls by another name. */
  readonly spelled = new Map<string, string>();
  private readonly fault: Report;

  constructor(json: JsonObject, { pointer, dialect, fault }: KeywordPlace) {
    this.json = json;
    this.pointer = pointer;
    this.dialect = dialect;
    this.fault = fault;
  }

  /** The JSON pointer of a keyword, or of something in its value. */
  at(keyword: string, ...steps: readonly (string | number)[]): string {
    return pointerTo(this.pointer, keyword, ...steps);
  }

  /** The keyword's value; undefined where it is not given or the draft has no such keyword. */
  value(keyword: string): unknown {
    return this.dialect.has(keyword) ? memberOf(this.json, keyword) : undefined;
  }

  text(keyword: string): string | undefined {
    return this.read(keyword, 'a string', (value) => (typeof value === 'string' ? value : undefined));
  }

  flag(keyword: string): boolean | undefined {
    return this.read(keyword, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
  }

  number(keyword: string): number | undefined {
    return this.read(keyword, 'a number', numberOf);
  }

  /** A whole number, 0 or more. */
  count(keyword: string): number | undefined {
    return this.read(keyword, 'a whole number, 0 or more', (value) => {
      const count = numberOf(value);
      return count !== undefined && Number.isInteger(count) && count >= 0 ? count : undefined;
    });
  }

  /** A number above 0. */
  divisor(keyword: string): number | undefined {
    return this.read(keyword, 'a number above 0', (value) => {
      const divisor = numberOf(value);
      return divisor !== undefined && divisor > 0 ? divisor : undefined;
    });
  }

  /** A regular expression that JavaScript can compile, in Unicode mode or without it. */
  pattern(keyword: string): string | undefined {
    const pattern = this.text(keyword);
    const fault = pattern === undefined ? undefined : patternFault(pattern);
    if (fault === undefined) return pattern;
    this.wrong(keyword, `"${keyword}" is not a regular expression: ${fault.reason}`, fault.help);
    return undefined;
  }

  types(): ReadonlySet<JsonType> | undefined {
    const value = this.value('type');
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.length === 0)
      this.wrong('type', '"type" must be a type or a list of at least one type, found an empty list');
    if (value === undefined || list.length === 0) return undefined;
    const types = new Set<JsonType>();
    for (const [index, item] of list.entries()) {
      const type = TYPES.find((name) => name === item);
      if (type === undefined) this.wrongType(item, Array.isArray(value) ? this.at('type', index) : this.at('type'));
      else types.add(type);
    }
    return types;
  }

  list(keyword: string): readonly unknown[] | undefined {
    return this.read<readonly unknown[]>(keyword, 'a list', (value) => (Array.isArray(value) ? value : undefined));
  }

  object(keyword: string): JsonObject | undefined {
    return this.read(keyword, 'an object', (value) => (isJsonObject(value) ? value : undefined));
  }

  /** The names in a list, each once. */
  names(keyword: string): readonly string[] {
    const value = this.value(keyword);
    if (keyword !== 'required' || typeof value !== 'boolean') return this.namesIn(this.list(keyword) ?? [], keyword);
    const help = 'List the property in "required" of its object.';
    this.wrong(keyword, `"required" must be a list of names, found ${value}`, help);
    return [];
  }

  namesIn(list: readonly unknown[], ...steps: readonly [string, ...string[]]): readonly string[] {
    const names = new Set<string>();
    for (const [index, item] of list.entries()) {
      if (typeof item === 'string') names.add(item);
      else this.fault(pointerTo(this.pointer, ...steps, index), `expected a property name, found ${describe(item)}`);
    }
    return [...names];
  }

  wrong(keyword: string, message: string, help?: string): void {
    this.fault(this.at(keyword), message, help);
  }

  wrongAt(steps: readonly [string, ...string[]], message: string, help?: string): void {
    this.fault(pointerTo(this.pointer, ...steps), message, help);
  }

  private read<T>(keyword: string, expected: string, read: (value: unknown) => T | undefined): T | undefined {
    const value = this.value(keyword);
    const result = value === undefined ? undefined : read(value);
    if (value !== undefined && result === undefined) {
      this.wrong(keyword, `"${keyword}" must be ${expected}, found ${describe(value)}`);
    }
    return result;
  }

  private wrongType(found: unknown, pointer: string): void {
    const meant =
      typeof found === 'string' ? (OTHER_NAMES.get(found.toLowerCase()) ?? nearestName(found, TYPES)) : undefined;
    const help = meant === undefined ? `The types are ${TYPES.join(', ')}.` : `Did you mean "${meant}"?`;
    this.fault(pointer, `unknown type ${describe(found)}`, help);
  }
}

interface KeywordPlace {
  readonly pointer: string;
  readonly dialect: Dialect;
  readonly fault: Report;
}

const TYPES: readonly JsonType[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/** What other languages call them. */
const OTHER_NAMES: ReadonlyMap<string, JsonType> = new Map([
  ['int', 'integer'],
  ['long', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['bool', 'boolean'],
  ['text', 'string'],
  ['date', 'string'],
  ['date-time', 'string'],
  ['list', 'array'],
  ['map', 'object'],
  ['record', 'object'],
  ['none', 'null'],
]);

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** What a value is, in words, with what it says where that is short. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return 'an object';
  }
}
