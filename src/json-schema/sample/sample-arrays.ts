import { itemLabel } from '../../samples/sample-label.js';
import { Seed } from '../../samples/seed.js';
import { equalsJson } from '../../runtime/json/equal.js';
import type { ContainsKeyword, JsonSchema } from '../schema/json-schema.js';
import { notSchema } from '../schema/synthetic-schema.js';
import type { Conjunct, Entry, Obstacle } from './sample-conjunct.js';
import { isNever, isWithin } from './sample-object-rules.js';
import { deeper, makeStock, type Candidates, type SamplePlace, type Sampling, type Stock } from './sampling.js';
import { placeOf } from '../validate/validate-verdict.js';

/** Longer arrays than this are not made. */
const MAX_ITEMS = 10_000;
/** How many further values of an item are tried: where it must differ from those before, and where it does not fit. */
const MORE_TRIES = 60;
const OTHER_TRIES = 3;
/** From this depth on, one item has to do. */
const ONE_ITEM_DEPTH = 3;

/** Arrays to try: with the items that must be there, and one or two where that is left open; then shorter ones and ones with other items. */
export function* sampleArrays(sampling: Sampling, conjunct: Conjunct, place: SamplePlace): Candidates {
  const rules = arrayRules(conjunct.entries);
  if (rules.minItems > Math.min(rules.maxItems, MAX_ITEMS)) {
    const reason =
      rules.minItems > MAX_ITEMS ? `samples have at most ${MAX_ITEMS} items` : '"minItems" is greater than "maxItems"';
    return { place: placeOfRule(rules, 'minItems'), reason, depth: place.depth };
  }
  const natural = Math.min(naturalLength(sampling, rules, place), rules.maxItems);
  let obstacle: Obstacle | undefined;
  for (const length of new Set([natural, rules.minItems])) {
    for (const layout of layouts(rules, length)) {
      const found = yield* arraysOf(sampling, rules, { layout, place });
      obstacle = deeper(obstacle, found);
      if (rules.contains.length === 0) break;
    }
  }
  return obstacle;
}

/** The constraints of each item in addition to those of its index, and the required number of items. */
interface Layout {
  readonly contained: readonly (readonly JsonSchema[])[];
  /** How many items at the end may be missing. */
  readonly least: number;
}

/** Where the items that `contains` asks for may stand: behind the first, from the start, in the same places. */
function* layouts(rules: ArrayRules, length: number): Generator<Layout> {
  for (const exclusive of rules.contains.some(({ keyword }) => keyword.max !== undefined) ? [false, true] : [false]) {
    for (const [start, shared] of [
      [rules.prefix, false],
      [0, true],
      [0, false],
    ] as const) {
      const contained: JsonSchema[][] = Array.from({ length }, () => []);
      let next = start;
      for (const { keyword } of rules.contains) {
        if (shared) next = start;
        for (let count = 0; count < keyword.min; count++, next++) {
          // The prefix may have more items than the array.
          while (contained.length <= next) contained.push([]);
          contained[next]?.push(keyword.schema);
        }
      }
      if (contained.length > rules.maxItems || contained.length > MAX_ITEMS) continue;
      if (exclusive) {
        for (const item of contained) {
          for (const { keyword } of rules.contains) {
            if (keyword.max !== undefined && !item.includes(keyword.schema)) item.push(notSchema(keyword.schema));
          }
        }
      }
      const needed = contained.findLastIndex((item) => item.length > 0) + 1;
      yield { contained, least: Math.max(needed, rules.minItems) };
    }
  }
}

function* arraysOf(
  sampling: Sampling,
  rules: ArrayRules,
  { layout, place }: { readonly layout: Layout; readonly place: SamplePlace },
): Candidates {
  const stocks: Stock[] = [];
  const items: unknown[] = [];
  let obstacle: Obstacle | undefined;
  for (const [index, contained] of layout.contained.entries()) {
    const stock = makeStock(sampling.candidates(demandAt(rules, index, contained), inner(place, index)));
    const item = rules.uniqueItems ? distinct(stock, items) : stock.at(0);
    if (item === undefined) {
      obstacle = deeper(
        obstacle,
        stock.obstacle() ?? {
          place: placeOfRule(rules, 'uniqueItems'),
          reason: 'not enough items differ',
          depth: place.depth,
        },
      );
      if (index < layout.least) return obstacle;
      break;
    }
    stocks.push(stock);
    items.push(item.value);
  }
  yield items;
  for (let length = items.length - 1; length >= layout.least; length--) yield items.slice(0, length);
  for (const [index, stock] of stocks.entries()) {
    for (let other = 1; other <= OTHER_TRIES; other++) {
      const item = stock.at(other);
      if (item !== undefined) yield items.with(index, item.value);
    }
  }
  return obstacle;
}

