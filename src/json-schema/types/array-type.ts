import { conjunctionOf, isEmpty } from './conjunction.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { NEVER, OPTIONAL, UNKNOWN, type TypeSchema } from './type-schema.js';

/** The longest tuple with a type for each item; a longer one is an array. */
const MAX_TUPLE = 50;

/** The type of the arrays that satisfy all the schemas. `itemType` gives that of an item. */
export function arrayType(
  own: readonly JsonSchema[],
  settings: JsonSettings,
  itemType: (schemas: readonly JsonSchema[]) => TypeSchema,
): TypeSchema {
  const least = Math.max(0, ...own.map(({ minItems, contains }) => Math.max(minItems ?? 0, contains?.min ?? 0)));
  const most = Math.min(...own.map(({ maxItems }) => maxItems ?? Infinity));
  const listed = Math.max(0, ...own.map(({ prefixItems }) => prefixItems.length));
  if (least > most) return NEVER;
  if (listed > MAX_TUPLE) return { type: 'array', items: UNKNOWN };
  const schemasAt = (index: number) => own.flatMap((schema) => schema.prefixItems[index] ?? schema.items ?? []);
  const isOpenAt = (index: number) => index < most && !isEmpty(conjunctionOf(schemasAt(index), settings));
  let length = 0;
  while (length < listed && isOpenAt(length)) length++;
  const isClosed = length < listed || !isOpenAt(length);
  if (isClosed && least > length) return NEVER;
  const rest = isClosed ? undefined : itemType(schemasAt(listed));
  if (length === 0 && rest !== undefined) return { type: 'array', items: rest, ...(least > 0 && { minItems: 1 }) };
  const items = Array.from({ length }, (_, index) => itemType(schemasAt(index)));
  return tupleSchema(least < length ? items.toSpliced(least, 0, OPTIONAL) : items, rest);
}

/** With every item required: json-schema-to-typescript spells out each length that a tuple may have. */
export function tupleSchema(items: readonly TypeSchema[], rest?: TypeSchema): TypeSchema {
  const { length } = items;
  if (length === 0) return { type: 'array', maxItems: 0 };
  return {
    type: 'array',
    items,
    minItems: length,
    ...(rest === undefined ? { maxItems: length } : { additionalItems: rest }),
  };
}
