import { itemLabel } from '../../samples/sample-label.js';
import { Seed } from '../../samples/seed.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { syntheticSchema } from '../schema/synthetic-schema.js';
import { patternTexts } from '../pattern/pattern-text.js';
import type { ObjectRules } from './sample-object-rules.js';
import type { SamplePlace, Sampling } from './sampling.js';

const REGIONS = ['north', 'east', 'south', 'west'];

/** Maximum number of invalid names tried. */
const MAX_REFUSED = 60;
/** How many numbered names are tried behind the plain ones. */
const MAX_NUMBERED = 1_000;

/** Names for properties that are not declared, all allowed: what a map's keys may be. */
export function* sampleMapKeys(sampling: Sampling, rules: ObjectRules, place: SamplePlace): Generator<string> {
  const seen = new Set(rules.declared);
  let refused = 0;
  for (const name of names(sampling, rules, place)) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (rules.allowsName(name) && !rules.isNever(name)) yield name;
    else if (++refused > MAX_REFUSED) return;
  }
}

function* names(sampling: Sampling, rules: ObjectRules, place: SamplePlace): Generator<string> {
  const seedOf = (attempt: number): Seed => new Seed(`${place.path} key ${attempt}`);
  const ofNames = rules.propertyNames.flatMap(({ pattern }) => pattern ?? []);
  for (const pattern of rules.patterns) {
    // The name of a group of things that have numbers, or letters, of their own.
    const rule = { patterns: [pattern, ...ofNames], excluded: [], minLength: 0, maxLength: Infinity };
    yield* patternTexts(rule, seedOf);
  }
  const [schema] = rules.propertyNames;
  if (schema !== undefined) yield* allowedNames(sampling, [schema, ...rules.propertyNames.slice(1)], place);
  const start = seedOf(0).below(REGIONS.length);
  yield* [...REGIONS.slice(start), ...REGIONS.slice(0, start)];
  for (let number = 1; number <= MAX_NUMBERED; number++) yield `entry${number}`;
}

function* allowedNames(
  sampling: Sampling,
  schemas: readonly [JsonSchema, ...JsonSchema[]],
  place: SamplePlace,
): Generator<string> {
  const text = syntheticSchema({ types: new Set(['string']) }, { of: schemas[0], name: 'name' });
  const label = itemLabel(place.label);
  for (const attempt of ['', ' 2', ' 3', ' 4']) {
    const path = `${place.path} key${attempt}`;
    for (const name of sampling.candidates([...schemas, text], { ...place, path, label, depth: place.depth + 1 })) {
      if (typeof name === 'string') yield name;
    }
  }
}
