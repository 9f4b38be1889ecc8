import { memberOf } from '../schema/json-pointer.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { describe, type KeywordReader, type Report } from './keyword-reader.js';

/** The annotations of a schema. They apply next to a `$ref` in every draft. */
type Annotations = Pick<JsonSchema, 'title' | 'description' | 'default' | 'examples' | 'deprecated' | 'id'>;

/** Reads annotations. They change no verdict, so that one of a wrong type is a remark and counts as not given. */
export function readAnnotations(reader: KeywordReader, remark: Report): Annotations {
  const { json, dialect } = reader;
  function annotation<T>(keyword: string, expected: string, is: (value: unknown) => value is T): T | undefined {
    const value = memberOf(json, keyword);
    if (value === undefined || is(value)) return value;
    remark(reader.at(keyword), `"${keyword}" is ignored: it must be ${expected}, found ${describe(value)}`);
    return undefined;
  }
  return {
    title: annotation('title', 'a string', isText),
    description: annotation('description', 'a string', isText),
    default: Object.hasOwn(json, 'default') ? { value: json.default } : undefined,
    examples: annotation('examples', 'a list', isList) ?? [],
    deprecated: annotation('deprecated', 'true or false', isFlag) ?? false,
    id: annotation(dialect.idKeyword, 'a URI', isText),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
