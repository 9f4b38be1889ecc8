import { conjuncts } from '../schema/conjuncts.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';

export type ConversionSettings = Pick<JsonSettings, 'dateTime' | 'int64'>;

/** What a decoder makes of the texts or numbers of a schema. */
export type Conversion = (
  | { readonly to: 'Date' }
  | {
      readonly to: 'bigint';
      readonly format: 'int64' | 'uint64';
      /** What it is in the JSON: a text of digits, a number, or either. */
      readonly from: 'string' | 'number' | 'either';
    }
) & {
  /** The schema that has the format. */
  readonly owner: JsonSchema;
};

/**
 * What the values of a schema become; undefined for those that stay as they are in the JSON. A schema converts whose type,
 * in whatever of it and the schemas it refers to or is all of that is said, is a string with the format `date-time`; or a
 * number or a string with the format `int64` or `uint64`; each with or without null.
 */
export function conversionOf(schema: JsonSchema, settings: ConversionSettings): Conversion['to'] | undefined {
  return leafConversion(schema, settings)?.to;
}

/** The same with how it is done. */
export function leafConversion(schema: JsonSchema, settings: ConversionSettings): Conversion | undefined {
  if (settings.dateTime === 'string' && settings.int64 === 'json') return undefined;
  const all = conjuncts([schema]);
  const types = commonTypes(all);
  if (types === undefined || types.size === 0) return undefined;
  for (const owner of all) {
    const { format } = owner;
    if (format === 'date-time' && settings.dateTime === 'Date' && consistsOf(types, ['string'])) {
      return { to: 'Date', owner };
    }
    if ((format === 'int64' || format === 'uint64') && settings.int64 === 'bigint') {
      if (!consistsOf(types, ['integer', 'number', 'string'])) continue;
      const isNumber = types.has('integer') || types.has('number');
      return { to: 'bigint', format, from: !isNumber ? 'string' : types.has('string') ? 'either' : 'number', owner };
    }
  }
  return undefined;
}

/** Whether a schema or one that it leads to converts, where conversions are made: not below `not`, `if` or `contains`. */
export function containsConversion(schema: JsonSchema, settings: ConversionSettings): boolean {
  return convertingSchemas(schema, settings).has(schema);
}

/** The schemas below `root` that convert, or lead to one that does; of the conversions, those that `counts` holds for. */
export function convertingSchemas(
  root: JsonSchema,
  settings: ConversionSettings,
  counts: (conversion: Conversion) => boolean = () => true,
): ReadonlySet<JsonSchema> {
  const converting = new Set<JsonSchema>();
  if (settings.dateTime === 'string' && settings.int64 === 'json') return converting;
  const parents = new Map<JsonSchema, JsonSchema[]>([[root, []]]);
  const leaves: JsonSchema[] = [];
  const open = [root];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    const conversion = leafConversion(schema, settings);
    if (conversion !== undefined) {
      if (counts(conversion)) leaves.push(schema);
      continue;
    }
    for (const part of [...inPlaceParts(schema), ...childSchemas(schema)]) {
      const known = parents.get(part);
      if (known !== undefined) known.push(schema);
      else {
        parents.set(part, [schema]);
        open.push(part);
      }
    }
  }
  for (let schema = leaves.pop(); schema !== undefined; schema = leaves.pop()) {
    if (converting.has(schema)) continue;
    converting.add(schema);
    leaves.push(...(parents.get(schema) ?? []));
  }
  return converting;
}

/** The schemas that apply to the same value and whose conversions are made. */
function inPlaceParts({ refs, allOf, anyOf, oneOf }: JsonSchema): readonly JsonSchema[] {
  return [...refs, ...allOf, ...anyOf, ...oneOf];
}

/** The schemas of properties and items whose conversions are made. */
function childSchemas(schema: JsonSchema): readonly JsonSchema[] {
  return [
    ...schema.properties.values(),
    ...schema.patternProperties.values(),
    ...(schema.additionalProperties === undefined ? [] : [schema.additionalProperties]),
    ...schema.prefixItems,
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
}

/** The types that all of the schemas allow; undefined where none of them says. */
function commonTypes(schemas: readonly JsonSchema[]): ReadonlySet<JsonType> | undefined {
  const given = schemas.flatMap(({ types }) => types ?? []);
  if (given.length === 0) return undefined;
  const inAll = (type: JsonType) =>
    given.every((types) => types.has(type) || (type === 'integer' && types.has('number')));
  return new Set(given.flatMap((types) => [...types]).filter(inAll));
}

function consistsOf(types: ReadonlySet<JsonType>, allowed: readonly JsonType[]): boolean {
  return (
    [...types].every((type) => type === 'null' || allowed.includes(type)) && allowed.some((type) => types.has(type))
  );
}
