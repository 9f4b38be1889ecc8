import { sampleLabel, type SampleLabel } from '../../samples/sample-label.js';
import { Seed } from '../../samples/seed.js';
import { earlierTime, timesByName } from '../../samples/sample-time.js';
import { setEntry } from '../../runtime/set-entry.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { sampleMapKeys } from './sample-map-keys.js';
import type { Conjunct, Obstacle } from './sample-conjunct.js';
import { objectRules, type ObjectRules } from './sample-object-rules.js';
import { deeper, makeStock, type Candidates, type SamplePlace, type Sampling } from './sampling.js';

/** How many further values of each property are tried where the first do not go together. */
const MORE_TRIES = 3;

/**
 * Objects to try: with all that is required and as much of the rest as there is room for; then with less of it, and with
 * other values.
 */
export function* sampleObjects(sampling: Sampling, conjunct: Conjunct, place: SamplePlace): Candidates {
  const rules = objectRules(conjunct.entries, sampling.settings);
  const names = chosenNames(sampling, rules, place);
  if ('reason' in names) return { ...names, depth: place.depth };
  const owner = ownerOf(conjunct, place);
  const times = timesByName(names.map((name) => [name, name]));
  const siblings = { owner, times, rules, path: place.path };
  const innerOf = (name: string): SamplePlace => ({
    ...place,
    path: `${place.path}.${name}`,
    label: propertyLabel(name, siblings),
    depth: place.depth + 1,
  });
  const stocks = new Map(
    names.map((name) => [name, makeStock(sampling.candidates(rules.demandOf(name), innerOf(name)))]),
  );
  let obstacle: Obstacle | undefined;
  const first: string[] = [];
  for (const [name, stock] of stocks) {
    if (stock.at(0) !== undefined) first.push(name);
    else {
      obstacle = deeper(obstacle, stock.obstacle());
      if (rules.required.has(name)) return obstacle;
    }
  }
  const made = (kept: readonly string[], other?: { readonly name: string; readonly index: number }): unknown => {
    const object: Record<string, unknown> = {};
    for (const name of kept) {
      const found = stocks.get(name)?.at(name === other?.name ? other.index : 0);
      if (found !== undefined) setEntry(object, name, found.value);
    }
    return object;
  };
  const required = first.filter((name) => rules.required.has(name));
  const optional = first.filter((name) => !rules.required.has(name));
  yield made(first);
  for (const dropped of optional.toReversed()) yield made(first.filter((name) => name !== dropped));
  if (optional.length > 1) {
    yield made(required);
    for (const kept of optional) yield made([...required, kept]);
  }
  for (const kept of optional.length === 0 ? [first] : [first, required]) {
    for (const name of kept.toReversed()) {
      for (let index = 1; index <= MORE_TRIES; index++) {
        if (stocks.get(name)?.at(index) !== undefined) yield made(kept, { name, index });
      }
    }
  }
  return obstacle;
}

/** The properties' names in the order in which they are declared, or why there cannot be such an object. */
function chosenNames(
  sampling: Sampling,
  rules: ObjectRules,
  place: SamplePlace,
): readonly string[] | Omit<Obstacle, 'depth'> {
  const { required, declared, minProperties, maxProperties } = rules;
  const barred = [...required].find((name) => !rules.allowsName(name));
  if (barred !== undefined) {
    return { place: rules.placeOf('propertyNames'), reason: 'the name of a required property is not allowed' };
  }
  if (minProperties > maxProperties) {
    return { place: rules.placeOf('minProperties'), reason: '"minProperties" is greater than "maxProperties"' };
  }
  if (required.size > maxProperties) {
    return { place: rules.placeOf('maxProperties'), reason: 'more properties than "maxProperties" are required' };
  }
  const chosen = new Set(required);
  const optional = declared.filter((name) => !required.has(name) && rules.allowsName(name) && !rules.isNever(name));
  for (const name of optional) {
    if (chosen.size < maxProperties && sampling.affords(rules.demandOf(name), place)) chosen.add(name);
  }
  closeUnderDependents(rules, chosen);
  for (const name of optional) if (chosen.size < minProperties) chosen.add(name);
  const more = Math.min(
    Math.max(minProperties - chosen.size, naturalCount(sampling, rules, place)),
    maxProperties - chosen.size,
  );
  if (more > 0) {
    for (const name of sampleMapKeys(sampling, rules, place)) {
      if (chosen.size < maxProperties) chosen.add(name);
      if (chosen.size >= Math.max(minProperties, Math.min(required.size + more, maxProperties))) break;
    }
  }
  if (chosen.size < minProperties) {
    return { place: rules.placeOf('minProperties'), reason: 'the other constraints leave too few property names' };
  }
  return [...declared.filter((name) => chosen.has(name)), ...[...chosen].filter((name) => !declared.includes(name))];
}

/** How many entries an object has that is a map: one or two. */
function naturalCount(sampling: Sampling, rules: ObjectRules, place: SamplePlace): number {
  if (rules.declared.length > 0 || rules.others.length === 0 || !sampling.affords(rules.others, place)) return 0;
  return new Seed(place.path).between(1, 2);
}

/** Adds what the properties depend on; takes out for good a property for which that cannot be had. */
function closeUnderDependents(rules: ObjectRules, chosen: Set<string>): void {
  const removed = new Set<string>();
  const isPossible = (name: string): boolean => !removed.has(name) && rules.allowsName(name) && !rules.isNever(name);
  for (let changed = true; changed;) {
    changed = false;
    for (const name of chosen) {
      const missing = rules.dependentsOf(name).filter((dependent) => !chosen.has(dependent));
      if (missing.length === 0) continue;
      changed = true;
      if (chosen.size + missing.length <= rules.maxProperties && missing.every(isPossible)) {
        for (const dependent of missing) chosen.add(dependent);
      } else {
        chosen.delete(name);
        removed.add(name);
      }
    }
  }
}

interface Siblings {
  readonly owner: string;
  readonly times: ReadonlyMap<string, string>;
  readonly rules: ObjectRules;
  /** Of the object. */
  readonly path: string;
}

/** What is known of a property: its name, its description, and the property whose time comes before its own. */
function propertyLabel(name: string, siblings: Siblings): SampleLabel {
  const { owner, times, rules, path } = siblings;
  const doc = rules.demandOf(name).find(({ description }) => description !== undefined)?.description ?? '';
  const own = sampleLabel(name, owner, { doc, around: path });
  const earlier = earlierTime(own.words, times);
  if (earlier === undefined) return own;
  const label = propertyLabel(earlier, siblings);
  return { ...own, after: { label, seed: (seed) => seed.moved(`${path}.${name}`, `${path}.${earlier}`) } };
}

/** A longer title than this is a sentence. */
const MAX_TITLE = 30;

/** What the object is: as its schema is called, or the property that holds it. */
function ownerOf({ entries }: Conjunct, { label }: SamplePlace): string {
  const named = entries.map(({ schema }) => nameOf(schema)).find((name) => name !== undefined);
  return named ?? label.words;
}

function nameOf({ title, definedAs }: JsonSchema): string | undefined {
  return definedAs ?? (title !== undefined && title.length <= MAX_TITLE ? title : undefined);
}
