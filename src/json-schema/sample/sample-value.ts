import { sampleLabel } from '../../samples/sample-label.js';
import type { JsonSchema, SchemaPlace } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { Sampler } from './sampler.js';

export type JsonSample =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly place: SchemaPlace; readonly reason: string };

/**
 * A plausible value of a schema, as `JSON.parse` would give it. Each part of it depends on its path (which begins with
 * `label`, the name of the type) and its schema alone, so that a property added elsewhere changes nothing: the schema's
 * own examples where they are valid, a value of its list, or one made from the property's name. Optional properties have
 * values, lists and maps one or two items; recursion ends as soon as an object would hold itself. The value is valid:
 * the interpreter has checked it. Fails where the schema has no value, or none that the search finds within its bounds;
 * `reason` is a sentence without its full stop.
 */
export function sampleJson(
  schema: JsonSchema,
  options: { readonly label: string; readonly settings: JsonSettings },
): JsonSample {
  const { label, settings } = options;
  const place = { path: label, label: sampleLabel(label, ''), depth: 0, ending: false, open: new Set<string>() };
  const next = new Sampler(schema, settings).candidates([schema], place).next();
  if (next.done !== true) return { ok: true, value: next.value };
  const { place: at = schema.place, reason = 'no value was found' } = next.value ?? {};
  return { ok: false, place: at, reason };
}
