import { addTo } from '../../diagnostics/group-by.js';
import { pointerTo } from '../../paths/json-pointer.js';
import type { JsonSchema, SchemaPlace } from '../../json-schema/schema/json-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../config/json-settings.js';
import { pairAlternatives } from './alternatives.js';
import { schemaEquality, type SchemaEquality } from '../containment/equality.js';
import { branchStep, fieldPath, fieldStep, ITEM_STEP, VALUE_STEP } from '../field-path.js';
import {
  admits,
  documentationChanges,
  keywordChanges,
  typeChanges,
  typesOf,
  valueChanges,
  wholeChanges,
} from './keyword-changes.js';
import { makeProver } from '../containment/prover.js';
import { requiredNames, makeConjunctions, type Conjunction, type Conjunctions } from '../containment/conjunction.js';
import type { JsonChange, ChangeHere, JsonChangeKind } from './json-change.js';

/** Maximum number of changes reported. */
const MAX_CHANGES = 500;
/** As many pairs of schemas are looked at. */
const MAX_PAIRS = 20_000;
const MAX_DEPTH = 200;

/** What was added, removed and changed between two versions of a schema, value by value; in the order of the schemas. */
export function describeJsonChanges(before: JsonSchema, after: JsonSchema): readonly JsonChange[] {
  const search: Search = {
    conjunctions: makeConjunctions(),
    known: new Map(),
    equality: schemaEquality(makeProver(), { ...DEFAULT_JSON_SETTINGS, formats: 'assert' }),
    depth: 0,
  };
  const { conjunctions } = search;
  return between(search, conjunctions.of([before]), conjunctions.of([after])).map(({ steps, ...change }) => ({
    ...change,
    pointer: pointerTo('', ...steps.flatMap(({ segment }) => segment ?? [])),
    path: fieldPath(steps.map(({ path }) => path)),
  }));
}

/** Schemas that all hold for one value. */
type Schemas = readonly JsonSchema[];

/** A step to a value within: a segment of its pointer, and a part of its path. A step into an alternative has no segment. */
interface ChangeStep {
  readonly segment: string | undefined;
  readonly path: string;
}

interface RelativeChange extends ChangeHere {
  readonly steps: readonly ChangeStep[];
  readonly alternatives: readonly string[];
}

interface Search {
  readonly conjunctions: Conjunctions;
  /** What changed between pairs of conjunctions. Empty while it is being computed: a recursive schema is reported once. */
  readonly known: Map<string, readonly RelativeChange[]>;
  readonly equality: SchemaEquality;
  depth: number;
}

function between(search: Search, before: Conjunction, after: Conjunction): readonly RelativeChange[] {
  const key = `${before.key}:${after.key}`;
  const known = search.known.get(key);
  if (known !== undefined) return known;
  if (search.known.size >= MAX_PAIRS || search.depth >= MAX_DEPTH) return [];
  search.known.set(key, []);
  search.depth++;
  const here = [typeChanges, valueChanges, keywordChanges, documentationChanges].flatMap((changesOf) =>
    changesOf(before.positive, after.positive),
  );
  const changes = [
    ...[...here, ...wholeChanges(before.positive, after.positive, search.equality)].map((change) => ({
      ...change,
      steps: [],
      alternatives: [],
    })),
    ...propertyChanges(search, before, after),
    ...itemChanges(search, before, after),
    ...alternativeChanges(search, before, after),
  ].slice(0, MAX_CHANGES);
  search.depth--;
  search.known.set(key, changes);
  return changes;
}

function propertyChanges(search: Search, before: Conjunction, after: Conjunction): readonly RelativeChange[] {
  if (!admits(before.positive, 'object') || !admits(after.positive, 'object')) return [];
  const [old, young] = [propertiesOf(before), propertiesOf(after)];
  const [wasRequired, isRequired] = [requiredNames(before.positive), requiredNames(after.positive)];
  const changes: RelativeChange[] = [];
  for (const name of new Set([...old.keys(), ...young.keys(), ...wasRequired, ...isRequired])) {
    const [was, is] = [old.get(name), young.get(name)];
    const here = (kind: JsonChangeKind, types: Types, of: Schemas = []) =>
      ofProperty(kind, name, followed(search, types), placeOf(of));
    if (was === undefined && is !== undefined) changes.push(here('property-added', { was, is }, is));
    if (was !== undefined && is === undefined) changes.push(here('property-removed', { was, is }, was));
    // A property that is removed is required no more.
    if (wasRequired.has(name) !== isRequired.has(name) && (is !== undefined || was === undefined)) {
      changes.push(here(isRequired.has(name) ? 'became-required' : 'became-optional', {}, is ?? after.positive));
    }
    if (was !== undefined && is !== undefined) {
      changes.push(...within(search, propertyStep(name), was, is));
    }
  }
  const [oldOthers, youngOthers] = [othersOf(before), othersOf(after)];
  return oldOthers.length + youngOthers.length === 0
    ? changes
    : [...changes, ...within(search, { segment: '*', path: VALUE_STEP }, oldOthers, youngOthers)];
}

