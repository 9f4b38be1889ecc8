import { isDate } from 'node:util/types';

import { MAX_DEPTH } from '../byte-reader.js';
import { EncodeError } from '../errors.js';
import { findFaults, jsonPointer, type JsonCheck } from '../json/faults.js';
import type { JsonHolder } from '../json/holder.js';

/** Makes what a holder's property or item holds JSON again, where that takes its schema to know how. */
export type JsonUnconvert = (holder: JsonHolder, key: string | number) => void;

/**
 * Writes a value as JSON: a Date as ISO 8601 text, a bigint as its digits, properties in their order and without those
 * that are undefined. Throws an EncodeError, with a JSON pointer, for what JSON cannot hold: undefined, a number that is
 * not finite, an object that is neither plain nor an array, one that holds itself or nests too deep.
 */
export function writeJson(value: unknown): Uint8Array {
  return Buffer.from(jsonText(jsonForm(value)));
}

/** Writes a value that has been decoded, or one like it: as its schema has it in JSON, and only if that is valid. */
export function encodeJson(
  value: unknown,
  check?: JsonCheck,
  unconvert?: JsonUnconvert,
): Uint8Array {
  const root: JsonHolder = { value: jsonForm(value) };
  unconvert?.(root, 'value');
  const { value: form } = root;
  const [fault] = (check && findFaults(check, form))?.list() ?? [];
  if (fault !== undefined) throw new EncodeError(fault.reason, fault.pointer || 'value');
  return Buffer.from(jsonText(form));
}

/** A copy of a value in which all is as JSON has it, but that bigints stand for numbers. */
function jsonForm(value: unknown): unknown {
  return new FormMaker().make(value);
}

class FormMaker {
  private readonly path: (string | number)[] = [];
  private readonly open = new Set<object>();

  make(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
      case 'bigint':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : this.refuse(String(value));
      case 'object':
        return value === null ? null : this.object(value);
      default:
        return this.refuse(value === undefined ? 'undefined' : `a ${typeof value}`);
    }
  }

  private object(value: object): unknown {
    if (isDate(value)) {
      return Number.isNaN(value.getTime()) ? this.refuse('an invalid Date') : value.toISOString();
    }
    if (this.open.has(value)) this.refuse('a circular object');
    if (this.open.size === MAX_DEPTH)
      this.refuse(`values nested more than ${String(MAX_DEPTH)} deep`);
    this.open.add(value);
    const form = Array.isArray(value) ? this.items(value) : this.properties(value);
    this.open.delete(value);
    return form;
  }

  private items(items: readonly unknown[]): unknown {
    // A hole is undefined, and refused as that.
    return Array.from(items, (item, index) => this.within(index, item));
  }

  private properties(object: object): unknown {
    const kind = Object.prototype.toString.call(object).slice(8, -1);
    if (kind !== 'Object') this.refuse(`a ${kind}`);
    const entries = Object.entries(object).flatMap(([key, value]: [string, unknown]) =>
      value === undefined ? [] : [[key, this.within(key, value)] as const],
    );
    // It defines properties, and does not set them: `__proto__` is one like any other.
    return Object.fromEntries(entries);
  }

  private within(key: string | number, value: unknown): unknown {
    this.path.push(key);
    const form = this.make(value);
    this.path.pop();
    return form;
  }

  private refuse(what: string): never {
    throw new EncodeError(`JSON cannot represent ${what}`, jsonPointer(this.path) || 'value');
  }
}

/** The text of a form. */
function jsonText(form: unknown): string {
  if (typeof form === 'bigint') return String(form);
  if (Object.is(form, -0)) return '-0';
  if (Array.isArray(form)) return `[${form.map(jsonText).join(',')}]`;
  if (typeof form !== 'object' || form === null) return JSON.stringify(form);
  const members = Object.entries(form).map(
    ([key, value]) => `${JSON.stringify(key)}:${jsonText(value)}`,
  );
  return `{${members.join(',')}}`;
}
