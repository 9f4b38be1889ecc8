import { isDeepStrictEqual } from 'node:util';

import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import { describe, type KeywordReader } from './keyword-reader.js';

/** The keywords that hold no schemas. */
type Assertions = Pick<
  JsonSchema,
  | 'never'
  | 'types'
  | 'enum'
  | 'multipleOf'
  | 'minimum'
  | 'exclusiveMinimum'
  | 'maximum'
  | 'exclusiveMaximum'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'format'
  | 'contentEncoding'
  | 'contentMediaType'
  | 'required'
  | 'minProperties'
  | 'maxProperties'
  | 'minItems'
  | 'maxItems'
  | 'uniqueItems'
>;

/** Reads what a schema says of values that are no schemas' business: types, values, bounds, lengths and counts. */
export function readAssertions(reader: KeywordReader, impliedTypes: boolean): Assertions {
  const values = readValues(reader);
  const low = readBound(reader, 'minimum', 'exclusiveMinimum');
  const high = readBound(reader, 'maximum', 'exclusiveMaximum');
  return {
    // A `const` that is not in the `enum` next to it.
    never: values?.length === 0,
    types: readTypes(reader, impliedTypes),
    enum: values,
    multipleOf: reader.divisor('multipleOf'),
    minimum: low.inclusive,
    exclusiveMinimum: low.exclusive,
    maximum: high.inclusive,
    exclusiveMaximum: high.exclusive,
    minLength: reader.count('minLength'),
    maxLength: reader.count('maxLength'),
    pattern: reader.pattern('pattern'),
    format: reader.text('format'),
    contentEncoding: reader.text('contentEncoding'),
    contentMediaType: reader.text('contentMediaType'),
    required: reader.names('required'),
    minProperties: reader.count('minProperties'),
    maxProperties: reader.count('maxProperties'),
    minItems: reader.count('minItems'),
    maxItems: reader.count('maxItems'),
    uniqueItems: reader.flag('uniqueItems') ?? false,
  };
}

/** The list of `enum`, or `const` as a list of one; where both are given what is in both, which may be nothing. */
function readValues(reader: KeywordReader): readonly unknown[] | undefined {
  const listed = reader.list('enum');
  if (listed?.length === 0) reader.wrong('enum', 'an empty "enum" does not allow any value');
  const only = reader.value('const');
  if (only === undefined) return listed;
  reader.spelled.set('enum', reader.at('const'));
  return listed === undefined || listed.some((value) => isDeepStrictEqual(value, only)) ? [only] : [];
}

function readTypes(reader: KeywordReader, impliedTypes: boolean): ReadonlySet<JsonType> | undefined {
  const given = reader.types();
  const implied = impliedTypes && given === undefined && reader.value('type') === undefined;
  const types = implied ? impliedType(reader) : given;
  return types !== undefined && reader.flag('nullable') === true ? new Set([...types, 'null']) : types;
}

const KEYWORDS_OF: readonly (readonly [JsonType, readonly string[]])[] = [
  [
    'object',
    [
      'properties',
      'patternProperties',
      'additionalProperties',
      'unevaluatedProperties',
      'propertyNames',
      'required',
      'minProperties',
      'maxProperties',
      'dependencies',
      'dependentRequired',
      'dependentSchemas',
    ],
  ],
  [
    'array',
    ['items', 'prefixItems', 'additionalItems', 'unevaluatedItems', 'contains', 'minItems', 'maxItems', 'uniqueItems'],
  ],
  ['number', ['multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']],
  ['string', ['minLength', 'maxLength', 'pattern']],
];

/** The type that all keywords of a schema are for; undefined where they are for several or none, or where values are listed. */
function impliedType(reader: KeywordReader): ReadonlySet<JsonType> | undefined {
  if (reader.value('enum') !== undefined || reader.value('const') !== undefined) return undefined;
  const types = KEYWORDS_OF.filter(([, keywords]) => keywords.some((keyword) => reader.value(keyword) !== undefined));
  const [first, ...others] = types.map(([type]) => type);
  return first === undefined || others.length > 0 ? undefined : new Set([first]);
}

interface Bound {
  readonly inclusive: number | undefined;
  readonly exclusive: number | undefined;
}

/** In draft 4, a boolean next to the bound makes it exclusive; later drafts have two bounds. */
function readBound(reader: KeywordReader, plain: string, exclusive: string): Bound {
  const { draft, lenient } = reader.dialect;
  const bound = reader.number(plain);
  const value = reader.value(exclusive);
  if (typeof value === 'boolean' && (draft === '4' || lenient)) {
    if (!value) return { inclusive: bound, exclusive: undefined };
    reader.spelled.set(exclusive, reader.at(plain));
    return { inclusive: undefined, exclusive: bound };
  }
  if (draft !== '4' && typeof value !== 'boolean') return { inclusive: bound, exclusive: reader.number(exclusive) };
  if (value !== undefined) {
    const [expected, help] =
      draft === '4'
        ? ['true or false in draft 4', `In draft 4, the bound is "${plain}".`]
        : ['a number since draft 6', `Write the bound: "${exclusive}": ${bound ?? 0}`];
    reader.wrong(exclusive, `"${exclusive}" must be ${expected}, found ${describe(value)}`, help);
  }
  return { inclusive: bound, exclusive: undefined };
}