function itemChanges(search: Search, before: Conjunction, after: Conjunction): readonly RelativeChange[] {
  const length = Math.max(0, ...[...before.positive, ...after.positive].map(({ prefixItems }) => prefixItems.length));
  const indexes = Array.from({ length }, (_, index) => index);
  const at = ({ positive }: Conjunction, index: number) =>
    positive.flatMap((schema) => schema.prefixItems[index] ?? schema.items ?? []);
  return [
    ...indexes.flatMap((index) =>
      within(search, { segment: String(index), path: `[${index}]` }, at(before, index), at(after, index)),
    ),
    ...within(search, { segment: '*', path: ITEM_STEP }, at(before, length), at(after, length)),
  ];
}

function alternativeChanges(search: Search, before: Conjunction, after: Conjunction): readonly RelativeChange[] {
  const changes: RelativeChange[] = [];
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const old = before.positive.flatMap((schema) => schema[keyword]);
    const young = after.positive.flatMap((schema) => schema[keyword]);
    const isDiscriminated = [old, young].some((branches) => branches.filter((branch) => !isNull(branch)).length > 1);
    for (const { was, is, name } of pairAlternatives(old, young)) {
      const here = (kind: JsonChange['kind'], { place }: JsonSchema, texts: Pick<JsonChange, 'before' | 'after'>) =>
        changes.push({ kind, place, steps: [], alternatives: [], ...texts });
      if (was === undefined) {
        if (is !== undefined) here('alternative-added', is, { before: undefined, after: name });
      } else if (is === undefined) {
        here('alternative-removed', was, { before: name, after: undefined });
      } else {
        const inner = between(search, search.conjunctions.of([was]), search.conjunctions.of([is]));
        const steps = isDiscriminated ? [{ segment: undefined, path: branchStep(name) }] : [];
        for (const change of inner) {
          changes.push({
            ...change,
            steps: [...steps, ...change.steps],
            alternatives: [name, ...change.alternatives],
          });
        }
      }
    }
  }
  return changes;
}

/** With the schemas that they refer to. */
function followed(search: Search, { was, is }: Types): Types {
  return { was: was && search.conjunctions.of(was).positive, is: is && search.conjunctions.of(is).positive };
}

function within(search: Search, step: ChangeStep, before: Schemas, after: Schemas): readonly RelativeChange[] {
  if (before.length + after.length === 0) return [];
  const changes = between(search, search.conjunctions.of(before), search.conjunctions.of(after));
  return changes.map((change) => ({ ...change, steps: [step, ...change.steps] }));
}

/** The schemas of a property in both versions, if they are reported. */
interface Types {
  readonly was?: Schemas | undefined;
  readonly is?: Schemas | undefined;
}

function propertyStep(name: string): ChangeStep {
  return { segment: name, path: fieldStep(name) };
}

function isNull({ types }: JsonSchema): boolean {
  return types?.size === 1 && types.has('null');
}

function placeOf(schemas: Schemas): SchemaPlace {
  return schemas[0]?.place ?? { file: '', pointer: '' };
}

/** A change of a property as such, with the types that it had and has. */
function ofProperty(kind: JsonChangeKind, name: string, { was, is }: Types, place: SchemaPlace): RelativeChange {
  return {
    kind,
    before: was && typesOf(was),
    after: is && typesOf(is),
    place,
    steps: [propertyStep(name)],
    alternatives: [],
  };
}

/** The schemas of each property that a conjunction names. */
function propertiesOf({ positive }: Conjunction): ReadonlyMap<string, readonly JsonSchema[]> {
  const properties = new Map<string, JsonSchema[]>();
  for (const schema of positive) for (const [name, property] of schema.properties) addTo(properties, name, property);
  return properties;
}

/** The schemas of properties that it does not name; `keywordChanges` reports whether there may be any. */
function othersOf({ positive }: Conjunction): readonly JsonSchema[] {
  return positive.flatMap(({ additionalProperties }) =>
    additionalProperties === undefined || additionalProperties.never ? [] : [additionalProperties],
  );
}
