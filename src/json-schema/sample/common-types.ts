import type { JsonType } from '../schema/json-schema.js';

/** The types of both, in the order of the second, null last. */
export function commonTypes(types: readonly JsonType[], others: ReadonlySet<JsonType>): readonly JsonType[] {
  const common = [...others].flatMap((type): JsonType[] => {
    if (types.includes(type)) return type === 'integer' && others.has('number') ? [] : [type];
    if (type === 'number' && types.includes('integer')) return ['integer'];
    return type === 'integer' && types.includes('number') ? ['integer'] : [];
  });
  return [...common.filter((type) => type !== 'null'), ...common.filter((type) => type === 'null')];
}
