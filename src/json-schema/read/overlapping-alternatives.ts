import { isDeepStrictEqual } from 'node:util';

import { isJsonObject, memberOf, type JsonObject } from '../schema/json-pointer.js';
import { pointerTo } from '../../paths/json-pointer.js';
import type { JsonSchema, SchemaRemark } from '../schema/json-schema.js';
import { target } from '../schema/schema-facts.js';
import type { Dialect } from './dialect.js';
import { KEYWORDS } from './keywords.js';
import type { SchemaSource } from './resolve-reference.js';
import { enumOf, isConstraint, laterKeywords } from './unknown-keywords.js';

/** A schema and the JSON that it is read from. */
export interface SourcedSchema {
  readonly schema: JsonSchema;
  readonly source: SchemaSource;
}

/** Warns of each `oneOf` whose alternatives are distinguished by a keyword that their draft ignores. */
export function overlappingAlternatives(schemas: readonly SourcedSchema[]): readonly SchemaRemark[] {
  const suspects = schemas.filter(({ schema }) => schema.draft !== '2020-12' && schema.oneOf.length > 1);
  if (suspects.length === 0) return [];
  const sources = new Map(schemas.map(({ schema, source }) => [schema, source]));
  const found = new Map<string, SchemaRemark>();
  for (const { schema, source } of suspects) {
    const branches = schema.oneOf.flatMap((branch) => sources.get(target(branch)) ?? []);
    const ignored = branches.flatMap(ignoredIn);
    const [first] = ignored;
    if (first === undefined) continue;
    const read = branches.map(({ json, resource }) => asRead(json, resource.dialect));
    const isTwin = (json: unknown, at: number): boolean =>
      read.some((other, index) => index !== at && isDeepStrictEqual(json, other));
    const all = read.every(isTwin);
    const names = [...new Set(ignored.map(({ name }) => JSON.stringify(name)))].join(', ');
    const what = source.pointer === '' ? 'record' : 'value';
    const rejected = all ? `every ${what} is rejected` : `a ${what} that satisfies more than one of them is rejected`;
    const pointer = pointerTo(source.pointer, 'oneOf');
    found.set(`${source.document.file}#${pointer}`, {
      code: 'alternatives-overlap',
      place: { file: source.document.file, pointer },
      message: `without ${names}, which ${source.resource.dialect.title} ignores, the alternatives of "oneOf" overlap: ${rejected}`,
      help: first.name === 'const' ? `Write ${enumOf(first.value)} instead of "const".` : LATER_DRAFT,
    });
  }
  return [...found.values()];
}

const LATER_DRAFT = 'Name a draft that has the keyword in "$schema".';

interface IgnoredKeyword {
  readonly name: string;
  readonly value: unknown;
}

/** The ignored keywords of an alternative and of its properties, where a discriminator is. */
function ignoredIn({ json, resource: { dialect } }: SchemaSource): readonly IgnoredKeyword[] {
  const properties = memberOf(json, 'properties');
  const schemas = [json, ...(isJsonObject(properties) ? Object.values(properties) : [])].filter(isJsonObject);
  return schemas.flatMap((schema) => laterKeywords(schema, dialect).map((name) => ({ name, value: schema[name] })));
}

/** A schema with the keywords that its draft has and that values can violate. */
function asRead(json: unknown, dialect: Dialect): unknown {
  if (!isJsonObject(json)) return json;
  const kept = Object.entries(json).filter(([name]) => isConstraint(name, dialect));
  return Object.fromEntries(kept.map(([name, value]) => [name, valueAsRead(name, value, dialect)]));
}

function valueAsRead(name: string, value: unknown, dialect: Dialect): unknown {
  const holds = KEYWORDS.get(name)?.holds;
  if (holds === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => asRead(item, dialect));
  if (holds === 'map' && isJsonObject(value)) return mapValues(value, (member) => asRead(member, dialect));
  return asRead(value, dialect);
}

function mapValues(object: JsonObject, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
