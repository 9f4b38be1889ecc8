import type { JsonSchema, JsonType, SchemaPlace } from '../../json-schema/schema/json-schema.js';
import { placeOf } from '../../json-schema/validate/validate-verdict.js';
import { isOneOf } from '../../runtime/json/equal.js';
import type { SchemaEquality } from '../containment/equality.js';
import type { ChangeHere } from './json-change.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import { shownText, shownValue } from '../shown-text.js';

/** Schemas that all hold for one value, of two versions. */
type Schemas = readonly JsonSchema[];

export function typeChanges(before: Schemas, after: Schemas): readonly ChangeHere[] {
  const [was, is] = [typesOf(before), typesOf(after)];
  return was === is ? [] : [{ kind: 'type', before: was, after: is, place: placeIn(before, after, 'types') }];
}

/** The listed values that are new or gone. A list that is new or gone as a whole is a constraint. */
export function valueChanges(before: Schemas, after: Schemas): readonly ChangeHere[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  if (was === undefined && is === undefined) return [];
  const place = placeIn(before, after, 'enum');
  if (was === undefined || is === undefined) {
    return [{ kind: 'constraint', before: cut(was && listed(was)), after: cut(is && listed(is)), place }];
  }
  const added = is.filter((value) => !isOneOf(value, was));
  const removed = was.filter((value) => !isOneOf(value, is));
  return [
    ...added.map((value) => ({
      kind: 'value-added' as const,
      before: undefined,
      after: cut(shownValue(value)),
      place,
    })),
    ...removed.map((value) => ({
      kind: 'value-removed' as const,
      before: cut(shownValue(value)),
      after: undefined,
      place,
    })),
  ];
}

