import { Seed } from '../../samples/seed.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { sampleArrays } from './sample-arrays.js';
import { conjunctsOf, type Conjunct, type Obstacle } from './sample-conjunct.js';
import { rankAlternatives, repeats } from './rank-alternatives.js';
import { smallestHeights } from './sample-height.js';
import { sampleNumbers } from './sample-numbers.js';
import { sampleObjects } from './sample-objects.js';
import { sampleTexts } from './sample-texts.js';
import { deeper, type Candidates, type SamplePlace, type Sampling } from './sampling.js';
import { plausibleTypes } from './plausible-types.js';
import { firstViolation } from '../validate/validate.js';

/** How many choices and values, whole or parts, one search makes before it gives up; more for a large schema. */
const MAX_STEPS = 4_000;
const STEPS_A_SCHEMA = 2;
/** How many of them may fail for one choice of alternatives. */
const MAX_FAILURES = 80;
/** How many parts a sample has that could be left out, and how deep they may lie. */
const MAX_PARTS = 600;
const MAX_OPTIONAL_DEPTH = 12;
/** No value nests deeper. */
const MAX_DEPTH = 100;

interface Search extends Sampling {
  readonly heights: ReadonlyMap<JsonSchema, number>;
  readonly maxSteps: number;
  steps: number;
  parts: number;
}

/** The search for sample values of a schema: makes choices in order of plausibility, and takes them back where they fail. */
export function sampleSearch(root: JsonSchema, settings: JsonSettings): Sampling {
  const heights = smallestHeights(root);
  const search: Search = {
    settings,
    heights,
    maxSteps: MAX_STEPS + STEPS_A_SCHEMA * heights.size,
    steps: 0,
    parts: 0,
    candidates: (demand, place) => candidates(search, demand, place),
    affords: (demand, place) => affords(search, demand, place),
  };
  return search;
}

function* candidates(search: Search, demand: readonly JsonSchema[], place: SamplePlace): Candidates {
  const [first] = demand;
  const endless = demand.find((schema) => search.heights.get(schema) === Infinity);
  const { depth } = place;
  if (endless !== undefined || depth > MAX_DEPTH) {
    const reason = 'its smallest value would contain itself without an end';
    return { place: (endless ?? first ?? NOWHERE).place, reason, depth };
  }
  search.parts++;
  let obstacle: Obstacle | undefined;
  const exhausted = (): boolean => ++search.steps > search.maxSteps;
  if (search.steps > search.maxSteps) return gaveUp(obstacle, demand);
  let found = 0;
  const { heights } = search;
  const conjuncts = conjunctsOf(demand, {
    settings: search.settings,
    rank: (alternatives, entries) => rankAlternatives(alternatives, { entries, heights, place }),
    exhausted,
  });
  for (let next = conjuncts.next(); ; next = conjuncts.next()) {
    if (next.done === true) {
      // A search in vain is a step of the one around it.
      if (found === 0) search.steps++;
      if (search.steps > search.maxSteps) return gaveUp(obstacle, demand);
      const contradiction = next.value;
      return contradiction === undefined ? obstacle : deeper({ ...contradiction, depth }, obstacle);
    }
    let failures = 0;
    const values = valuesOf(search, next.value, place);
    for (let value = values.next(); ; value = values.next()) {
      if (value.done === true) {
        obstacle = deeper(obstacle, value.value);
        break;
      }
      if (exhausted()) return gaveUp(obstacle, demand);
      const violation = refusalOf(value.value, demand, search.settings);
      if (violation === undefined) {
        found++;
        yield value.value;
      } else {
        obstacle = deeper(obstacle, { ...violation, depth });
        if (++failures > MAX_FAILURES) break;
      }
    }
  }
}

function gaveUp(obstacle: Obstacle | undefined, [first = NOWHERE]: readonly Pick<JsonSchema, 'place'>[]): Obstacle {
  const { place } = obstacle ?? first;
  return { place, reason: 'no value was found within the step limit', depth: Infinity };
}

function affords(search: Search, demand: readonly JsonSchema[], place: SamplePlace): boolean {
  if (place.ending || place.depth >= MAX_OPTIONAL_DEPTH || search.parts >= MAX_PARTS) return false;
  return !demand.some((schema) => repeats(schema, place) || search.heights.get(schema) === Infinity);
}

