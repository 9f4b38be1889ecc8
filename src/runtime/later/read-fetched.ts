import { definedNames } from '../resolution/defined-names.js';
import { interpret } from '../resolution/interpret.js';
import { parseAvroSchema } from '../resolution/parse-schema.js';
import type { Resolution } from '../resolution/resolution.js';
import type { Definitions } from '../resolution/schema-reading.js';
import { resolve } from '../resolution/resolve.js';
import type { AvroType } from '../resolution/schema.js';
import type { ByteReader } from '../byte-reader.js';
import { unusable, type FetchedSchema } from './schema-source.js';
import type { Shape } from '../resolution/value-shape.js';

/** Maximum number of reasons in a message. */
const MAX_REASONS = 3;
/** How long the reasons may be together: a hostile schema's names may have any length. */
const MAX_REASONS_LENGTH = 600;

/**
 * Makes a decoder from a writer's schema, as its registry gives it, to the reader's shape. `at` is what a whole value is
 * called in errors. Throws a SchemaFetchError that says which field cannot be read and why.
 */
export function readFetched(
  fetched: FetchedSchema,
  shape: Shape,
  at: string,
): (r: ByteReader) => unknown {
  return interpret(resolveFetched(fetched, shape).resolution, at);
}

/** A writer's type and how it resolves to the reader's shape. Throws as `readFetched` does. */
export function resolveFetched(
  fetched: FetchedSchema,
  shape: Shape,
): { readonly type: AvroType; readonly resolution: Resolution } {
  try {
    // What is wrong with its defaults, aliases and orders does not matter: only the reader's count.
    const { type, faults } = parseAvroSchema(
      schemaJson(fetched.text),
      definitions(fetched.references),
    );
    if (type === undefined)
      throw unusable(
        `it is not a valid Avro schema: ${reasonsText(faults.map(({ pointer, message }) => ({ at: pointer || '/', reason: message })))}`,
      );
    const result = resolve(type, shape);
    if (!result.ok)
      throw unusable(`the reader schema cannot read it: ${reasonsText(result.faults)}`);
    return { type, resolution: result.resolution };
  } catch (error) {
    if (error instanceof RangeError) throw unusable('it is nested too deeply');
    throw error;
  }
}

/** A writer's defaults are left out: only the reader's count, and JSON.parse would round wide numbers in them. */
function schemaJson(text: string): unknown {
  const parse = (json: string): unknown =>
    JSON.parse(json, (key, value: unknown) => (key === 'default' ? undefined : value));
  try {
    return text.includes('/*') || text.includes('//') ? parse(withoutComments(text)) : parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw unusable('it is not JSON');
  }
}

/**
 * Avro's Java parser takes comments, so that a registry may hold them. What is never closed goes on to the end of the text,
 * which is read once.
 */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?|\/\/.*|\/\*(?:[\s\S]*?\*\/|[\s\S]*)/g, (token) =>
    token.startsWith('"') ? token : ' ',
  );
}

function definitions(references: FetchedSchema['references']): Definitions {
  const definers = new Map<string, { readonly file: string; readonly json: unknown }>();
  for (const [index, text] of references.entries()) {
    const definer = { file: `reference ${String(index + 1)}`, json: schemaJson(text) };
    for (const name of definedNames(definer.json))
      if (!definers.has(name)) definers.set(name, definer);
  }
  return (fullName) => definers.get(fullName);
}

function reasonsText(reasons: readonly { readonly at: string; readonly reason: string }[]): string {
  const shown = reasons.slice(0, MAX_REASONS).map(({ at, reason }) => `${at}: ${reason}`);
  const more = reasons.length - shown.length;
  const text = `${shown.join('; ')}${more > 0 ? `; and ${String(more)} more` : ''}`;
  return text.length > MAX_REASONS_LENGTH ? `${text.slice(0, MAX_REASONS_LENGTH)}…` : text;
}