const CONSTRAINTS = [
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'contentEncoding',
  'contentMediaType',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

/** Bounds, lengths, patterns, formats and the like. */
export function keywordChanges(before: Schemas, after: Schemas): readonly ChangeHere[] {
  const openness = (schemas: Schemas) => (schemas.some(isClosed) ? 'none' : 'any');
  const isObject = admits(before, 'object') && admits(after, 'object');
  return [
    ...CONSTRAINTS.flatMap((keyword) =>
      textChange(before, after, { kind: 'constraint', keyword }, ({ [keyword]: value }) =>
        value === undefined ? undefined : `${keyword} ${shownValue(value)}`,
      ),
    ),
    ...textChange(before, after, { kind: 'constraint', keyword: 'uniqueItems' }, ({ uniqueItems }) =>
      uniqueItems ? 'uniqueItems' : undefined,
    ),
    ...textChange(before, after, { kind: 'constraint', keyword: 'dependentRequired' }, ({ dependentRequired }) =>
      dependentRequired.size === 0
        ? undefined
        : `dependentRequired ${shownValue(Object.fromEntries(dependentRequired))}`,
    ),
    ...(!isObject || openness(before) === openness(after)
      ? []
      : [
          {
            kind: 'other-properties' as const,
            before: openness(before),
            after: openness(after),
            place: placeIn(before, after, 'additionalProperties'),
          },
        ]),
  ];
}

/** Keywords whose schemas are reported as one change. */
const WHOLE = [
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'patternProperties',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
] as const;

/** Keywords with schemas that do not say the same, and are not looked into. */
export function wholeChanges(before: Schemas, after: Schemas, isEqual: SchemaEquality): readonly ChangeHere[] {
  return WHOLE.flatMap((keyword) => {
    const [was, is] = [
      before.filter((schema) => says(schema[keyword])),
      after.filter((schema) => says(schema[keyword])),
    ];
    const same =
      was.length === is.length &&
      was.every((schema, index) => {
        const other = is[index];
        return other !== undefined && isEqual(only(schema, keyword), only(other, keyword));
      });
    if (same) return [];
    const textOf = (schemas: Schemas) => (schemas.length === 0 ? undefined : keyword);
    return [
      { kind: 'constraint' as const, before: textOf(was), after: textOf(is), place: placeIn(before, after, keyword) },
    ];
  });
}

/** A schema that says what one keyword of another says. */
function only(schema: JsonSchema, keyword: (typeof WHOLE)[number]): JsonSchema {
  return syntheticSchema({ [keyword]: schema[keyword] });
}

/** What is said for people, and defaults. */
export function documentationChanges(before: Schemas, after: Schemas): readonly ChangeHere[] {
  return [
    ...textChange(before, after, { kind: 'default', keyword: 'default' }, (schema) =>
      schema.default === undefined ? undefined : shownValue(schema.default.value),
    ),
    ...textChange(before, after, { kind: 'deprecated', keyword: 'deprecated' }, ({ deprecated }) =>
      deprecated ? 'deprecated' : undefined,
    ),
    ...(['title', 'description'] as const).flatMap((keyword) =>
      textChange(before, after, { kind: 'documentation', keyword }, ({ [keyword]: text }) => text),
    ),
    ...textChange(before, after, { kind: 'documentation', keyword: 'examples' }, ({ examples }) =>
      examples.length === 0 ? undefined : listed(examples),
    ),
  ];
}

/** The change of what the schemas say in one keyword, where there is one. */
function textChange(
  before: Schemas,
  after: Schemas,
  { kind, keyword }: { readonly kind: ChangeHere['kind']; readonly keyword: keyof JsonSchema },
  textOf: (schema: JsonSchema) => string | undefined,
): readonly ChangeHere[] {
  const [was, is] = [joined(before, textOf), joined(after, textOf)];
  if (was === is) return [];
  return [{ kind, before: cut(was), after: cut(is), place: placeIn(before, after, keyword) }];
}

function isClosed({ additionalProperties, unevaluatedProperties }: JsonSchema): boolean {
  return additionalProperties?.never === true || unevaluatedProperties?.never === true;
}

/** Whether a value that satisfies the schemas can be of a type. */
export function admits(schemas: Schemas, type: JsonType): boolean {
  return schemas.every(({ never, types }) => !never && (types === undefined || types.has(type)));
}

/** The types in words: `null or string`. */
export function typesOf(schemas: Schemas): string {
  if (schemas.some(({ never }) => never)) return 'nothing';
  const sets = schemas.flatMap(({ types }) => (types === undefined ? [] : [types]));
  const [first, ...others] = sets;
  if (first === undefined) return 'any';
  const widened = (types: ReadonlySet<string>, type: string) =>
    types.has(type) || (type === 'integer' && types.has('number'));
  const all = new Set(sets.flatMap((types) => [...types]));
  const types = [...all].filter((type) => [first, ...others].every((set) => widened(set, type)));
  return types.length === 0 ? 'nothing' : types.sort().join(' or ');
}

function valuesOf(schemas: Schemas): readonly unknown[] | undefined {
  const [first, ...others] = schemas.flatMap((schema) => (schema.enum === undefined ? [] : [schema.enum]));
  return first?.filter((value) => others.every((list) => isOneOf(value, list)));
}

function joined(schemas: Schemas, textOf: (schema: JsonSchema) => string | undefined): string | undefined {
  const texts = new Set(schemas.flatMap((schema) => textOf(schema) ?? []));
  return texts.size === 0 ? undefined : [...texts].join(', ');
}

/** Where the newer version says it, or else the older, or else where the newer schema is. */
function placeIn(before: Schemas, after: Schemas, keyword: keyof JsonSchema): SchemaPlace {
  const saying = [...after, ...before].find(({ [keyword]: value }) => says(value));
  if (saying !== undefined) return placeOf(saying, keyword === 'types' ? 'type' : keyword);
  return (after[0] ?? before[0])?.place ?? { file: '', pointer: '' };
}

function says(value: JsonSchema[keyof JsonSchema]): boolean {
  if (value === undefined || value === false) return false;
  if (Array.isArray(value)) return value.length > 0;
  return !(value instanceof Map) || value.size > 0;
}

function listed(values: readonly unknown[]): string {
  return values.map(shownValue).join(', ');
}

function cut(text: string | undefined): string | undefined {
  return text === undefined ? undefined : shownText(text);
}
