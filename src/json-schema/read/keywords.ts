import type { Draft } from '../schema/json-schema.js';

/** The drafts, oldest first. */
export const DRAFTS: readonly Draft[] = ['4', '6', '7', '2019-09', '2020-12'];

/** The parts of the specification that a meta-schema may leave out since 2019-09; `core` is always there. */
export type Vocabulary = 'core' | 'applicator' | 'unevaluated' | 'validation' | 'annotation';

interface Keyword {
  readonly vocabulary: Vocabulary;
  /** The first and the last draft that knows it; without them the first and last that there are. */
  readonly since?: Draft;
  readonly until?: Draft;
  /** Where schemas stand in its value: it is one, a list of them, an object of them, or one or a list. */
  readonly holds?: 'schema' | 'list' | 'map' | 'schema-or-list';
}

const core: Keyword = { vocabulary: 'core' };
const validation: Keyword = { vocabulary: 'validation' };
const annotation: Keyword = { vocabulary: 'annotation' };
const applicator: Keyword = { vocabulary: 'applicator' };

/** Every keyword that is read or at least known, by its name. Annotations count in every draft: they say nothing of values. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['$schema', core],
  ['$id', { ...core, since: '6' }],
  ['id', { ...core, until: '4' }],
  ['$ref', core],
  ['$anchor', { ...core, since: '2019-09' }],
  ['$recursiveRef', { ...core, since: '2019-09', until: '2019-09' }],
  ['$recursiveAnchor', { ...core, since: '2019-09', until: '2019-09' }],
  ['$dynamicRef', { ...core, since: '2020-12' }],
  ['$dynamicAnchor', { ...core, since: '2020-12' }],
  ['$vocabulary', { ...core, since: '2019-09' }],
  ['$comment', core],
  ['$defs', { ...core, holds: 'map' }],
  ['definitions', { ...core, holds: 'map' }],

  ['allOf', { ...applicator, holds: 'list' }],
  ['anyOf', { ...applicator, holds: 'list' }],
  ['oneOf', { ...applicator, holds: 'list' }],
  ['not', { ...applicator, holds: 'schema' }],
  ['if', { ...applicator, since: '7', holds: 'schema' }],
  ['then', { ...applicator, since: '7', holds: 'schema' }],
  ['else', { ...applicator, since: '7', holds: 'schema' }],
  ['properties', { ...applicator, holds: 'map' }],
  ['patternProperties', { ...applicator, holds: 'map' }],
  ['additionalProperties', { ...applicator, holds: 'schema' }],
  ['propertyNames', { ...applicator, since: '6', holds: 'schema' }],
  ['dependencies', { ...applicator, holds: 'map' }],
  ['dependentSchemas', { ...applicator, since: '2019-09', holds: 'map' }],
  ['prefixItems', { ...applicator, since: '2020-12', holds: 'list' }],
  ['items', { ...applicator, holds: 'schema-or-list' }],
  ['additionalItems', { ...applicator, until: '2019-09', holds: 'schema' }],
  ['contains', { ...applicator, since: '6', holds: 'schema' }],
  ['unevaluatedProperties', { vocabulary: 'unevaluated', since: '2019-09', holds: 'schema' }],
  ['unevaluatedItems', { vocabulary: 'unevaluated', since: '2019-09', holds: 'schema' }],

  ['type', validation],
  ['enum', validation],
  ['const', { ...validation, since: '6' }],
  ['multipleOf', validation],
  ['minimum', validation],
  ['maximum', validation],
  ['exclusiveMinimum', validation],
  ['exclusiveMaximum', validation],
  ['minLength', validation],
  ['maxLength', validation],
  ['pattern', validation],
  ['minItems', validation],
  ['maxItems', validation],
  ['uniqueItems', validation],
  ['minContains', { ...validation, since: '2019-09' }],
  ['maxContains', { ...validation, since: '2019-09' }],
  ['minProperties', validation],
  ['maxProperties', validation],
  ['required', validation],
  ['dependentRequired', { ...validation, since: '2019-09' }],

  ['nullable', annotation],
  ['format', annotation],
  ['contentEncoding', annotation],
  ['contentMediaType', annotation],
  ['contentSchema', annotation],
  ['title', annotation],
  ['description', annotation],
  ['default', annotation],
  ['examples', annotation],
  ['deprecated', annotation],
  ['readOnly', annotation],
  ['writeOnly', annotation],
]);

/** Whether a draft has a keyword. */
export function draftHas(draft: Draft, { since = '4', until = '2020-12' }: Keyword): boolean {
  const at = DRAFTS.indexOf(draft);
  return DRAFTS.indexOf(since) <= at && at <= DRAFTS.indexOf(until);
}