function distinct(stock: Stock, items: readonly unknown[]): { readonly value: unknown } | undefined {
  for (let index = 0; index < MORE_TRIES; index++) {
    const item = stock.at(index);
    if (item === undefined) return undefined;
    if (!items.some((other) => equalsJson(other, item.value))) return item;
  }
  return undefined;
}

function naturalLength(sampling: Sampling, rules: ArrayRules, place: SamplePlace): number {
  const { minItems, prefix } = rules;
  let length = minItems;
  const several = place.depth < ONE_ITEM_DEPTH ? new Seed(place.path).between(1, 2) : 1;
  const wanted = prefix > 0 ? prefix : rules.isOpen ? minItems : Math.max(minItems, several);
  while (length < wanted && sampling.affords(demandAt(rules, length, []), place)) length++;
  return length;
}

function inner(place: SamplePlace, index: number): SamplePlace {
  return { ...place, path: `${place.path}[${index}]`, label: itemLabel(place.label), depth: place.depth + 1 };
}

interface Contained {
  readonly keyword: ContainsKeyword;
  readonly entry: Entry;
}

/** What schemas that hold together say of an array. */
interface ArrayRules {
  readonly minItems: number;
  readonly maxItems: number;
  readonly uniqueItems: boolean;
  /** How many items have schemas of their own. */
  readonly prefix: number;
  readonly contains: readonly Contained[];
  /** Whether nothing is said of items. */
  readonly isOpen: boolean;
  readonly entries: readonly Entry[];
}

function arrayRules(entries: readonly Entry[]): ArrayRules {
  const schemas = entries.map(({ schema }) => schema);
  const rules = {
    entries,
    minItems: Math.max(0, ...schemas.map((schema) => schema.minItems ?? 0)),
    uniqueItems: schemas.some((schema) => schema.uniqueItems),
    prefix: Math.max(0, ...schemas.map(({ prefixItems }) => prefixItems.length)),
    contains: entries.flatMap((entry) => {
      const keyword = entry.schema.contains;
      return keyword === undefined ? [] : [{ keyword, entry }];
    }),
    isOpen: schemas.every(({ items, unevaluatedItems }) => items === undefined && unevaluatedItems === undefined),
  };
  let maxItems = Math.min(...schemas.map((schema) => schema.maxItems ?? Infinity));
  for (let index = 0; index < Math.min(maxItems, rules.prefix + 1); index++) {
    if (isNever(demandAt(rules, index, []))) maxItems = index;
  }
  return { ...rules, maxItems };
}

/** All schemas that an item has to satisfy, with those of `contains` that it is meant for. */
function demandAt(
  rules: Pick<ArrayRules, 'entries' | 'contains'>,
  index: number,
  contained: readonly JsonSchema[],
): readonly JsonSchema[] {
  const demand = [...contained];
  for (const entry of rules.entries) {
    const { prefixItems, items, unevaluatedItems } = entry.schema;
    const own = prefixItems[index] ?? items;
    if (own !== undefined) demand.push(own);
    else if (unevaluatedItems !== undefined && !isEvaluated(rules, index, contained, entry))
      demand.push(unevaluatedItems);
  }
  return demand;
}

/** Where one of the schemas has the keyword; where the array's schema is if none has. */
function placeOfRule(rules: ArrayRules, keyword: 'minItems' | 'uniqueItems'): Obstacle['place'] {
  const schemas = rules.entries.map(({ schema }) => schema);
  const schema = schemas.find((one) => (keyword === 'minItems' ? one.minItems === rules.minItems : one.uniqueItems));
  const [first] = schemas;
  if (schema !== undefined) return placeOf(schema, keyword);
  return first === undefined ? { file: '', pointer: '' } : first.place;
}

function isEvaluated(
  rules: Pick<ArrayRules, 'entries' | 'contains'>,
  index: number,
  contained: readonly JsonSchema[],
  by: Entry,
): boolean {
  const byContains = rules.contains.some(
    ({ keyword, entry }) => keyword.evaluates && contained.includes(keyword.schema) && isWithin(entry, by),
  );
  if (byContains) return true;
  return rules.entries.some((entry) => {
    const { prefixItems, items, unevaluatedItems } = entry.schema;
    const own = prefixItems[index] ?? items ?? (entry === by ? undefined : unevaluatedItems);
    return own !== undefined && isWithin(entry, by);
  });
}
