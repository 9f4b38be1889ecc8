import type { JsonSchema } from '../schema/json-schema.js';
import { conjuncts } from '../schema/conjuncts.js';
import { propertySchemas } from '../schema/property-schemas.js';
import { isWrapper, type Alternative, type Entry } from './sample-conjunct.js';
import { isNever } from './sample-object-rules.js';
import type { SamplePlace } from './sampling.js';

/** What decides between alternatives. */
interface Circumstances {
  /** What the value has to satisfy whatever the choice. */
  readonly entries: readonly Entry[];
  readonly heights: ReadonlyMap<JsonSchema, number>;
  readonly place: SamplePlace;
}

const IMPOSSIBLE = 1_000;
const HOLDING_ITSELF = 500;

/** The alternatives with those first that end, that are or need no object again which is open, and that are more than null. */
export function rankAlternatives(alternatives: readonly Alternative[], around: Circumstances): readonly Alternative[] {
  const { heights, place } = around;
  const rank = (schema: JsonSchema): number => {
    const height = heights.get(schema) ?? 0;
    if (height === Infinity || isNever([schema])) return IMPOSSIBLE;
    if (place.ending) return height;
    return (repeats(schema, place) ? 2 : 0) + (isNullAlone(schema) ? 1 : 0);
  };
  return alternatives
    .map((alternative, index) => {
      const own = Math.max(0, ...alternative.map(rank));
      return { alternative, index, rank: own + (needsOpen(alternative, around) ? HOLDING_ITSELF : 0) };
    })
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ alternative }) => alternative);
}

/** Whether a value of the schema would at once be an object or array that is open. */
export function repeats(schema: JsonSchema, place: SamplePlace, known = new Map<JsonSchema, boolean>()): boolean {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const inner = (part: JsonSchema): boolean => repeats(part, place, known);
  const branches = [...schema.anyOf, ...schema.oneOf].filter((branch) => !isNullAlone(branch));
  const result =
    place.open.has(schema.key) ||
    (isWrapper(schema) ? [...schema.refs, ...schema.allOf].some(inner) : branches.length > 0 && branches.every(inner));
  known.set(schema, result);
  return result;
}

/** Whether the alternative requires a property, or an item, whose value would be open already. */
function needsOpen(alternative: Alternative, { entries, place }: Circumstances): boolean {
  if (place.open.size === 0) return false;
  const own = conjuncts(alternative);
  const all = [...entries.map(({ schema }) => schema), ...own];
  return own.some(({ required, minItems = 0, contains }) => {
    const needed = [
      ...required.flatMap((name) => all.flatMap((schema) => propertySchemas(schema, name))),
      ...(minItems > 0 ? all.flatMap(({ prefixItems, items }) => prefixItems[0] ?? items ?? []) : []),
      ...(contains !== undefined && contains.min > 0 ? [contains.schema] : []),
    ];
    return needed.some((schema) => repeats(schema, place));
  });
}

function isNullAlone({ types, enum: list }: JsonSchema): boolean {
  if (list !== undefined) return list.every((value) => value === null);
  return types?.size === 1 && types.has('null');
}
