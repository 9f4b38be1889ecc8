import { pointerSteps, pointerTo } from '../../paths/json-pointer.js';
import { isJsonObject, memberOf, type JsonObject } from '../schema/json-pointer.js';

/** Finds what looks like a schema inside JSON that is not one; the pointers come with the likeliest first. */
export function schemasIn(json: unknown, start = ''): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (Array.isArray(value)) value.forEach((item, index) => visit(item, pointerTo(pointer, index)));
    if (!isJsonObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      const at = pointerTo(pointer, name);
      if (isJsonObject(member) && looksLikeSchema(member, name)) found.push(at);
      else visit(member, at);
    }
  };
  visit(json, start);
  return found.sort((a, b) => rank(a) - rank(b));
}

const TYPES: ReadonlySet<unknown> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

function looksLikeSchema(json: JsonObject, name: string): boolean {
  const type = memberOf(json, 'type');
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  if (types.length > 0 && types.every((each) => TYPES.has(each))) return true;
  if (typeof memberOf(json, '$schema') === 'string' || isJsonObject(memberOf(json, 'properties'))) return true;
  if (['oneOf', 'anyOf', 'allOf', 'enum'].some((keyword) => Array.isArray(memberOf(json, keyword)))) return true;
  if (typeof memberOf(json, 'schemaFormat') === 'string' && memberOf(json, 'schema') !== undefined) return true;
  // A reference alone may lead to anything, but not where only a schema may stand.
  return (name === 'payload' || name === 'schema') && typeof memberOf(json, '$ref') === 'string';
}

/** The values of messages first, then what is defined by name, then parameters, headers and the like. */
function rank(pointer: string): number {
  const steps = pointerSteps(pointer);
  if (steps.at(-1) === 'payload') return 0;
  return ['schemas', '$defs', 'definitions'].includes(steps.at(-2) ?? '') ? 1 : 2;
}
