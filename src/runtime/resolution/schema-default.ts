import { isObject } from '../json/check.js';
import { pointerStep } from '../json-pointer.js';
import type { AvroType, Field } from './schema.js';

/** What is wrong with a default, at a JSON pointer into it. */
export interface WrongDefault {
  readonly pointer: string;
  readonly message: string;
}

/** How many values one default may stand for: `{}` for records of defaulted records can mean a great many. */
const MAX_DEFAULT_VALUES = 10_000;
/** How deep its records, lists and maps may nest: a record that holds itself with the default `{}` has no end. */
const MAX_DEFAULT_DEPTH = 200;

/**
 * Returns the reason why `json` is not a valid default of `type`, or undefined if it is (specification, "Complex Types", field defaults).
 * A union takes the default of any of its branches, as Avro 1.12 has it; older texts want the first.
 */
export function checkDefault(type: AvroType, json: unknown): WrongDefault | undefined {
  let budget = MAX_DEFAULT_VALUES;
  const check = (
    inner: AvroType,
    value: unknown,
    pointer: string,
    depth: number,
  ): WrongDefault | undefined => {
    if (budget-- <= 0)
      return { pointer, message: `it expands to more than ${String(MAX_DEFAULT_VALUES)} values` };
    if (depth > MAX_DEFAULT_DEPTH)
      return { pointer, message: `it is nested more than ${String(MAX_DEFAULT_DEPTH)} deep` };
    const wrong = (expected: string): WrongDefault => ({
      pointer,
      message: `expected ${expected}`,
    });
    switch (inner.kind) {
      case 'null':
        return value === null ? undefined : wrong('null');
      case 'boolean':
        return typeof value === 'boolean' ? undefined : wrong('true or false');
      case 'int':
        return isInteger(value, 2 ** 31) ? undefined : wrong('a whole number of 32 bits');
      case 'long':
        return isInteger(value, 2 ** 63) ? undefined : wrong('a whole number of 64 bits');
      case 'float':
      case 'double':
        return floatOf(value) === undefined ? wrong(A_FLOAT) : undefined;
      case 'string':
        return typeof value === 'string' ? undefined : wrong('a string');
      case 'bytes':
        return isByteText(value) ? undefined : wrong('a string of the characters U+0000 to U+00FF');
      case 'fixed':
        return isByteText(value) && value.length === inner.size
          ? undefined
          : wrong(`a string of ${String(inner.size)} characters U+0000 to U+00FF`);
      case 'enum':
        return typeof value === 'string' && inner.symbols.includes(value)
          ? undefined
          : wrong(`a symbol of "${inner.fullName}"`);
      case 'array': {
        if (!Array.isArray(value)) return wrong('a list');
        return firstWrong(value.entries(), (item, index) =>
          check(inner.items, item, `${pointer}/${String(index)}`, depth + 1),
        );
      }
      case 'map': {
        if (!isObject(value)) return wrong('an object');
        return firstWrong(Object.entries(value), (item, key) =>
          check(inner.values, item, `${pointer}/${pointerStep(key)}`, depth + 1),
        );
      }
      case 'record': {
        if (!isObject(value)) return wrong(`an object for "${inner.fullName}"`);
        return firstWrong(inner.fields.entries(), (field) => {
          const given = fieldDefault(field, value);
          const at = `${pointer}/${field.name}`;
          return given === undefined
            ? { pointer: at, message: `"${field.name}" is missing` }
            : check(field.type, given, at, depth + 1);
        });
      }
      case 'union': {
        const taken = inner.branches.some(
          (branch) => check(branch, value, pointer, depth) === undefined,
        );
        return taken ? undefined : wrong('a value of one of the branches');
      }
    }
  };
  return check(type, json, '', 0);
}

/** The branch of a union that a default belongs to: the first that takes it. */
export function defaultBranch(branches: readonly AvroType[], json: unknown): AvroType | undefined {
  return branches.find((branch) => checkDefault(branch, json) === undefined);
}

/** What a record's default says of one field: its own entry, else the field's default. */
export function fieldDefault(field: Field, record: Readonly<Record<string, unknown>>): unknown {
  return Object.hasOwn(record, field.name) ? record[field.name] : field.default;
}

/** What JSON has no number for. */
const NOT_FINITE: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '+Infinity', '-Infinity']);

const A_FLOAT = 'a number, or one of the texts "NaN", "Infinity", "+Infinity" and "-Infinity"';

/** The number that a float's default means; NaN and the infinities are written as text. */
export function floatOf(json: unknown): number | undefined {
  if (typeof json === 'number' || typeof json === 'bigint') return Number(json);
  return NOT_FINITE.has(json) ? Number(json) : undefined;
}

function firstWrong<K, V>(
  entries: Iterable<[K, V]>,
  check: (value: V, key: K) => WrongDefault | undefined,
): WrongDefault | undefined {
  for (const [key, value] of entries) {
    const wrong = check(value, key);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** Whole numbers past 2^53 come as bigint from a reader that loses no digit. */
function isInteger(value: unknown, bound: number): boolean {
  const whole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  return whole && value >= -bound && value < bound;
}

function isByteText(value: unknown): value is string {
  return typeof value === 'string' && !/[\u0100-\uFFFF]/.test(value);
}