function refusalOf(
  value: unknown,
  demand: readonly JsonSchema[],
  settings: JsonSettings,
): Omit<Obstacle, 'depth'> | undefined {
  for (const schema of demand) {
    const violation = firstViolation(schema, value, settings);
    if (violation === undefined) continue;
    const { place, reason } = violation;
    return { place, reason: () => `no valid value was found: ${reason()}` };
  }
  return undefined;
}

/** Values that most likely satisfy the conjunct: its own examples, its list, and then ones that are made. */
function* valuesOf(search: Search, conjunct: Conjunct, place: SamplePlace): Candidates {
  const schemas = conjunct.entries.map(({ schema }) => schema);
  if (!place.ending) yield* schemas.flatMap(({ examples }) => examples);
  if (conjunct.values !== undefined) {
    yield* chosenFirst(conjunct.values, new Seed(place.path));
    return undefined;
  }
  const fallback = schemas.find((schema) => schema.default !== undefined)?.default;
  if (fallback !== undefined && !place.ending && isTelling(fallback.value)) yield fallback.value;
  let obstacle: Obstacle | undefined;
  for (const type of plausibleTypes(conjunct)) {
    obstacle = deeper(obstacle, yield* valuesOfType(search, type, conjunct, place));
  }
  return obstacle;
}

function* valuesOfType(search: Search, type: JsonType, conjunct: Conjunct, place: SamplePlace): Candidates {
  const schemas = conjunct.entries.map(({ schema }) => schema);
  const { label, path, depth } = place;
  switch (type) {
    case 'null':
      yield null;
      return undefined;
    case 'boolean': {
      const first = new Seed(path).below(2) === 1;
      yield* [first, !first];
      return undefined;
    }
    case 'integer':
    case 'number': {
      const seed = new Seed(`${path} number`);
      yield* sampleNumbers(schemas, { whole: type === 'integer', label, seed });
      return obstacleOf(schemas, 'no number satisfies all bounds and multiples', depth);
    }
    case 'string': {
      const seedOf = (attempt: number): Seed =>
        new Seed(attempt === 0 ? `${path} string` : `${path} string ${attempt}`);
      yield* sampleTexts(schemas, { label, seedOf });
      return obstacleOf(schemas, 'no string was found that satisfies all lengths, patterns and formats', depth);
    }
    case 'array':
      return yield* sampleArrays(search, conjunct, entered(conjunct, place));
    case 'object':
      return yield* sampleObjects(search, conjunct, entered(conjunct, place));
  }
}

/** The place of what is in an object or array. */
function entered({ entries }: Conjunct, place: SamplePlace): SamplePlace {
  const keys = entries.filter(({ main }) => main).map(({ schema }) => schema.key);
  const repeated = keys.some((key) => place.open.has(key));
  return { ...place, ending: place.ending || repeated, open: new Set([...place.open, ...keys]) };
}

/** Whether a default is more than a way to say that there is nothing. */
function isTelling(value: unknown): boolean {
  if (value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** The list with the one first that the seed chooses; another value added changes the choice only where that one wins. */
function* chosenFirst(values: readonly unknown[], seed: Seed): Generator {
  const telling = values.filter((value) => value !== null);
  const texts = telling.map((value) => (typeof value === 'bigint' ? `${value}` : JSON.stringify(value)));
  const chosen = telling[texts.indexOf(seed.choose(texts) ?? '')];
  if (chosen !== undefined) yield chosen;
  for (const value of values) if (value !== chosen) yield value;
}

/** At the first schema that has keywords of its own for the value. */
function obstacleOf(schemas: readonly JsonSchema[], reason: string, depth: number): Obstacle | undefined {
  const narrow = schemas.find(
    ({ pattern, minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }) =>
      [pattern, minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf].some(
        (keyword) => keyword !== undefined,
      ),
  );
  const schema = narrow ?? schemas[0];
  return schema === undefined ? undefined : { place: schema.place, reason, depth };
}

/** For a value of which nothing is asked. */
const NOWHERE: Pick<JsonSchema, 'place'> = { place: { file: '', pointer: '' } };
