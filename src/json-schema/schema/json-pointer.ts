import { isObject } from '../../runtime/json/check.js';
import { pointerSteps } from '../../paths/json-pointer.js';

/** What an own member of an object or an item of an array holds; undefined where there is none. */
export function memberOf(json: unknown, step: string): unknown {
  if (Array.isArray(json)) {
    const items: readonly unknown[] = json;
    return /^(?:0|[1-9]\d*)$/.test(step) ? items[Number(step)] : undefined;
  }
  return isObject(json) && Object.hasOwn(json, step) ? json[step] : undefined;
}

/** What a JSON pointer leads to; undefined where it leads nowhere. */
export function jsonAt(json: unknown, pointer: string): unknown {
  return pointerSteps(pointer).reduce(memberOf, json);
}

export type JsonObject = Readonly<Record<string, unknown>>;

export { isObject as isJsonObject };
