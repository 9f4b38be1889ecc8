import { conjunctionOf, isEmpty } from './conjunction.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { NEVER, type TypeNode } from './type-node.js';

/** The longest tuple that is told item by item; a longer one is an array. */
const MAX_TUPLE = 50;

/** The type of the arrays that satisfy all the schemas. `itemType` gives that of an item. */
export function arrayType(
  own: readonly JsonSchema[],
  settings: JsonSettings,
  itemType: (schemas: readonly JsonSchema[]) => TypeNode,
): TypeNode {
  const least = Math.max(0, ...own.map(({ minItems, contains }) => Math.max(minItems ?? 0, contains?.min ?? 0)));
  const most = Math.min(...own.map(({ maxItems }) => maxItems ?? Infinity));
  const listed = Math.max(0, ...own.map(({ prefixItems }) => prefixItems.length));
  if (least > most) return NEVER;
  if (listed > MAX_TUPLE) return { kind: 'array', items: { kind: 'keyword', name: 'unknown' } };
  const schemasAt = (index: number) => own.flatMap((schema) => schema.prefixItems[index] ?? schema.items ?? []);
  const isOpenAt = (index: number) => index < most && !isEmpty(conjunctionOf(schemasAt(index), settings));
  let length = 0;
  while (length < listed && isOpenAt(length)) length++;
  const isClosed = length < listed || !isOpenAt(length);
  if (isClosed && least > length) return NEVER;
  const rest = isClosed ? undefined : itemType(schemasAt(listed));
  if (length === 0 && rest !== undefined) {
    return least === 0 ? { kind: 'array', items: rest } : { kind: 'tuple', items: [rest], required: 1, rest };
  }
  const items = Array.from({ length }, (_, index) => itemType(schemasAt(index)));
  return { kind: 'tuple', items, required: Math.min(least, length), rest };
}
